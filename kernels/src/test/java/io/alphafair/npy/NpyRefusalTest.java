package io.alphafair.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyRefusalTest {
    private static final int HEADER = 128;

    @TempDir
    Path folder;

    private static void assertRefused(String expected, Runnable read) {
        assertEquals(expected, assertThrows(NpyException.class, read::run).getMessage());
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("f.npy"), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] good() throws IOException {
        return Files.readAllBytes(NpyTest.byNumpy("float64-v1.npy"));
    }

    /** A version 1 file with this header and these many bytes of zeros. */
    private Path withHeader(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[10 + text.length + data];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)};
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(text, 0, bytes, start.length, text.length);
        return file(bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            big-endian.npy~holds elements of type '>f8', which is big endian: expected '<f8', '<f4', '<f2', '<i8', '<i4', '<i2', '|i1', '<u8', '<u4', '<u2', '|u1', '|b1'; save a.astype('<f8')
            objects.npy~holds elements of type '|O', Python objects: expected '<f8', '<f4', '<f2', '<i8', '<i4', '<i2', '|i1', '<u8', '<u4', '<u2', '|u1', '|b1'; save a.astype('<f8')
            records.npy~holds records with named fields: expected plain numbers; save one field, as in np.save(file, a['benefit'])
            scalar.npy~has 0 dimensions, shape []: expected 1 or 2; save a.reshape(rows, columns)
            three-dimensions.npy~has 3 dimensions, shape [2, 1, 2]: expected 1 or 2; save a.reshape(rows, columns)
            empty.npy~is empty, shape [0, 3]: expected at least one row and one column; save some data
            archive.npz~is not a .npy file: expected it to begin with \\x93NUMPY; save the array with np.save, not np.savez, np.savetxt or tofile
            """, quoteCharacter = '"')
    void whatNumpyWritesButIsNotReadHere(String name, String fault) {
        Path path = NpyTest.byNumpy(name);
        assertRefused(path + " " + fault, () -> Npy.readMatrix(path));
    }

    @Test
    void labelsMustBeWholeNumbersInOneColumn() {
        Path real = NpyTest.byNumpy("float64-v1.npy");
        assertRefused(real + " holds elements of type '<f8': expected '<i4', '<i8', '<i2', '|i1', '<u8', '<u4', '<u2', "
                + "'|u1', '|b1'; save a.astype('<i4')",
                () -> Npy.readGroups(real));
        Path matrix = NpyTest.byNumpy("int32-matrix.npy");
        assertRefused(
                matrix + " is 2 x 2: expected N or N x 1 labels, one per individual; save one column, as in a[:, 0]",
                () -> Npy.readGroups(matrix));
    }

    @Test
    void aLabelOutsideTheRangeNamesItsRow() {
        Path path = NpyTest.byNumpy("labels-int64-beyond-int.npy");
        assertRefused(path + ": label of row 2 is 4294967296: expected 0..2147483646; number the groups from 0",
                () -> Npy.readGroups(path));
        Path unsigned = NpyTest.byNumpy("labels-uint64-beyond-int.npy");
        assertRefused(unsigned
                + ": label of row 1 is 18446744073709551615: expected 0..2147483646; number the groups from 0",
                () -> Npy.readGroups(unsigned));
        Path negative = withHeader("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", 8);
        setByte(negative, (int) size(negative) - 1, (byte) 0x80);
        assertRefused(negative + ": label of row 1 is -2147483648: expected 0..0; number the groups from 0",
                () -> Npy.readGroups(negative));
    }

    @Test
    void aStrayLabelCostsNoMemory() {
        Path path = withHeader("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", 8);
        setByte(path, (int) size(path) - 1, (byte) 0x7f);
        assertRefused(path + ": group 1 of 0..2130706432 has no member:"
                + " number the groups without gaps, or pass Absent.ALLOWED in Java", () -> Npy.readGroups(path));
    }

    @Test
    void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = good();
        for (int length : new int[]{0, 5, 7, 9, 10, HEADER - 1}) {
            Path path = file(Arrays.copyOf(whole, length));
            String message = assertThrows(NpyException.class, () -> Npy.readMatrix(path)).getMessage();
            assertEquals(path + " ends after " + length + " bytes, inside its header: expected a whole .npy file; "
                    + "copy it again or save it again with np.save", message);
        }
        Path path = file(Arrays.copyOf(whole, HEADER + 9));
        assertRefused(path + " has 9 bytes of data: expected 72 for 3 x 3 of '<f8'; it is truncated, "
                + "copy it again or save it again with np.save", () -> Npy.readMatrix(path));
    }

    @Test
    void trailingBytesAreRefused() throws IOException {
        Path path = file(Arrays.copyOf(good(), HEADER + 80));
        assertRefused(path + " has 80 bytes of data: expected 72 for 3 x 3 of '<f8'; it is followed by other bytes, "
                + "copy it again or save it again with np.save", () -> Npy.readMatrix(path));
    }

    @Test
    void anUnknownVersionIsRefused() throws IOException {
        for (int version : new int[]{0, 4, 255}) {
            byte[] bytes = good();
            bytes[6] = (byte) version;
            Path path = file(bytes);
            assertRefused(path + " is of .npy version " + version
                    + ".0: expected 1.0, 2.0 or 3.0; save it again with np.save", () -> Npy.readMatrix(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "}", "[]", "{'descr': '<f8', 'fortran_order': False}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': (1,)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } x",
            "{'descr': '<f8', 'fortran_order': 'no', 'shape': (1,)}",
            "{'descr': True, 'fortran_order': False, 'shape': (1,)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': 1}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,,2)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1 2)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (L,)}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1LL,)}",
            "{'descr': '<f8' 'fortran_order': False, 'shape': (1,)}"})
    void aMalformedHeaderIsRefused(String header) {
        Path path = withHeader(header, 8);
        String message = assertThrows(NpyException.class, () -> Npy.readMatrix(path)).getMessage();
        assertTrue(message.startsWith(path + ": its ") && message.contains("expected ")
                && message.endsWith("save it again with np.save"), message);
    }

    @Test
    void headersMayBeWrittenInOtherWays() {
        for (String header : new String[]{"{\"shape\":(1,),\"descr\":\"<f8\",\"fortran_order\":False}\n",
                "{'shape': ( 1 , 1 ), 'fortran_order': False, 'descr': '<f8'}   "}) {
            Npy.readMatrix(withHeader(header, 8)).close();
        }
    }

    @Test
    void aHugeMalformedHeaderIsRefusedToo() {
        String shape = "1,".repeat(30_000);
        Path path = withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + ")}", 8);
        String message = assertThrows(NpyException.class, () -> Npy.readMatrix(path)).getMessage();
        assertTrue(message.contains(" has 30000 dimensions"), message.substring(0, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(4611686018427387904, 8)", "(9223372036854775807,)", "(1, 2147483648)",
            "(99999999999999999999,)"})
    void sizesThatOverflowAreRefused(String shape) {
        Path path = withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", 8);
        String message = assertThrows(NpyException.class, () -> Npy.readMatrix(path)).getMessage();
        assertTrue(message.contains("more than can be addressed") || message.contains("below 2^63"), message);
    }

    @Test
    void aSizeThatCanBeAddressedIsComparedWithTheFile() {
        Path path = withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846975,), }", 8);
        assertRefused(path + " has 8 bytes of data: expected 9223372036854775800 for 1152921504606846975 x 1 of '<f8'; "
                + "it is truncated, copy it again or save it again with np.save", () -> Npy.readMatrix(path));
    }

    @Test
    void aHeaderLongerThanItCanBeIsRefused() {
        byte[] bytes = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
        Path path = file(bytes);
        assertRefused(path + " has a header of 4294967295 bytes: expected at most 65536 for a plain array; "
                + "copy it again or save it again with np.save", () -> Npy.readMatrix(path));
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        Path missing = folder.resolve("missing.npy");
        assertRefused(missing + " does not exist: check the path of the .npy file", () -> Npy.readMatrix(missing));
        assertRefused(missing + " does not exist: check the path of the .npy file", () -> Npy.readGroups(missing));
        assertThrows(NpyException.class, () -> Npy.readMatrix(folder));
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void setByte(Path path, int place, byte value) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            bytes[place] = value;
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
