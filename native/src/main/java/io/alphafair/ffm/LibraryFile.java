package io.alphafair.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** The library as a file that can be loaded: unpacked from the jar into a folder that nobody else can write. */
final class LibraryFile {
    /** Characters of the hash in the folder's name. */
    private static final int HASH_DIGITS = 32;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private LibraryFile() {
    }

    /**
     * The library's place in the jar, beside this class.
     *
     * @param system as the system property {@code os.name} says it
     * @param architecture as {@code os.arch} says it
     */
    static String resource(String system, String architecture) {
        boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
        String name = mac ? "macos" : system.toLowerCase(Locale.ROOT);
        String cpu = switch (architecture) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> architecture;
        };
        return name + "-" + cpu + "/libalphafair." + (mac ? "dylib" : "so");
    }

    /**
     * The content of a library in the jar.
     *
     * @throws IOException if it is not there, or damaged; the message says what to do
     */
    static byte[] read(String resource) throws IOException {
        byte[] content = bytes(resource);
        requireWhole(content, new String(bytes(resource + ".sha256"), StandardCharsets.US_ASCII));
        return content;
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = LibraryFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("built without the native library for "
                        + resource.substring(0, resource.indexOf('/'))
                        + ": install gcc, or build with -Pclang");
            }
            return in.readAllBytes();
        }
    }

    /** The system's loader does not notice everything: a library that is too short ends the process. */
    static void requireWhole(byte[] content, String hash) throws IOException {
        if (!hash(content).equals(hash)) {
            throw new IOException("the native library in the jar is damaged: its SHA-256 is " + hash(content)
                    + ", expected " + hash + "; build again");
        }
    }

    /**
     * Writes the library into a folder named after its content, unless it is there.
     *
     * @param cache where the folder is or will be
     * @throws IOException if that is not possible, or another user could change the file
     */
    static Path unpack(byte[] content, String name, Path cache) throws IOException {
        Path folder = cache.resolve("native-" + hash(content).substring(0, HASH_DIGITS));
        Files.createDirectories(cache);
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            // By an earlier call, or by somebody else.
        }
        Path written = Files.createTempFile(folder, name, ".tmp");
        try {
            requirePrivate(folder, written);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.write(written, content);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** @param own a file that this user has just made */
    private static void requirePrivate(Path folder, Path own) throws IOException {
        if (!Files.getPosixFilePermissions(folder).equals(PRIVATE)
                || !Files.getOwner(folder).equals(Files.getOwner(own))) {
            throw new IOException("the folder " + folder + " has the permissions "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)) + " and the owner "
                    + Files.getOwner(folder) + ": expected rwx------ and " + Files.getOwner(own) + "; remove it");
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
