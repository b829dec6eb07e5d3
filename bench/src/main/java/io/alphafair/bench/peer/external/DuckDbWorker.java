package io.alphafair.bench.peer.external;

import io.alphafair.Items;
import io.alphafair.npy.Npy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The child that a {@link DuckDbArm} starts: loads the table, then answers by one query, prepared once. */
final class DuckDbWorker {
    private static final long WARM_NANOS = 500_000_000;

    private DuckDbWorker() {
    }

    /** Takes the hand-over's folder, the number of threads and the query's name. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        DuckDbQuery query = DuckDbQuery.valueOf(arguments[2]);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            statement.execute("SET temp_directory = " + quoted(folder.resolve("duckdb")));
            Table table = load(statement, folder);
            try (PreparedStatement prepared = connection.prepareStatement(query.sql())) {
                WorkerLoop.Call call = () -> answer(prepared, table);
                for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS;) {
                    call.answer();
                }
                WorkerLoop.serve(new WorkerLoop.Greeting(threads, Map.of("duckdb", version(statement))), call);
            }
        }
    }

    /** Sizes of what was loaded. */
    private record Table(int items, int groups) {}

    private static WorkerLoop.Answer answer(PreparedStatement prepared, Table table) throws SQLException {
        double[] ratio = new double[table.groups];
        long[] winner = new long[table.groups];
        try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                int group = rows.getInt(1);
                ratio[group] = rows.getDouble(2);
                winner[group] = rows.getLong(3) * table.items + rows.getInt(4);
            }
        }
        return new WorkerLoop.Answer(ratio, winner);
    }

    /** Through a text file, which both write and read every double exactly; the driver reads no .npy. */
    private static Table load(Statement statement, Path folder) throws IOException, SQLException {
        Path file = folder.resolve("items.csv");
        Table table;
        try (Items items = Items.of(Npy.readMatrix(folder.resolve(HandOver.BENEFIT)),
                Npy.readMatrix(folder.resolve(HandOver.COST)), Npy.readGroups(folder.resolve(HandOver.GROUP)))) {
            write(items, file);
            table = new Table(items.itemCount(), items.groupCount());
        }
        statement.execute("CREATE TABLE items AS SELECT * FROM read_csv(" + quoted(file)
                + ", header = false, columns = {"
                + "'individual': 'BIGINT', 'item': 'INTEGER', 'label': 'INTEGER', 'benefit': 'DOUBLE', 'cost': 'DOUBLE'})");
        Files.delete(file);
        return table;
    }

    private static void write(Items items, Path file) throws IOException {
        StringBuilder line = new StringBuilder();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long row = 0; row < items.individualCount(); row++) {
                int label = items.groups().label(row);
                for (int item = 0; item < items.itemCount(); item++) {
                    line.setLength(0);
                    line.append(row).append(',').append(item).append(',').append(label).append(',')
                            .append(items.benefit(row, item)).append(',').append(items.cost(row, item)).append('\n');
                    out.append(line);
                }
            }
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT version()")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
