package io.alphafair.ffm;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The library as a file that can be loaded: unpacked from the jar into a folder that nobody else can write.
 *
 * <p>This runs once in each JVM, where every class that is loaded counts. So it computes a CRC-32 and no SHA-256, and makes
 * no random file name: the security providers behind these take longer to load than all the rest here.
 */
final class LibraryFile {
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
        requireWhole(content, new String(bytes(resource + ".crc32"), StandardCharsets.US_ASCII));
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

    /** Not by {@link Files#readAllBytes}, which loads some 30 classes. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    /** The system's loader does not notice everything: a library that is too short ends the process. */
    static void requireWhole(byte[] content, String crc) throws IOException {
        if (!crc(content).equals(crc)) {
            throw new IOException("the native library in the jar is damaged: its CRC-32 is " + crc(content)
                    + ", expected " + crc + "; build again");
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
        Path folder = cache.resolve("native-" + crc(content) + "-" + content.length);
        Files.createDirectories(cache);
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            // By an earlier call, or by somebody else.
        }
        Path written = folder.resolve(name + "-" + System.nanoTime() + ".tmp");
        if (!written.toFile().createNewFile()) {
            throw new IOException(
                    "the file " + written + " exists: expected that nothing else makes files there; remove it");
        }
        try {
            requirePrivate(folder, written);
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || !Arrays.equals(bytes(file), content)) {
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

    /** Eight hexadecimal digits. */
    private static String crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }
}
