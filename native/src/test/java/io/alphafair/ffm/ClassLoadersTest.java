package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.contract.BackendContract;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A process may have the backend in several class loaders, of which one alone can own the library. */
class ClassLoadersTest {
    private static final long SEEDS = 50;

    /** Checks answers of C, and returns what ran. */
    public static final class Answers implements Supplier<String> {
        /** Made by its name. */
        public Answers() {
            // Nothing to set up.
        }

        @Override
        public String get() {
            assertFalse(Library.here().isOwned());
            try (Backend backend = new NativeBackend(Variant.BASELINE, ScanPath.ANY, Natives.FAR_ELEMENTS,
                    new Linking(Functions::linkPasses, "always", Long.MAX_VALUE))) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    BackendContract.check(backend, seed);
                }
                return backend.description();
            }
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    @Test
    void aSecondClassLoaderRunsCToo() throws IOException, ReflectiveOperationException {
        Natives.require();
        assertTrue(Library.here().isOwned());
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ClassLoadersTest::url).toArray(URL[]::new);
        try (URLClassLoader other = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Object answers = other.loadClass(Answers.class.getName()).getConstructor().newInstance();
            assertEquals("1 thread, C compiled for baseline", ((Supplier<?>) answers).get());
        }
    }
}
