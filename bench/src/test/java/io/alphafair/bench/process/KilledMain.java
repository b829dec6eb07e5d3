package io.alphafair.bench.process;

import java.util.List;

/** Holds a temporary folder and a child until it is killed. */
final class KilledMain {
    private KilledMain() {
    }

    /** Without an argument it is the child, which only waits; else it says the folder and the child's process id. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            Thread.sleep(60_000);
            return;
        }
        try (TemporaryFolder folder = TemporaryFolder.of("test");
                Child child = Child.start(new ProcessBuilder(new JavaCommand(null, List.of()).of(KilledMain.class)))) {
            folder.copy(KilledMain.class, "KilledMain.class");
            System.out.println(folder.path());
            System.out.println(child.process().pid());
            child.waitFor();
        }
    }
}
