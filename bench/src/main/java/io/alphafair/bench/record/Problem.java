package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The problem that is measured.
 *
 * @param shape the workload's name: a generated data shape, or a named data set
 * @param n N, individuals
 * @param t T, items
 * @param k K, groups
 * @param more what else the question needs, by the names of JMH's parameters: {@code alpha}, {@code alphas},
 *            {@code instances}; {@code costs=row} where all individuals share one row of costs; {@code jvm} where the JVM's
 *            compilers may be limited; with caps {@code caps}, the cap of every dose, {@code funded}, the part of the
 *            entries that the budget pays for, or {@code perPerson}, the money per individual, {@code each=one} for at most one
 *            item per individual, and {@code budgets}, their number; of a user's files {@code data}, their names,
 *            {@code sha256}, and {@code benefits} and {@code costs} where these are not N x T
 */
public record Problem(String shape, long n, int t, int k, SortedMap<String, String> more) {
    /** The parameter with the SHA-256 of a user's files, with blanks between them. */
    public static final String SHA_256 = "sha256";
    /** What people need of it to tell two files apart. */
    private static final int SHORT_DIGITS = 12;

    public Problem {
        more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    }

    /** A problem of that shape and size; {@code more} alternates names and values. */
    public static Problem of(String shape, long n, int t, int k, String... more) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int place = 0; place < more.length; place += 2) {
            map.put(more[place], more[place + 1]);
        }
        return new Problem(shape, n, t, k, map);
    }

    /** From parameters by name, as {@link #params} gives them. */
    public static Problem ofParams(Map<String, String> params) {
        SortedMap<String, String> more = new TreeMap<>(params);
        return new Problem(more.remove("shape"), Long.parseLong(more.remove("n")), Integer.parseInt(more.remove("t")),
                Integer.parseInt(more.remove("k")), more);
    }

    /** All parameters by name. */
    public SortedMap<String, String> params() {
        SortedMap<String, String> params = new TreeMap<>(more);
        params.put("shape", shape);
        params.put("n", Long.toString(n));
        params.put("t", Integer.toString(t));
        params.put("k", Integer.toString(k));
        return params;
    }

    /** This problem with another value of one parameter. */
    public Problem with(String name, String value) {
        SortedMap<String, String> params = params();
        params.put(name, value);
        return ofParams(params);
    }

    /** N·T. */
    @JsonIgnore
    public long elements() {
        return n * t;
    }

    /** What {@link #more} adds, as in {@code alpha 1.5}, a SHA-256 shortened; empty if nothing. */
    public String details() {
        return more.entrySet().stream().map(entry -> entry.getKey() + " " + (entry.getKey().equals(SHA_256)
                ? entry.getValue().replaceAll("(\\w{" + SHORT_DIGITS + "})\\w+", "$1")
                : entry.getValue())).collect(Collectors.joining(", "));
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %,d × %,d, K = %,d", shape, n, t, k)
                + (more.isEmpty() ? "" : ", " + details());
    }
}
