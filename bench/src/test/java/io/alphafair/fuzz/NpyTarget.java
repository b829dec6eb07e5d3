package io.alphafair.fuzz;

import io.alphafair.Groups;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import io.alphafair.npy.NpyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reader of {@code .npy} files: a matrix or labels that lie in the file, or an {@link NpyException}. */
public final class NpyTarget {
    private static final Path FILE = Scratch.file("input.npy");
    private static final int HEADER_BYTES = 118;

    private NpyTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        try (Matrix matrix = Npy.readMatrix(FILE)) {
            Scratch.require(matrix.rows() > 0 && matrix.columns() > 0, "a matrix of " + matrix.shape());
            Scratch.require(matrix.size() * Integer.BYTES <= data.length,
                    matrix.shape() + " from " + data.length + " bytes");
            matrix.get(matrix.rows() - 1, matrix.columns() - 1);
        } catch (NpyException e) {
            Scratch.requireNames(e, FILE);
        }
        try (Groups groups = Npy.readGroups(FILE)) {
            long members = 0;
            for (int group = 0; group < groups.count(); group++) {
                Scratch.require(groups.groupSize(group) > 0, "group " + group + " has no member");
                members += groups.groupSize(group);
            }
            Scratch.require(members == groups.size(), members + " members of " + groups);
        } catch (NpyException e) {
            Scratch.requireNames(e, FILE);
        }
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String type : List.of("<f8", "<f4", "<i8", "<i4", ">f8")) {
            for (String shape : List.of("(2,)", "(1, 2)", "(4611686018427387904, 8)")) {
                seeds.add(file("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }",
                        type.endsWith("8") ? 16 : 8));
            }
        }
        return seeds;
    }

    /** Version 1, and zeros for data. */
    private static byte[] file(String header, int dataBytes) {
        byte[] file = new byte[10 + HEADER_BYTES + dataBytes];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, HEADER_BYTES, 0};
        byte[] text = (header + " ".repeat(HEADER_BYTES - 1 - header.length()) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, file, 0, start.length);
        System.arraycopy(text, 0, file, start.length, text.length);
        return file;
    }
}
