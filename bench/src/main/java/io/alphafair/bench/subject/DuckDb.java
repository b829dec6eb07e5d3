package io.alphafair.bench.subject;

import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.measure.Taker;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Turn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** DuckDB over JDBC, in a JVM of its own that has the driver on its class path. */
final class DuckDb implements Operation {
    static final List<Subject> SUBJECTS = List.of(
            // What one writes first. Two arg_max of tied entries need not agree with each other.
            subject("duckdb", """
                    SELECT label, max(benefit / cost), arg_max(individual, benefit / cost),
                        arg_max(item, benefit / cost)
                    FROM items GROUP BY label"""),
            // The fastest form found: one aggregate. A semi-join on the best ratio, which would leave no tie open, took 1.4
            // times as long; a wide table with greatest() and a join back for the item was no faster.
            subject("duckdb:one-arg-max", """
                    SELECT label, best.ratio, best.individual, best.item FROM (
                        SELECT label, arg_max({'ratio': benefit / cost, 'individual': individual, 'item': item},
                            benefit / cost) AS best
                        FROM items GROUP BY label)"""));

    /** As {@code mvn dependency:copy@peers} leaves it. */
    private static final Path DRIVER = Path.of("peers", "duckdb_jdbc.jar");
    private static final String FETCH = "mvn -Ppeers -pl bench dependency:copy@peers";
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final long WARM_NANOS = 500_000_000;

    private final Connection connection;
    private final PreparedStatement query;
    private final int items;
    private final int groups;
    private Peers.Answer answer;

    private DuckDb(String sql, Items items) throws IOException, SQLException {
        this.items = items.itemCount();
        this.groups = items.groupCount();
        // The JVM is this subject's own: where anything fails it ends, and the connection with it.
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            load(statement, items);
        }
        this.query = connection.prepareStatement(sql);
    }

    /** @param sql over a table {@code items(individual, item, label, benefit, cost)}: label, ratio, individual, item */
    private static Subject subject(String name, String sql) {
        Id id = Id.parse(name);
        return new Subject(id, Role.PEER, () -> availability(driver()), Peers::rivals,
                Subject.bursts(id, DuckDb::java, (fixture, burst) -> open(sql, fixture, burst)));
    }

    /** The driver's place: beside the jar, or the classes, that this is in. */
    static Path driver() {
        try {
            return Path.of(DuckDb.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .resolveSibling(DRIVER);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this code is no path: " + e.getMessage(), e);
        }
    }

    static Availability availability(Path driver) {
        return Files.isRegularFile(driver)
                ? Availability.yes()
                : Availability.no("DuckDB's driver is not beside the jar as " + DRIVER + ": fetch its 80 MB with "
                        + FETCH);
    }

    /** The driver unpacks its native library into a folder that goes even if the process is killed. */
    private static JavaCommand java(Fixture fixture) {
        return fixture.forks().java().with("-Djava.io.tmpdir=" + Peers.folder(fixture).path(), driver());
    }

    private static Taker open(String sql, Fixture fixture, Turn.Burst burst) throws SubjectException {
        Peers.ARGMAX.requireSupported(fixture);
        try {
            DuckDb duckDb = new DuckDb(sql, fixture.items());
            for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS;) {
                duckDb.call();
            }
            duckDb.answer.require(fixture.expected());
            // It is warm, and how many bytes JDBC allocates says nothing about that.
            return new BurstTaker("duckdb " + duckDb.connection.getMetaData().getDatabaseProductVersion(), THREADS,
                    duckDb,
                    new Turn.Burst(burst.nanos(), 0)) {
                @Override
                protected void check() throws SubjectException {
                    duckDb.answer.require(fixture.expected());
                }
            };
        } catch (IOException | SQLException e) {
            throw SubjectException.of(e);
        }
    }

    @Override
    public Object call() {
        double[] ratio = new double[groups];
        long[] winner = new long[groups];
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                int group = rows.getInt(1);
                ratio[group] = rows.getDouble(2);
                winner[group] = rows.getLong(3) * items + rows.getInt(4);
            }
            answer = new Peers.Answer(ratio, winner);
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Through a text file, which both write and read every double exactly. */
    private static void load(Statement statement, Items items) throws IOException, SQLException {
        Path file = Files.createTempFile("items", ".csv");
        write(items, file);
        statement.execute("SET threads = " + THREADS);
        statement.execute("SET temp_directory = " + quoted(file.resolveSibling("duckdb")));
        statement.execute("CREATE TABLE items AS SELECT * FROM read_csv(" + quoted(file)
                + ", header = false, columns = {'individual': 'BIGINT', 'item': 'INTEGER', 'label': 'INTEGER', "
                + "'benefit': 'DOUBLE', 'cost': 'DOUBLE'})");
        Files.delete(file);
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
}
