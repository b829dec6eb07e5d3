package io.alphafair.cuda;

import java.util.Set;

/** A driver call that failed; the message names the call, the code and what follows for the backend. */
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** CUDA_ERROR_OUT_OF_MEMORY. */
    static final int OUT_OF_MEMORY = 2;
    /** CUDA_ERROR_JIT_COMPILER_NOT_FOUND: the driver's compiler is a library of its own, which containers may lack. */
    static final int NO_COMPILER = 221;
    /** From here to {@link #LAST_BROKEN} a kernel went wrong, or the device did: nothing works any more in its context. */
    private static final int FIRST_BROKEN = 700;
    private static final int LAST_BROKEN = 720;
    /** Driver shut down, device unavailable, memory error of the device, link error, unknown: the device may be lost. */
    private static final Set<Integer> LOST = Set.of(4, 46, 214, 220, 999);

    private final String failure;
    private final String call;
    private final int code;

    CudaException(String call, int code, String name, String detail) {
        this(call, code, call + " failed with " + code + " (" + name + ")" + (detail.isEmpty() ? "" : ": " + detail));
    }

    private CudaException(String call, int code, String failure) {
        super(failure + "; " + remedy(code));
        this.failure = failure;
        this.call = call;
        this.code = code;
    }

    private static String remedy(int code) {
        if (mustReopen(code)) {
            return "close the backend and open it again";
        }
        return code == OUT_OF_MEMORY
                ? "free memory of the device, or prepare a smaller problem; the backend can be used"
                : "the backend can be used";
    }

    private static boolean mustReopen(int code) {
        return code >= FIRST_BROKEN && code <= LAST_BROKEN || LOST.contains(code);
    }

    /** The message without what follows for an open backend. */
    String failure() {
        return failure;
    }

    /** The driver's function, as in {@code cuMemAlloc}. */
    public String call() {
        return call;
    }

    /** The driver's result, as in 2 for CUDA_ERROR_OUT_OF_MEMORY. */
    public int code() {
        return code;
    }

    /** Whether the backend is of no more use until it is closed and opened again. */
    public boolean mustReopen() {
        return mustReopen(code);
    }
}
