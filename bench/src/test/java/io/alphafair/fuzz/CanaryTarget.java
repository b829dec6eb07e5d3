package io.alphafair.fuzz;

/** A fault that only a fuzzer finds that sees which branches its input takes. */
public final class CanaryTarget {
    static final String FAULT = "the planted fault";

    private CanaryTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length >= 4 && data[0] == 'f') {
            if (data[1] == 'a') {
                if (data[2] == 'i') {
                    if (data[3] == 'r') {
                        throw new IllegalStateException(FAULT);
                    }
                }
            }
        }
    }
}
