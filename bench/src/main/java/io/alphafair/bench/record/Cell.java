package io.alphafair.bench.record;

import io.alphafair.bench.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One benchmark with one value of each of its parameters: the unit that is measured, kept and resumed.
 *
 * @param benchmark JMH's name
 * @param params parameter to value, in the order in which tables show them
 */
public record Cell(String benchmark, Map<String, String> params) {
    /** The parameter that names the backend. */
    public static final String BACKEND = "backend";

    public Cell {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** A question's cell from {@code name, value, name, value ...}. */
    public static Cell of(Question question, Object... namesAndValues) {
        return of(question.benchmark(), namesAndValues);
    }

    /** A cell of something else that is named as JMH names benchmarks. */
    public static Cell of(String benchmark, Object... namesAndValues) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            params.put((String) namesAndValues[index], namesAndValues[index + 1].toString());
        }
        return new Cell(benchmark, params);
    }

    /** This cell with another value of one parameter, which stays where it is. */
    public Cell with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(params);
        changed.put(name, value);
        return new Cell(benchmark, changed);
    }

    /** The name of the backend that is measured. */
    public String backend() {
        return params.get(BACKEND);
    }

    /** The benchmark's method. */
    public String label() {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** One line for people, which also names the cell's file. */
    public String key() {
        return label() + " " + params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(" "));
    }

    /** A file name that no other cell of a run has. */
    public String fileName() {
        return URLEncoder.encode(key(), StandardCharsets.UTF_8) + ".json";
    }
}
