package io.alphafair.fuzz;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.select.Backends;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdBackend;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Every backend answers a problem made of these bytes with the bits of a plain loop, or refuses the same entry. */
public final class BackendTarget {
    private static final List<Backend> BACKENDS = open();
    private static final double[] SPECIAL = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 1, Math.nextUp(1.0), Math.nextDown(1.0)};

    private BackendTarget() {
    }

    private static List<Backend> open() {
        List<Backend> backends = new ArrayList<>();
        for (BackendProvider provider : Backends.available()) {
            backends.add(Backends.open(provider.name(), 2));
            for (String variant : provider.variants()) {
                if (provider.availability(variant).available()) {
                    backends.add(Backends.open(provider.name() + ":" + variant, 2));
                }
            }
        }
        for (ScanPath path : ScanPath.values()) {
            backends.add(new SimdBackend(path));
        }
        backends.add(new ForkJoinBackend(new SimdBackend(), 3, 2));
        return backends;
    }

    public static void fuzzerTestOneInput(byte[] data) {
        for (Backend backend : BACKENDS) {
            try (Items items = new Bytes(data).items()) {
                BackendContract.check(backend, items);
            }
            Bytes bytes = new Bytes(data);
            Items items = bytes.items();
            try (Items capped = items.withCaps(bytes.matrix(items.individualCount(), items.itemCount()));
                    Prepared prepared = backend.prepare(capped)) {
                BackendContract.checkSelection(backend.name() + " (" + backend.description() + ")", prepared,
                        bytes.number(256));
            }
        }
    }

    /** Numbers from the fuzzer's bytes; after their end they are small numbers that count up. */
    private static final class Bytes {
        private final ByteBuffer left;
        private double last = 1;
        private int made;

        Bytes(byte[] data) {
            left = ByteBuffer.wrap(data);
        }

        /** In {@code 0..limit-1}. */
        int number(int limit) {
            return left.hasRemaining() ? (left.get() & 0xff) % limit : made++ % limit;
        }

        /** Of any shape that broadcasts; some groups may be absent. */
        Items items() {
            int t = 1 + number(20);
            int n = 1 + number(40);
            int k = 1 + number(Math.min(n, 20));
            int shape = number(6);
            int[] labels = new int[n];
            for (int row = 0; row < n; row++) {
                labels[row] = number(k);
            }
            return Items.of(matrix(shape == 1 ? 1 : n, shape == 2 ? 1 : t),
                    matrix(shape == 3 || shape == 5 ? 1 : n, shape == 4 || shape == 5 ? 1 : t),
                    Groups.of(labels, k, Groups.Absent.ALLOWED));
        }

        Matrix matrix(long rows, int columns) {
            double[] values = new double[Math.toIntExact(rows * columns)];
            for (int place = 0; place < values.length; place++) {
                values[place] = real();
            }
            return Matrix.copyOf(values, rows, columns);
        }

        private double real() {
            if (!left.hasRemaining()) {
                return 1 + made++ % 7;
            }
            int kind = left.get() & 0xff;
            int size = kind >> 3;
            last = switch (kind & 7) {
                case 0 -> left.remaining() >= Double.BYTES ? left.getDouble() : size;
                case 1 -> size;
                case 2 -> 3 + Math.ulp(3.0) * size;
                case 3 -> Math.scalb(1.5, size * 60 - 960);
                case 4 -> SPECIAL[size % SPECIAL.length];
                case 5 -> Double.MIN_VALUE * size;
                default -> last;
            };
            return last;
        }
    }

    public static List<byte[]> seeds() {
        byte[] counting = new byte[200];
        for (int place = 0; place < counting.length; place++) {
            counting[place] = (byte) (place * 37);
        }
        return List.of(new byte[]{0, 0, 0, 0}, new byte[]{7, 39, 3, 0}, counting);
    }
}
