package io.alphafair.tables.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Parquet files as DuckDB writes them. */
public final class DuckDbParquet {
    private DuckDbParquet() {
    }

    /**
     * Writes the rows of a query and returns the file.
     *
     * @param options of {@code COPY}, as in {@code COMPRESSION gzip, ROW_GROUP_SIZE 2048}
     */
    public static Path write(Path file, String options, String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, " + options + ")");
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not write " + file, e);
        }
    }
}
