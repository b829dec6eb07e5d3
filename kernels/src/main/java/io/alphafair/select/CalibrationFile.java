package io.alphafair.select;

import io.alphafair.file.Visible;
import io.alphafair.file.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A {@link Calibration} as a properties file: what it was made on, the threads of each backend, and a line for each series,
 * {@code time.BACKEND.full|broadcast.DATA.tT.kK = ELEMENTS:NANOS …}.
 *
 * <p>Reading it is often the first thing a program does, so it keeps away from what takes the JVM long the first time:
 * regular expressions, formatters, lambdas and joined strings.
 */
public final class CalibrationFile {
    /** The version of the layout. */
    static final String SCHEMA = "1";
    private static final String TIME = "time.";
    private static final String THREADS = "threads.";
    private static final String BROADCAST = "broadcast";
    private static final String FULL = "full";
    private static final String FILE = "crossovers.properties";
    /** A calibration has some KB. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_REASON = 300;
    /** Names another file than the one in the user's cache folder. */
    private static final String PROPERTY = "alphafair.crossovers";

    private CalibrationFile() {
    }

    /**
     * This user's file: the system property's, or the one in the cache folder.
     *
     * @throws io.alphafair.InvalidInputException if it is in the cache folder, and this user has none
     */
    public static Path ofThisUser() {
        String named = System.getProperty(PROPERTY);
        return named != null ? Path.of(named) : CacheFolder.here().resolve(FILE);
    }

    /** Writes the file whole or not at all, and its folder if that is missing. */
    public static void write(Path file, Calibration calibration) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("schema", SCHEMA);
        properties.setProperty("cpu", calibration.host().cpu());
        properties.setProperty("processors", "" + calibration.host().processors());
        properties.setProperty("jdk", calibration.jdk());
        properties.setProperty("alphafair", calibration.version());
        properties.setProperty("date", calibration.date());
        for (Calibration.Series series : calibration.series()) {
            properties.setProperty(THREADS + series.backend(), "" + series.threads());
            properties.setProperty(
                    TIME + series.backend() + "." + (series.broadcast() ? BROADCAST : FULL) + "." + series.data()
                            + ".t" + series.t() + ".k" + series.k(),
                    series.nanosByElements().entrySet().stream()
                            .map(point -> point.getKey() + ":" + Math.max(1, Math.round(point.getValue())))
                            .collect(Collectors.joining(" ")));
        }
        StringWriter text = new StringWriter();
        properties.store(text,
                "What auto chooses by: nanoseconds per call; 'alphafair doctor --calibrate' writes it anew");
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.writeString(file, text.toString());
    }

    /**
     * Reads a file that was made on {@code host}.
     *
     * @throws UnusableCalibrationException if it is missing, damaged or of another schema, processor or number of
     *             processors
     */
    public static Calibration read(Path file, Host host) throws UnusableCalibrationException {
        Properties properties = load(file);
        requireSame(properties, "schema", SCHEMA);
        requireSame(properties, "cpu", host.cpu());
        requireSame(properties, "processors", Integer.toString(host.processors()));
        try {
            List<Calibration.Series> series = new ArrayList<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(TIME)) {
                    series.add(series(key, properties.getProperty(key), properties));
                }
            }
            if (series.isEmpty()) {
                throw new IllegalArgumentException("no times");
            }
            return new Calibration(host, value(properties, "jdk"), value(properties, "alphafair"),
                    value(properties, "date"), series);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static Properties load(Path file) throws UnusableCalibrationException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException("more than " + MOST_BYTES + " bytes");
            }
            properties.load(new InputStreamReader(new ByteArrayInputStream(bytes),
                    StandardCharsets.UTF_8.newDecoder()));
            return properties;
        } catch (NoSuchFileException e) {
            throw new UnusableCalibrationException("no calibration on this machine", e);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new UnusableCalibrationException("the calibration cannot be read (" + e.getClass().getSimpleName()
                    + ")", e);
        }
    }

    private static UnusableCalibrationException damaged(Exception e) {
        return new UnusableCalibrationException("the calibration is damaged (" + shown(e.getMessage()) + ")", e);
    }

    /** What the file says, as a terminal shows it. */
    private static String shown(String text) {
        return Visible.text(Visible.shortened(text, LONGEST_REASON));
    }

    private static void requireSame(Properties properties, String key, String expected)
            throws UnusableCalibrationException {
        String found = properties.getProperty(key);
        if (!expected.equals(found)) {
            throw new UnusableCalibrationException("the calibration has " + key + " '" + shown("" + found)
                    + "', expected '" + expected + "'");
        }
    }

    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        if (!Visible.text(value).equals(value)) {
            throw new IllegalArgumentException(key + " '" + value + "' has a character that cannot be shown");
        }
        return value;
    }

    /** The backend's name comes first and may hold dots itself. */
    private static Calibration.Series series(String key, String value, Properties properties) {
        int groups = key.lastIndexOf('.');
        int items = key.lastIndexOf('.', groups - 1);
        int data = key.lastIndexOf('.', items - 1);
        int operands = key.lastIndexOf('.', data - 1);
        if (operands < TIME.length()) {
            throw new IllegalArgumentException("key ".concat(key));
        }
        String backend = key.substring(TIME.length(), operands);
        return new Calibration.Series(backend, Integer.parseInt(value(properties, THREADS.concat(backend))),
                broadcast(key.substring(operands + 1, data)), key.substring(data + 1, items),
                number(key.substring(items + 1, groups), 't'), number(key.substring(groups + 1), 'k'),
                points(value));
    }

    private static boolean broadcast(String operands) {
        return switch (operands) {
            case BROADCAST -> true;
            case FULL -> false;
            default -> throw new IllegalArgumentException("operands ".concat(operands));
        };
    }

    private static int number(String part, char axis) {
        if (part.isEmpty() || part.charAt(0) != axis) {
            throw new IllegalArgumentException("'" + part + "' for " + axis);
        }
        return Integer.parseInt(part.substring(1));
    }

    private static SortedMap<Long, Double> points(String value) {
        SortedMap<Long, Double> points = new TreeMap<>();
        for (int from = 0; from < value.length();) {
            int space = value.indexOf(' ', from);
            int to = space < 0 ? value.length() : space;
            int colon = value.indexOf(':', from);
            if (colon < 0 || colon > to) {
                throw new IllegalArgumentException("point '" + value.substring(from, to) + "'");
            }
            points.put(Long.parseLong(value, from, colon, 10), (double) Long.parseLong(value, colon + 1, to, 10));
            from = to + 1;
        }
        return points;
    }
}
