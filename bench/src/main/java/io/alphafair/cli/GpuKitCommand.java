package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gpu-kit}: writes all that is needed on a machine that has only a GPU's driver. */
@Command(name = "gpu-kit", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
        "Writes a folder for a machine that has a GPU and its driver, but no JDK.",
        "In the folder are this program, a Java runtime and run.sh. Pack it, unpack it on that machine, and start",
        "run.sh [OUT [SECONDS]] there. It runs doctor, gpu-check and bench --profile gpu, all within SECONDS",
        "(default: 540). It leaves its log, the record of gpu-check and the record of bench in the folder OUT",
        "(default: a new folder beside run.sh).", ""}, footer = {"",
                "Example:", "  alphafair gpu-kit kit && tar cJf kit.tar.xz kit", "",
                "Exit codes: 0 done; 2 bad usage, or the folder cannot be written."})
final class GpuKitCommand implements Callable<Integer> {
    /** What the program and JMH need; java.sql is DuckDB's, and finding a subject by its name looks at its class. */
    private static final String MODULES = "java.base,java.logging,java.management,java.sql,jdk.management,jdk.unsupported,"
            + "jdk.incubator.vector";
    private static final String SCRIPT = "run.sh";
    private static final String JAR = "benchmarks.jar";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder to write. It must not exist, or be empty.")
    private Path folder;

    @Override
    public Integer call() {
        try {
            if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
                throw new InvalidInputException(folder + " is in use: expected a new or an empty folder");
            }
            Path jar = jar();
            Files.deleteIfExists(folder);
            write(jar);
        } catch (IOException e) {
            throw new InvalidInputException(folder + " cannot be written (" + e
                    + "): expected a new folder in a folder that can be written to and has room", e);
        }
        spec.commandLine().getOut().println(folder.resolve(SCRIPT));
        return 0;
    }

    /** Writes all of the folder, or nothing. */
    private void write(Path jar) throws IOException {
        try (InputStream script = GpuKitCommand.class.getResourceAsStream(SCRIPT)) {
            link();
            Files.copy(jar, folder.resolve(JAR));
            Files.copy(script, folder.resolve(SCRIPT));
            Files.setPosixFilePermissions(folder.resolve(SCRIPT), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            TemporaryFolder.delete(folder);
            throw e;
        }
    }

    private void link() throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow(() -> new InvalidInputException(
                "this Java runtime has no jlink: expected a JDK, as from https://adoptium.net"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = jlink.run(out, out, "--add-modules", MODULES, "--strip-debug", "--no-header-files", "--no-man-pages",
                "--compress", "zip-9", "--output", folder.toString());
        if (code != 0) {
            throw new IOException(said.toString().lines().findFirst().orElse("jlink ended with code " + code));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static Path jar() {
        try {
            Path code = Path.of(GpuKitCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isRegularFile(code)) {
                return code;
            }
            throw new InvalidInputException("this program runs from " + code
                    + ", not from its jar: start it with ./alphafair");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of this code is not a path: " + e.getMessage(), e);
        }
    }
}
