package io.alphafair.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import jcuda.driver.JCudaDriver;

/**
 * Loads JCuda's native library from a folder of our own. Left to itself JCuda unpacks to a fixed file in the shared
 * temporary folder unless there is one: it then loads what anybody has put there, and processes that start together read
 * a file that another is still writing.
 */
final class JCudaNatives {
    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private JCudaNatives() {
    }

    /**
     * Loads it, once a process.
     *
     * @throws LinkageError if it does not load
     */
    static synchronized void load() {
        String shared = System.getProperty(TEMPORARY_FOLDER);
        Path own = folder();
        try {
            System.setProperty(TEMPORARY_FOLDER, own.toString());
            // The first touch unpacks and loads; later ones do nothing.
            JCudaDriver.setExceptionsEnabled(false);
        } finally {
            System.setProperty(TEMPORARY_FOLDER, shared);
            // A library that is loaded stays mapped when its file is gone.
            delete(own);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("alphafair-cuda",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for JCuda's library in " + System.getProperty(TEMPORARY_FOLDER)
                    + ": free space there, or name another in -D" + TEMPORARY_FOLDER, e);
        }
    }

    /** What stays, as a file that is mapped does on some network file systems, does no harm: it is said and not thrown. */
    static void delete(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> files = inside.toList();
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.getLogger(JCudaNatives.class.getName()).log(Level.WARNING,
                    "the unpacked JCuda library in " + folder + " could not be deleted: delete it", e);
        }
    }
}
