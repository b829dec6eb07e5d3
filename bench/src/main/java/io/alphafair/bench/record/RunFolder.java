package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * The folder of a run that is going on, or was killed: what identifies the run, and each session that it has finished, written
 * at once. {@link #finish} turns it into a record, whole or not at all.
 *
 * @param header what identifies the run
 */
public record RunFolder(Path folder, Header header) {
    private static final double CONFIDENCE = 0.999;
    /** The sessions of a record. */
    public static final String SESSIONS = "sessions.json";
    /** JMH's results of a record's cells in one array, with every raw iteration, for programs that read JMH's format. */
    public static final String JMH = "jmh.json";
    /** A record's {@link Environment}. */
    public static final String ENVIRONMENT = "environment.json";

    private static final String SUFFIX = ".unfinished";
    private static final String HEADER = "run.json";
    private static final String LOCK = "lock";
    /** Of two runs with one name the second has a number. */
    private static final Pattern NAME_END = Pattern.compile("(-\\d+)?\\" + SUFFIX);

    /**
     * What identifies a run; it goes on only where profile, options, code and machine agree.
     *
     * @param name the record's name to be
     * @param command the command line that began it, folders left out
     * @param options what chooses and changes measurements, the JVM and the backends' ways to run among them
     * @param start when it began, UTC, ISO 8601
     * @param interruptions how often it was resumed
     */
    public record Header(String name, String profile, String command, List<String> options, Git git, Machine machine,
            String start, int interruptions) {
        boolean isSameRun(Header other) {
            return profile.equals(other.profile) && options.equals(other.options) && git.equals(other.git)
                    && machine.isLike(other.machine);
        }
    }

    /** The file {@value #SESSIONS}. */
    private record Sessions(int schema, List<Session> sessions, List<String> leftOut) {}

    /** Begins a run in a new folder; of two with one name the second gets a number. */
    public static RunFolder begin(Path results, Header header) throws IOException {
        Files.createDirectories(results);
        return new RunFolder(atFreeName(results.resolve(header.name()), SUFFIX, Files::createDirectory), header)
                .withHeaderOnDisk();
    }

    /**
     * The newest unfinished run that is the same as this one and that no process works on.
     *
     * @throws InvalidInputException if there is none; it names what may be one but cannot be used
     */
    public static RunFolder unfinished(Path results, Header wanted) throws IOException {
        List<RunFolder> same = new ArrayList<>();
        StringBuilder aside = new StringBuilder();
        if (Files.isDirectory(results)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(results, "*" + SUFFIX)) {
                for (Path folder : folders) {
                    Path file = folder.resolve(HEADER);
                    // Without this file it was killed before it had begun.
                    if (Files.exists(file)) {
                        try {
                            RunFolder run = new RunFolder(folder, Json.read(file, Header.class));
                            if (run.header.isSameRun(wanted)) {
                                run.lock().close();
                                same.add(run);
                            }
                        } catch (IOException | InvalidInputException e) {
                            // Of another version, or another process works on it: no reason not to resume one of the others.
                            aside.append("; ").append(e.getMessage());
                        }
                    }
                }
            }
        }
        RunFolder newest = same.stream().max(Comparator.comparing(run -> run.header.start()))
                .orElseThrow(() -> new InvalidInputException("nothing to resume in " + results
                        + ": expected an unfinished " + wanted.profile() + " run of commit " + wanted.git().shortSha()
                        + " with the same options, JVM and backends on this machine; leave --resume out to begin one"
                        + aside));
        newest.requireOwnName();
        return newest;
    }

    /** The name becomes a path when the run ends, and must not lead to another place. */
    private void requireOwnName() throws IOException {
        String own = folder.getFileName().toString();
        if (!own.startsWith(header.name()) || !NAME_END.matcher(own.substring(header.name().length())).matches()) {
            throw new IOException(folder.resolve(HEADER) + ", field name: '" + header.name()
                    + "'; expected the name of its folder without " + SUFFIX);
        }
    }

    /** The same run, which goes on now. */
    public RunFolder resumed() throws IOException {
        return new RunFolder(folder, new Header(header.name, header.profile, header.command, header.options, header.git,
                header.machine, header.start, header.interruptions + 1)).withHeaderOnDisk();
    }

    /**
     * Keeps other processes from working on this run until the result is closed or this process has ended, however it ends.
     *
     * @throws InvalidInputException if another process works on it
     */
    public FileChannel lock() throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process works on it.
        } catch (IOException e) {
            channel.close();
            throw new IOException(folder + " cannot be locked (" + e.getMessage()
                    + "): expected a file system with locks; --results names another folder", e);
        }
        channel.close();
        throw new InvalidInputException(folder + " is a run that is going on: wait for its end, or end it");
    }

    private RunFolder withHeaderOnDisk() throws IOException {
        Json.write(folder.resolve(HEADER), header);
        return this;
    }

    /** Where the output of children goes. */
    public Path log() {
        return folder.resolve("log.txt");
    }

    /** The session of that key, if the run has finished it. */
    public Optional<Session> find(String key) throws IOException {
        Path file = fileOf(key);
        return Files.exists(file) ? Optional.of(Json.read(file, Session.class)) : Optional.empty();
    }

    /** Keeps a session, on disk when this returns. */
    public void keep(Session session) throws IOException {
        Json.write(fileOf(session.key()), session);
    }

    /** A short name of its own for each key, which may be longer than a file name. */
    private Path fileOf(String key) {
        return folder.resolve("session-" + Json.digest(key, 10) + ".json");
    }

    /**
     * Writes the record beside the sessions, moves it to a name that was free, and removes what is left of the run.
     *
     * @param rendered further files by name, made from the run
     * @return the record's folder
     */
    public Path finish(Run run, Map<String, String> rendered) throws IOException {
        Path whole = folder.resolve("record");
        // A process that was killed in the midst of this may have left some of it.
        TemporaryFolder.delete(whole);
        Files.createDirectory(whole);
        Map<String, String> files = files(run);
        files.putAll(rendered);
        for (Map.Entry<String, String> file : files.entrySet()) {
            WholeFile.writeString(whole.resolve(file.getKey()), file.getValue());
        }
        Path record = atFreeName(folder.resolveSibling(header.name()), "",
                target -> Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE));
        // Without this file nothing is resumed here, even if the process is killed before the rest is gone.
        Files.delete(folder.resolve(HEADER));
        TemporaryFolder.delete(folder);
        return record;
    }

    /** The record's files by name. */
    private static Map<String, String> files(Run run) {
        Map<String, String> files = new LinkedHashMap<>();
        List<JsonNode> jmh = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (Session session : run.sessions()) {
            session.series().stream().filter(series -> !series.jmh().isEmpty())
                    .forEach(series -> jmh.add(merge(series.jmh())));
            sessions.add(session.with(session.series().stream().map(Series::withoutJmh).toList(), session.ratios()));
        }
        files.put(ENVIRONMENT, Json.text(run.environment()));
        files.put(SESSIONS, Json.text(new Sessions(Environment.SCHEMA, sessions, run.leftOut())));
        files.put(JMH, Json.text(jmh));
        return files;
    }

    /**
     * Reads a record.
     *
     * @throws IOException naming the file and the field, if one is missing or not what is expected
     */
    public static Run read(Path record) throws IOException {
        Path environment = record.resolve(ENVIRONMENT);
        if (!Files.isRegularFile(environment)) {
            throw new IOException(
                    environment + ": not there; expected the folder of a run that alphafair bench finished");
        }
        requireSchema(environment);
        Path sessions = record.resolve(SESSIONS);
        requireSchema(sessions);
        Sessions read = Json.read(sessions, Sessions.class);
        Consistency.require(sessions, read.sessions());
        return new Run(Json.read(environment, Environment.class), read.sessions(), read.leftOut());
    }

    private static void requireSchema(Path file) throws IOException {
        JsonNode schema = Json.read(file, JsonNode.class).path("schema");
        if (!schema.isInt() || schema.asInt() != Environment.SCHEMA) {
            throw new IOException(file + ", field schema: " + (schema.isMissingNode() ? "missing" : schema)
                    + "; expected " + Environment.SCHEMA
                    + ", records of other versions are read by the version that made them");
        }
    }

    private interface Attempt {
        void at(Path target) throws IOException;
    }

    private static Path atFreeName(Path wanted, String suffix, Attempt attempt) throws IOException {
        for (int number = 1;; number++) {
            Path target = wanted.resolveSibling(
                    wanted.getFileName() + (number == 1 ? "" : "-" + number) + suffix);
            if (Files.exists(target)) {
                continue;
            }
            try {
                attempt.at(target);
                return target;
            } catch (FileSystemException e) {
                if (!Files.exists(target)) {
                    throw e;
                }
                // Another run has just taken the name.
            }
        }
    }

    /** JMH's result objects of single forks put together as JMH itself puts forks together. */
    static JsonNode merge(List<JsonNode> forks) {
        ObjectNode merged = forks.getFirst().deepCopy();
        merged.put("forks", forks.size());
        merge(merged.path("primaryMetric"), forks.stream().map(fork -> fork.path("primaryMetric")).toList());
        merged.path("secondaryMetrics").properties().forEach(metric -> merge(metric.getValue(),
                forks.stream().map(fork -> fork.path("secondaryMetrics").path(metric.getKey())).toList()));
        return merged;
    }

    private static void merge(JsonNode ofFirst, List<JsonNode> forks) {
        ObjectNode metric = (ObjectNode) ofFirst;
        ArrayNode raw = metric.putArray("rawData");
        List<Double> values = new ArrayList<>();
        for (JsonNode fork : forks) {
            for (JsonNode iterations : fork.path("rawData")) {
                raw.add(iterations);
                iterations.forEach(value -> values.add(value.asDouble()));
            }
        }
        Statistics statistics = new ListStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
        metric.put("score", statistics.getMean());
        metric.put("scoreError", statistics.getMeanErrorAt(CONFIDENCE));
        double[] interval = statistics.getConfidenceIntervalAt(CONFIDENCE);
        metric.putArray("scoreConfidence").add(interval[0]).add(interval[1]);
        ObjectNode percentiles = (ObjectNode) metric.path("scorePercentiles");
        percentiles.properties().forEach(
                entry -> entry
                        .setValue(DoubleNode.valueOf(statistics.getPercentile(Double.parseDouble(entry.getKey())))));
    }
}
