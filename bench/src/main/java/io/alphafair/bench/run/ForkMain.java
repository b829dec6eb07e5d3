package io.alphafair.bench.run;

import io.alphafair.bench.measure.ForkServer;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.bench.subject.Subjects;
import java.io.IOException;

/** The main class of forked JVMs. */
public final class ForkMain {
    private ForkMain() {
    }

    /** Takes no arguments: the parent says what to do. */
    public static void main(String[] arguments) throws IOException {
        ForkServer.serve(ForkMain.class, Subjects.ofThisCode()::find, Gpu::describe);
    }
}
