package io.alphafair.cuda;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers for a binding's handle objects. */
final class Handles<T> {
    private final String kind;
    private final Map<Long, T> byNumber = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Handles(String kind) {
        this.kind = kind;
    }

    long add(T handle) {
        long number = last.incrementAndGet();
        byNumber.put(number, handle);
        return number;
    }

    T get(long number) {
        return required(byNumber.get(number), number);
    }

    T remove(long number) {
        return required(byNumber.remove(number), number);
    }

    private T required(T handle, long number) {
        if (handle == null) {
            throw new IllegalStateException("no open " + kind + " has number " + number);
        }
        return handle;
    }
}
