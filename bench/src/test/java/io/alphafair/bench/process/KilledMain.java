package io.alphafair.bench.process;

import java.util.List;

/** Holds a temporary folder and a child until it is killed. */
final class KilledMain {
    private KilledMain() {
    }

    /** Without an argument it is the child, which only waits; else it says both folders and the child's process id. */
    public static void main(String[] arguments) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.of("test")) {
            System.out.println(folder.path());
            if (arguments.length == 0) {
                Thread.sleep(60_000);
                return;
            }
            ProcessBuilder builder = new ProcessBuilder(new JavaCommand(null, List.of()).of(KilledMain.class));
            TemporaryFolder.share(builder);
            try (Child child = Child.start(builder)) {
                folder.copy(KilledMain.class, "KilledMain.class");
                System.out.println(child.process().inputReader().readLine());
                System.out.println(child.process().pid());
                child.waitFor();
            }
        }
    }
}
