package io.alphafair.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Gives standard error back to the program. Every JVM that resolves the vector module warns about it on standard error,
 * and no flag stops it; so the launcher starts the JVM with a filter there, and names the descriptor that holds the real
 * one.
 */
final class StandardError {
    /** The descriptor of the real standard error; set by the launcher only. */
    private static final String PROPERTY = "alphafair.stderr";

    private StandardError() {
    }

    /** Makes the descriptor that the launcher named standard error again; does nothing if it named none. */
    @SuppressWarnings("restricted")
    static void restore() {
        Integer real = Integer.getInteger(PROPERTY);
        if (real == null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle dup2 = linker.downcallHandle(linker.defaultLookup().findOrThrow("dup2"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int standardError = 2;
            if ((int) dup2.invokeExact((int) real, standardError) != standardError) {
                throw new IllegalStateException("descriptor " + real + " cannot become standard error: expected -D"
                        + PROPERTY + " to name an open one; start with ./alphafair");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("dup2 failed", e);
        }
    }
}
