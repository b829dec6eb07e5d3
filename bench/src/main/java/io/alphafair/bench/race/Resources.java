package io.alphafair.bench.race;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a race holds open, closed in the reverse order. */
public final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Closes that with this. */
    public <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    /** For people, as in {@code 2 threads}. */
    static String threads(int count) {
        return count == 1 ? "1 thread" : count + " threads";
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                throw new IllegalStateException(next + " cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
