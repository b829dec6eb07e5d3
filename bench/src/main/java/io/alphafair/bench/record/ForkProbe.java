package io.alphafair.bench.record;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment.Jdk;
import io.alphafair.select.Backends;
import io.alphafair.simd.SimdBackend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a JVM like the forks' what runs there. A JVM of its own, because the one that runs the command may have other
 * flags than the forks it measures.
 */
public final class ForkProbe {
    /** What the JVM answers. */
    public record Answer(Jdk jdk, int vectorBits, List<BackendInfo> backends) {}

    private ForkProbe() {
    }

    /** Prints the answer: the main class of the JVM that is asked. */
    public static void main(String[] arguments) {
        System.out.println(Json.text(here()));
    }

    /** The answer for this JVM. */
    static Answer here() {
        List<BackendInfo> backends = new ArrayList<>();
        int vectorBits = 0;
        for (BackendProvider provider : Backends.all()) {
            Availability availability = provider.availability();
            String description = "";
            if (availability.available()) {
                try (Backend backend = provider.open(Runtime.getRuntime().availableProcessors())) {
                    description = backend.description();
                    if (backend instanceof SimdBackend) {
                        vectorBits = SimdBackend.lanes() * Double.SIZE;
                    }
                }
            }
            backends.add(new BackendInfo(provider.name(), provider.summary(), availability.available(),
                    availability.reason(), description));
        }
        return new Answer(
                new Jdk(System.getProperty("java.runtime.version"),
                        System.getProperty("java.vm.name") + " (" + System.getProperty("java.vm.info") + ")",
                        System.getProperty("java.vendor"),
                        Redaction.texts(ManagementFactory.getRuntimeMXBean().getInputArguments())),
                vectorBits, backends);
    }

    /**
     * Starts a JVM with those flags and the class path of this one, and asks it.
     *
     * @param jvm the java command, or null for the one that runs this
     * @throws IOException if it does not start or does not answer; the message says what it printed
     */
    public static Answer ask(String jvm, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkProbe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = waitFor(process);
        int start = out.indexOf('{');
        if (code != 0 || start < 0) {
            throw new IOException("a JVM with the flags " + String.join(" ", flags) + " ended with code " + code + ": "
                    + out.lines().findFirst().orElse("no output"));
        }
        return Json.parse(out.substring(start), Answer.class);
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a JVM was asked what runs in it", e);
        }
    }
}
