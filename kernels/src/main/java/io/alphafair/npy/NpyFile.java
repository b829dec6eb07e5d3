package io.alphafair.npy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** An open {@code .npy} file whose header has been checked against its length. */
final class NpyFile implements AutoCloseable {
    /** NumPy writes 118 bytes for the types read here; a longer header than this is not one of them. */
    private static final int LONGEST_HEADER = 1 << 16;
    private static final String SAVE_AGAIN = "copy it again or save it again with np.save";

    private final Path path;
    private final FileChannel channel;
    private final NpyType type;
    private final long rows;
    private final int columns;
    private final boolean byColumn;
    private final long dataOffset;

    private NpyFile(Path path, FileChannel channel, NpyType... accepted) throws IOException {
        this.path = path;
        this.channel = channel;
        byte[] preamble = read(0, NpyHeader.PREAMBLE);
        if (!NpyHeader.isMagic(preamble)) {
            throw new NpyException(path + " is not a .npy file: expected it to begin with \\x93NUMPY; "
                    + "save the array with np.save, not np.savez, np.savetxt or tofile");
        }
        int version = preamble[6];
        if (version < 1 || version > 3) {
            throw new NpyException(path + " is of .npy version " + (version & 0xff) + "." + (preamble[7] & 0xff)
                    + ": expected 1.0, 2.0 or 3.0; save it again with np.save");
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer field = ByteBuffer.wrap(read(NpyHeader.PREAMBLE, lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? field.getShort() & 0xffffL : field.getInt() & 0xffffffffL;
        if (length > LONGEST_HEADER) {
            throw new NpyException(path + " has a header of " + length + " bytes: expected at most " + LONGEST_HEADER
                    + " for a plain array; " + SAVE_AGAIN);
        }
        byte[] text = read(NpyHeader.PREAMBLE + lengthBytes, (int) length);
        NpyHeader header = NpyHeader.parse(
                new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), path);
        this.type = requireType(header.descriptor(), accepted);
        long[] shape = requireShape(header);
        this.rows = shape[0];
        this.columns = (int) shape[1];
        // With one row or one column both orders are the same.
        this.byColumn = header.fortranOrder() && rows > 1 && columns > 1;
        this.dataOffset = NpyHeader.PREAMBLE + lengthBytes + length;
        requireLength();
    }

    /**
     * Opens and checks a file.
     *
     * @throws NpyException if it is not a {@code .npy} file with one or two dimensions of one of these types
     */
    static NpyFile open(Path path, NpyType... accepted) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new NpyFile(path, channel, accepted);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new NpyException(path + " does not exist: check the path of the .npy file", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static NpyException unreadable(Path path, IOException e) {
        return new NpyException(path + " cannot be read: " + e + "; expected a readable .npy file", e);
    }

    /** @param e how the JVM says that it has read behind the end of a mapped file */
    static NpyException shortened(Path path, InternalError e) {
        return new NpyException(path + " got shorter while it was read: expected a file that does not change; "
                + "read it again once it is complete", e);
    }

    NpyType type() {
        return type;
    }

    /** N; a one-dimensional array is a column. */
    long rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Whether the data are column-major (Fortran order), not row-major. */
    boolean isByColumn() {
        return byColumn;
    }

    /** The data, little endian, read-only. */
    MemorySegment map(Arena arena) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, dataOffset, rows * columns * type.bytes(), arena);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private byte[] read(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new NpyException(path + " ends after " + channel.size()
                        + " bytes, inside its header: expected a whole .npy file; " + SAVE_AGAIN, new EOFException());
            }
        }
        return bytes.array();
    }

    private NpyType requireType(String descriptor, NpyType... accepted) {
        for (NpyType candidate : accepted) {
            if (candidate.descriptor().equals(descriptor)) {
                return candidate;
            }
        }
        boolean otherOrder = descriptor.startsWith(">");
        throw new NpyException(path + " holds elements of type '" + descriptor + "'"
                + (otherOrder ? ", which is big endian" : descriptor.startsWith("|O") ? ", Python objects" : "")
                + ": expected " + NpyType.names(accepted) + "; save a.astype('" + accepted[0].descriptor() + "')");
    }

    private long[] requireShape(NpyHeader header) {
        long[] shape = header.shape();
        String written = Arrays.toString(shape);
        if (shape.length < 1 || shape.length > 2) {
            throw new NpyException(path + " has " + shape.length + " dimensions, shape " + written
                    + ": expected 1 or 2; save a.reshape(rows, columns)");
        }
        long columnCount = shape.length == 1 ? 1 : shape[1];
        if (shape[0] == 0 || columnCount == 0) {
            throw new NpyException(path + " is empty, shape " + written
                    + ": expected at least one row and one column; save some data");
        }
        if (columnCount > Integer.MAX_VALUE || shape[0] > Long.MAX_VALUE / columnCount / type.bytes()) {
            throw new NpyException(path + " has shape " + written + ", more than can be addressed: expected at most "
                    + Integer.MAX_VALUE + " columns and 2^63 bytes; " + SAVE_AGAIN);
        }
        return new long[]{shape[0], columnCount};
    }

    private void requireLength() throws IOException {
        long data = channel.size() - dataOffset;
        long expected = rows * columns * type.bytes();
        if (data != expected) {
            throw new NpyException(path + " has " + data + " bytes of data: expected " + expected + " for " + rows
                    + " x " + columns + " of '" + type.descriptor() + "'; it is "
                    + (data < expected ? "truncated" : "followed by other bytes") + ", " + SAVE_AGAIN);
        }
    }
}
