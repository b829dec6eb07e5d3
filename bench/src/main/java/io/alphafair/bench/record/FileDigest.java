package io.alphafair.bench.record;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which file was read: what tells it apart from every other one without the folder in which it lies. */
public final class FileDigest {
    private FileDigest() {
    }

    /**
     * The SHA-256 of what is in a file, as 64 hexadecimal digits.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static String sha256(Path path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Files.copy(path, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InvalidInputException(
                    path + " cannot be read again for its SHA-256: " + e + "; expected a readable file", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
