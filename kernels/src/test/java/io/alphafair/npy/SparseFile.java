package io.alphafair.npy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Files of zeros, but for some values, that take no room on the disk: every other place is a hole. */
public final class SparseFile {
    private SparseFile() {
    }

    /**
     * Writes a matrix of float64.
     *
     * @param values by flat index
     */
    public static void write(Path path, long rows, int columns, Map<Long, Double> values) {
        write(path, NpyType.FLOAT64, rows, columns, values);
    }

    static void write(Path path, NpyType type, long rows, int columns, Map<Long, Double> values) {
        byte[] header = new NpyHeader(type.descriptor(), false, new long[]{rows, columns}).encode();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(header), 0);
            for (Map.Entry<Long, Double> value : values.entrySet()) {
                ByteBuffer number = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                channel.write(number.putDouble(value.getValue()).flip(), header.length + value.getKey() * Double.BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setLength(path, header.length + rows * columns * type.bytes());
    }

    /** Makes a file longer, by a hole, or shorter. */
    public static void setLength(Path path, long bytes) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
