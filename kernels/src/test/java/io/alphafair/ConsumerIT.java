package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the examples of the README and of the guide against the built jar, as somebody else's project would. */
class ConsumerIT {
    private static final Path ROOT = Path.of(System.getProperty("alphafair.root"));
    private static final String JAR = ROOT
            .resolve("kernels/target/alphafair-kernels-" + System.getProperty("alphafair.version") + ".jar").toString();

    private static final String README = "README.md";
    private static final String GUIDE = "docs/use-the-library.md";

    private static final String NO_CALIBRATION = "-Dalphafair.crossovers="
            + System.getProperty("alphafair.crossovers");
    private static final String SIMD_RUNS = "predicted (.*, )?simd [\\d.]+ ";

    @TempDir
    private Path project;

    /** A document's example in a class; its imports go on top. */
    private void writeExample(String document, boolean module) throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve(document)));
        assertTrue(block.find(), document + " has no Java example");
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        block.group(1).lines().forEach(line -> (line.startsWith("import ") ? imports : body).append(line).append('\n'));
        Files.createDirectories(project.resolve("src/consumer"));
        Files.writeString(project.resolve("src/consumer/Example.java"), "package consumer;\n" + imports
                + "public class Example {\n public static void main(String[] args) {\n" + body + "}\n}\n");
        if (module) {
            Files.writeString(project.resolve("src/module-info.java"), "module consumer { requires io.alphafair; }\n");
        }
    }

    private void compile(String path, String... sources) {
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all,-incubating", "-Werror", path, JAR, "-d", project.resolve("classes").toString()));
        for (String source : sources) {
            arguments.add(project.resolve("src").resolve(source).toString());
        }
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int exit = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        assertEquals(0, exit, out.toString());
    }

    private static void assertRan(ChildJvm.Result result, String aboutSimd) {
        assertDivided(result);
        assertTrue(result.output().contains("auto chose "), result.output());
        assertTrue(Pattern.compile(aboutSimd).matcher(result.output()).find(), result.output());
        assertTrue(result.output().contains("row 0 gets 1.00 of item 0"), result.output());
    }

    private static void assertDivided(ChildJvm.Result result) {
        assertEquals(0, result.exitCode(), result.output());
        // rho = (3, 4), sizes (1, 2), alpha 2: budgets as 3^(-1/2) to 2^(-1/2).
        double first = 1000 / (1 + Math.sqrt(1.5));
        assertTrue(result.output().contains(String.format(Locale.ROOT, "%.3f", first)), result.output());
    }

    @Test
    void theReadmesExampleNeedsNoFlag() throws IOException {
        writeExample(README, false);
        compile("-cp", "consumer/Example.java");
        assertDivided(ChildJvm.java(List.of(NO_CALIBRATION, "-cp",
                JAR + System.getProperty("path.separator") + project.resolve("classes"), "consumer.Example")));
    }

    @Test
    void onTheClassPath() throws IOException {
        writeExample(GUIDE, false);
        compile("-cp", "consumer/Example.java");
        String path = JAR + System.getProperty("path.separator") + project.resolve("classes");
        assertRan(ChildJvm.java(
                List.of("--add-modules", "jdk.incubator.vector", NO_CALIBRATION, "-cp", path, "consumer.Example")),
                SIMD_RUNS);
        assertRan(ChildJvm.java(List.of(NO_CALIBRATION, "-cp", path, "consumer.Example")),
                "rejected simd: the module jdk.incubator.vector is not there");
    }

    @Test
    void onTheModulePath() throws IOException {
        writeExample(GUIDE, true);
        compile("-p", "module-info.java", "consumer/Example.java");
        String path = JAR + System.getProperty("path.separator") + project.resolve("classes");
        assertRan(ChildJvm.java(List.of(NO_CALIBRATION, "-p", path, "-m", "consumer/consumer.Example")), SIMD_RUNS);
    }
}
