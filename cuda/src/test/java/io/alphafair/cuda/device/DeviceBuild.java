package io.alphafair.cuda.device;

import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The interpreted device's {@code libcuda.so.1}, made by the system's {@code g++} under {@code target} once for each state
 * of its sources.
 */
final class DeviceBuild {
    private static final String COMPILER = "g++";
    private static final List<String> FLAGS = List.of("-std=c++20", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC",
            "-fvisibility=hidden", "-fwrapv", "-ffp-contract=off", "-frounding-math");
    private static final String LIBRARY = "libcuda.so.1";
    private static final String SOURCES = "src/test/native/device";

    private final Path module;

    private DeviceBuild(Path module) {
        this.module = module;
    }

    /** The library, built if need be; the test is skipped with the reason where it cannot be. */
    static synchronized Path library() {
        Require.program("cuda", COMPILER, "a C++ compiler, to build the interpreted device with");
        Path module = moduleFolder();
        Require.that("cuda", module != null, "the sources of the interpreted device are not beside these tests");
        try {
            return new DeviceBuild(module).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Above the classes, or the jar of the tests, in target. */
    private static Path moduleFolder() {
        try {
            Path place = Path.of(DeviceBuild.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            while (place != null && !Files.isDirectory(place.resolve(SOURCES))) {
                place = place.getParent();
            }
            return place;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path build() throws IOException {
        Path target = Files.createDirectories(module.resolve("target/interpreted-device"));
        Path library = target.resolve(hash()).resolve(LIBRARY);
        // Several JVMs of one build may come here at once: the first compiles.
        try (FileChannel lock = FileChannel.open(target.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); var held = lock.lock()) {
            if (held.isValid() && Files.notExists(library)) {
                Path objects = Files.createTempDirectory(target, "objects");
                compile(objects);
                Files.createDirectories(library.getParent());
                Files.move(objects.resolve(LIBRARY), library, StandardCopyOption.ATOMIC_MOVE);
                delete(objects);
            }
            // The newest of several is the one of these sources.
            Files.setLastModifiedTime(library, FileTime.from(Instant.now()));
        }
        return library;
    }

    private void compile(Path objects) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Path>> compiled = new ArrayList<>();
            for (Path source : files(".cpp")) {
                compiled.add(pool.submit(() -> compile(source, objects)));
            }
            List<String> link = new ArrayList<>(List.of(COMPILER, "-shared", "-Wl,-z,defs", "-Wl,-soname," + LIBRARY,
                    "-o", objects.resolve(LIBRARY).toString()));
            for (Future<Path> object : compiled) {
                link.add(object.get().toString());
            }
            ChildJvm.succeed(link);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the interpreted device is compiled", e);
        }
    }

    private static Path compile(Path source, Path objects) {
        Path object = objects.resolve(source.getFileName() + ".o");
        List<String> command = new ArrayList<>(List.of(COMPILER));
        command.addAll(FLAGS);
        command.addAll(List.of("-c", source.toString(), "-o", object.toString()));
        ChildJvm.succeed(command);
        return object;
    }

    private String hash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(FLAGS.toString().getBytes());
            for (Path file : files("")) {
                digest.update(file.getFileName().toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(module.resolve(SOURCES))) {
            return all.filter(file -> file.toString().endsWith(suffix)).map(Path::toAbsolutePath).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
