package io.alphafair.bench.race;

import io.alphafair.bench.record.Cell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is raced. */
public enum RaceKind {
    /** The group argmax by every backend and by C, beside reading the same bytes. */
    READ,
    /** The dense gradient and vector-Jacobian product, beside writing the same bytes. */
    WRITE;

    private static final String NAME = "io.alphafair.bench.race.Race.";

    /** The race on a problem of that shape and size, named and given parameters as JMH's cells are. */
    public Cell on(String shape, int n, int t, int k) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("shape", shape);
        params.put("n", String.valueOf(n));
        params.put("t", String.valueOf(t));
        params.put("k", String.valueOf(k));
        return new Cell(NAME + name().toLowerCase(Locale.ROOT), params);
    }

    /** The kind of a race that {@link #on} made. */
    static RaceKind of(Cell race) {
        return Arrays.stream(values()).filter(kind -> kind.on("", 0, 0, 0).benchmark().equals(race.benchmark()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("no race is named " + race.benchmark()));
    }
}
