package io.alphafair.ffm;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The library as a file that can be loaded: unpacked from the jar into a folder that nobody else can write.
 *
 * <p>This runs once in each JVM, where every class that is loaded counts. So it computes a CRC-32 and no SHA-256, makes no
 * random file name, since the security providers behind these take longer to load than all the rest here, and compares owners
 * by their numbers. The library is read from the jar only if it is not there yet.
 */
final class LibraryFile {
    private static final String PRIVATE = "rwx------";
    private static final int PRIVATE_MODE = 0700;
    private static final int PERMISSIONS = 0777;
    private static final int PART_BYTES = 1 << 13;

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
     * What the build says of a library in the jar: its CRC-32, as eight hexadecimal digits, a hyphen, and its length in bytes.
     *
     * @throws IOException if the library is not there; the message says what to do
     */
    static String checksum(String resource) throws IOException {
        return new String(bytes(resource + ".crc32"), StandardCharsets.US_ASCII);
    }

    /**
     * The content of a library in the jar.
     *
     * @param checksum as {@link #checksum(String)} says it
     * @throws IOException if it is not there, or damaged; the message says what to do
     */
    static byte[] read(String resource, String checksum) throws IOException {
        byte[] content = bytes(resource);
        requireWhole(content, checksum);
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
    static void requireWhole(byte[] content, String checksum) throws IOException {
        if (!checksum(content).equals(checksum)) {
            throw new IOException("the native library in the jar is damaged: its CRC-32 and length are "
                    + checksum(content) + ", expected " + checksum + "; build again");
        }
    }

    private static Path folder(String checksum, Path cache) {
        return cache.resolve("native-" + checksum);
    }

    /**
     * The file that {@link #unpack} has written, by an earlier call; null if there is none, or its content is another one.
     *
     * @throws IOException if another user could change the file, or nothing can be written to the folder
     */
    static Path unpacked(String checksum, String name, Path cache) throws IOException {
        Path folder = folder(checksum, cache);
        File file = folder.resolve(name).toFile();
        if (!file.isFile()) {
            return null;
        }
        Path written = newFile(folder, name);
        try {
            requirePrivate(folder, written);
            return checksum(file).equals(checksum) ? file.toPath() : null;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Writes the library into a folder named after its content, unless it is there. Libraries of the same name would replace
     * each other's file there; a process that has loaded one keeps it.
     *
     * @param cache where the folder is or will be
     * @throws IOException if that is not possible, or another user could change the file
     */
    static Path unpack(byte[] content, String name, Path cache) throws IOException {
        Path folder = folder(checksum(content), cache);
        Files.createDirectories(cache);
        try {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        } catch (FileAlreadyExistsException e) {
            // By an earlier call, or by somebody else.
        }
        Path written = newFile(folder, name);
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

    /** A file that did not exist, of the user who runs this. Several processes may look at the clock at the same time. */
    private static Path newFile(Path folder, String name) throws IOException {
        Path written;
        do {
            written = folder.resolve(name + "-" + System.nanoTime() + ".tmp");
        } while (!written.toFile().createNewFile());
        return written;
    }

    /** @param own a file that this user has just made */
    private static void requirePrivate(Path folder, Path own) throws IOException {
        Map<String, Object> found = Files.readAttributes(folder, "unix:mode,uid");
        if (((int) found.get("mode") & PERMISSIONS) != PRIVATE_MODE
                || !found.get("uid").equals(Files.getAttribute(own, "unix:uid"))) {
            throw new IOException("the folder " + folder + " has the permissions "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)) + " and the owner "
                    + Files.getOwner(folder) + ": expected rwx------ and " + Files.getOwner(own) + "; remove it");
        }
    }

    private static String checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return checksum(crc, content.length);
    }

    /** Takes a tenth of the time that it takes to read all of the file into an array, whose memory is new to the process. */
    private static String checksum(File file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] part = new byte[PART_BYTES];
        long length = 0;
        try (InputStream in = new FileInputStream(file)) {
            for (int read = in.read(part); read > 0; read = in.read(part)) {
                crc.update(part, 0, read);
                length += read;
            }
        }
        return checksum(crc, length);
    }

    private static String checksum(CRC32 crc, long length) {
        return HexFormat.of().toHexDigits(crc.getValue(), 8) + "-" + length;
    }
}
