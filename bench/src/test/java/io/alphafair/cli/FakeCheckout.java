package io.alphafair.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher in a small tree of its own, with programs that only print what they are called with: a JDK, Maven and its
 * wrapper. Its PATH has the system's tools and no other program.
 */
record FakeCheckout(Path root) {
    static final Path LAUNCHER = Path.of("..", "alphafair").toAbsolutePath().normalize();

    private static final List<String> TOOLS = List.of("bash", "env", "dirname", "readlink", "sed", "cat", "mkdir", "rm",
            "cp", "find", "sort", "cut", "head", "tail", "grep", "touch", "sleep", "flock", "sha256sum", "shasum");

    /** Writes a jar and its hash, as the build does; what was asked of it goes to a log. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            set -e
            if [ "$1" = --version ]; then exit; fi
            echo "$0" "$@" >>maven.log
            if [ "$3" = -Ppeers ]; then mkdir -p bench/target/peers; exit; fi
            build/sources-hash --began
            if [ -f edit-during-build ]; then mv edit-during-build bench/src/main/java/Source.java; fi
            mkdir -p bench/target
            echo jar >bench/target/benchmarks.jar
            build/sources-hash --built bench/target/benchmarks.jar
            """;

    static FakeCheckout in(Path folder) throws IOException {
        FakeCheckout checkout = new FakeCheckout(folder.toRealPath().resolve("checkout"));
        checkout.write("pom.xml", "<project/>");
        checkout.write("bench/pom.xml", "<project/>");
        checkout.write("bench/src/main/java/Source.java", "class Source {}");
        checkout.write("kernels/src/test/resources/io/alphafair/cases.json", "[]");
        checkout.write("kernels/src/test/resources/io/alphafair/capped_cases.json", "[]");
        Files.createDirectories(checkout.root.resolve("build"));
        Files.copy(LAUNCHER, checkout.root.resolve("alphafair"));
        Files.copy(LAUNCHER.resolveSibling("build/sources-hash"), checkout.root.resolve("build/sources-hash"));
        Files.createDirectories(checkout.tools());
        for (String tool : TOOLS) {
            for (String place : System.getenv("PATH").split(":")) {
                if (Files.isExecutable(Path.of(place, tool)) && Files.notExists(checkout.tools().resolve(tool))) {
                    Files.createSymbolicLink(checkout.tools().resolve(tool), Path.of(place, tool));
                }
            }
        }
        checkout.program(checkout.tools().resolve("mv"), "#!/usr/bin/env bash\ncat \"$1\" >\"$2\"; rm \"$1\"\n");
        return checkout;
    }

    private Path tools() {
        return root.resolveSibling("tools");
    }

    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return file;
    }

    void installMaven() throws IOException {
        program(tools().resolve("mvn"), MAVEN);
    }

    void removeMaven() throws IOException {
        Files.delete(tools().resolve("mvn"));
    }

    Path installWrapper() throws IOException {
        return program(root.resolve("mvnw"), MAVEN);
    }

    /** How Maven was called, one line per call. */
    List<String> mavenCalls() throws IOException {
        Path log = root.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** A system with these locales; every other one is the ASCII one. */
    void installLocales(String... known) throws IOException {
        program(tools().resolve("locale"), "#!/usr/bin/env bash\ncase \"${LC_ALL:-${LC_CTYPE:-${LANG:-}}}\" in\n"
                + String.join("|", known) + ") echo UTF-8 ;;\n*) echo ANSI_X3.4-1968 ;;\nesac\n");
    }

    /** A JDK that prints its own folder and its arguments. */
    Path jdk(String version) throws IOException {
        Path home = root.resolveSibling("jdk-" + version);
        program(home.resolve("bin/java"), "#!/usr/bin/env bash\necho \"" + home + "\"\nprintf '%s\\n' \"$@\"\n");
        program(home.resolve("bin/javac"), "#!/usr/bin/env bash\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Puts this JDK's {@code java} on the PATH. */
    void onPath(Path jdk) throws IOException {
        Files.createSymbolicLink(tools().resolve("java"), jdk.resolve("bin/java"));
    }

    /** Starts the launcher with these variables and nothing else in its environment. */
    Alphafair start(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(root.resolve("alphafair").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.getParent().toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("PATH", tools().toString());
        return finish(builder, root.getParent());
    }

    /** Runs a process to its end; what it prints goes through files in {@code folder}. */
    static Alphafair finish(ProcessBuilder builder, Path folder) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new Alphafair(code, Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
