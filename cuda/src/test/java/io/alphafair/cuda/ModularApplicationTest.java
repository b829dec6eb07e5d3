package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that requires the kernels, on the module path, and cuda with JCuda on the class path, as the README says. */
class ModularApplicationTest {
    private static final String MODULE = "module app { requires io.alphafair; }";
    private static final String MAIN = """
            package app;
            import io.alphafair.Items;
            import io.alphafair.backend.Backend;
            import io.alphafair.backend.Prepared;
            import io.alphafair.contract.Problems;
            import io.alphafair.contract.Shape;
            import io.alphafair.select.Backends;
            public final class Main {
                public static void main(String[] arguments) {
                    try (Backend scalar = Backends.open("scalar");
                            Backend cuda = Backends.open("cuda");
                            Items items = Problems.make(Shape.UNIFORM, 50, 3, 4, 1);
                            Prepared expected = scalar.prepare(items);
                            Prepared found = cuda.prepare(items)) {
                        System.out.println(Main.class.getModule() + ", " + Items.class.getModule() + ", "
                                + (cuda.getClass().getModule().isNamed() ? "named" : "unnamed") + ": "
                                + (found.bestItems().equals(expected.bestItems()) ? "equal" : "different"));
                    }
                }
            }
            """;

    @Test
    void aModuleFindsCudaOnTheClassPath(@TempDir Path folder) throws IOException, URISyntaxException {
        String kernels = Path.of(Items.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        Path application = compile(kernels, folder);
        String others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> place.contains("jcuda") || Path.of(place).equals(cuda()))
                .collect(Collectors.joining(File.pathSeparator));
        ChildJvm.Result result = ChildJvm.run(List.of("env",
                "LD_LIBRARY_PATH=" + InterpretedDevice.library().getParent(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--module-path", application + File.pathSeparator + kernels,
                "--class-path", others, "--module", "app/app.Main"));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("module app, module io.alphafair, unnamed: equal"), result.output());
    }

    private static Path cuda() {
        try {
            return Path.of(CudaBackend.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path compile(String kernels, Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/app"));
        Path module = Files.writeString(source.resolveSibling("module-info.java"), MODULE);
        Path main = Files.writeString(source.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("classes");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "--module-path", kernels, "-d",
                classes.toString(), module.toString(), main.toString()));
        return classes;
    }
}
