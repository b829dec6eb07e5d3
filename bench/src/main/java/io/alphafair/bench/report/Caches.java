package io.alphafair.bench.report;

import io.alphafair.bench.record.Machine;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine's data caches in bytes. */
final class Caches {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG]?)");

    /** A cache that holds data. */
    record Cache(int level, long bytes) {}

    private Caches() {
    }

    /** From the nearest to the farthest; empty where the system did not tell. */
    static List<Cache> of(Machine machine) {
        return machine.caches().stream().filter(cache -> !cache.type().equals("Instruction"))
                .map(cache -> new Cache(cache.level(), bytes(cache.size()))).filter(cache -> cache.bytes() > 0)
                .sorted(Comparator.comparingInt(Cache::level)).toList();
    }

    private static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            return 0;
        }
        return Long.parseLong(matcher.group(1)) << switch (matcher.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
    }
}
