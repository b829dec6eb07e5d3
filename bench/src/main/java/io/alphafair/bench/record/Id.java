package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names what is measured, as in {@code forkjoin:simd} or {@code simd@bd8a1e4}.
 *
 * @param name a backend's, a ceiling's or a peer's
 * @param variant one of its variants; empty for the default
 * @param commit the commit of the code; empty for the code that runs
 */
public record Id(String name, String variant, String commit) implements Comparable<Id> {
    /** Reads what {@link #toString} writes. */
    @JsonCreator
    public static Id parse(String text) {
        int at = text.lastIndexOf('@');
        String path = at < 0 ? text : text.substring(0, at);
        int colon = path.indexOf(':');
        return new Id(colon < 0 ? path : path.substring(0, colon), colon < 0 ? "" : path.substring(colon + 1),
                at < 0 ? "" : text.substring(at + 1));
    }

    /** Name and variant, as a backend is asked for. */
    public String path() {
        return variant.isEmpty() ? name : name + ":" + variant;
    }

    /** The same of another commit. */
    public Id at(String other) {
        return new Id(name, variant, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return commit.isEmpty() ? path() : path() + "@" + commit;
    }

    @Override
    public int compareTo(Id other) {
        return toString().compareTo(other.toString());
    }
}
