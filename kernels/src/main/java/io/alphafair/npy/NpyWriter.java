package io.alphafair.npy;

import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all. */
final class NpyWriter {
    private static final int CHUNK_BYTES = 1 << 20;

    private NpyWriter() {
    }

    /**
     * @param values in the layout {@code from}, written in the layout {@code to}
     * @throws NpyException if the file cannot be written
     */
    static void write(Path path, NpyHeader header, MemorySegment values, ValueLayout from, ValueLayout to) {
        write(path, header, channel -> writeData(channel, values, from, to));
    }

    /** @throws NpyException if the file cannot be written */
    static void write(Path path, NpyHeader header, long rows, int columns, Npy.Rows source) {
        write(path, header, channel -> writeRows(channel, rows, columns, source));
    }

    @FunctionalInterface
    private interface Data {
        void writeTo(FileChannel channel) throws IOException;
    }

    private static void write(Path path, NpyHeader header, Data data) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new NpyException(path + " is not a regular file: name a file to write to");
            }
            WholeFile.write(path, draft -> {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
                    writeFully(channel, ByteBuffer.wrap(header.encode()));
                    data.writeTo(channel);
                }
            });
        } catch (IOException e) {
            throw new NpyException(
                    path + " cannot be written: " + e + "; expected a folder that exists and has room", e);
        }
    }

    private static void writeRows(FileChannel channel, long rows, int columns, Npy.Rows source) throws IOException {
        double[] row = new double[columns];
        int rowsPerChunk = Math.max(1, CHUNK_BYTES / Double.BYTES / columns);
        ByteBuffer chunk = ByteBuffer.allocateDirect(rowsPerChunk * columns * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long done = 0; done < rows;) {
            chunk.clear();
            for (int i = 0; i < rowsPerChunk && done < rows; i++, done++) {
                source.next(row);
                for (double value : row) {
                    chunk.putDouble(value);
                }
            }
            writeFully(channel, chunk.flip());
        }
    }

    private static void writeData(FileChannel channel, MemorySegment values, ValueLayout from, ValueLayout to)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        MemorySegment chunkSegment = MemorySegment.ofBuffer(chunk);
        for (long offset = 0; offset < values.byteSize(); offset += CHUNK_BYTES) {
            int bytes = (int) Math.min(CHUNK_BYTES, values.byteSize() - offset);
            MemorySegment.copy(values, from, offset, chunkSegment, to, 0, bytes / to.byteSize());
            writeFully(channel, chunk.position(0).limit(bytes));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
