package io.alphafair.testing;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The seeds that a test takes in this run, as {@link Seeded} says: from {@code from} up to, but not including, {@code to}. */
public record Seeds(long from, long to) {
    /** Gives a test its seeds. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Seeds.class;
        }

        @Override
        public Seeds resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Seeded seeded = context.getRequiredTestMethod().getAnnotation(Seeded.class);
            return of(seeded.first(), seeded.all(), Boolean.getBoolean("alphafair.long"),
                    Long.getLong("alphafair.seed"));
        }
    }

    static Seeds of(long first, long all, boolean isLong, Long replayed) {
        if (replayed != null) {
            return new Seeds(replayed, replayed + 1);
        }
        return isLong ? new Seeds(first, all) : new Seeds(0, first);
    }

    /** How many there are. */
    public long count() {
        return to - from;
    }

    /** Whether they are too few for what is true of many seeds only. */
    public boolean isReplay() {
        return count() == 1;
    }

    /** All of them. */
    public LongStream stream() {
        return LongStream.range(from, to);
    }

    /** Those of one part, if each part takes every {@code parts}-th seed. */
    public LongStream part(int part, int parts) {
        return stream().filter(seed -> seed % parts == part);
    }
}
