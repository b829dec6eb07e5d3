package io.alphafair.fuzz;

import io.alphafair.tables.testing.DuckDbParquet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reader of Parquet tables: what {@link TableTarget} asks of columns, or a refusal that names the file. */
public final class ParquetTarget {
    private static final Path FILE = Scratch.file("input.parquet");

    private ParquetTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        TableTarget.read(data, FILE).ifPresent(
                table -> table.columns().forEach(column -> TableTarget.checkColumn(column, table, FILE)));
    }

    /** A column of each kind, with each compression, and one that is nested. */
    public static List<byte[]> seeds(Path folder) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String column : List.of("i / 7.0", "i::INTEGER", "'group ' || i % 2", "i::DECIMAL(20, 2)", "i > 0",
                "CASE WHEN i = 1 THEN NULL ELSE 'x' END", "{'x': [i]}")) {
            for (String compression : List.of("uncompressed", "snappy", "gzip")) {
                seeds.add(Files.readAllBytes(DuckDbParquet.write(folder.resolve("seed.parquet"),
                        "COMPRESSION " + compression, "SELECT " + column + " AS x FROM range(4) AS r(i)")));
            }
        }
        return seeds;
    }
}
