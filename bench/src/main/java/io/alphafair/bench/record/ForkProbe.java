package io.alphafair.bench.record;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment.Jdk;
import io.alphafair.cuda.CudaBackend;
import io.alphafair.cuda.DeviceInfo;
import io.alphafair.select.Backends;
import io.alphafair.simd.SimdBackend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a JVM like the forks' what runs there. A JVM of its own, because the one that runs the command may have other
 * flags than the forks it measures.
 */
public final class ForkProbe {
    /** What the JVM answers. */
    public record Answer(Jdk jdk, int vectorBits, List<BackendInfo> backends, List<DeviceInfo> devices) {
        public Answer {
            // A commit of the time before devices were noted does not tell any.
            devices = devices == null ? List.of() : devices;
        }
    }

    private ForkProbe() {
    }

    /** Prints the answer: the main class of the JVM that is asked. */
    public static void main(String[] arguments) {
        System.out.println(Json.text(here()));
    }

    /** The answer for this JVM. */
    static Answer here() {
        List<BackendInfo> backends = new ArrayList<>();
        List<DeviceInfo> devices = new ArrayList<>();
        int vectorBits = 0;
        for (BackendProvider provider : Backends.all()) {
            Availability availability = provider.availability();
            String description = "";
            if (availability.available()) {
                try (Backend backend = provider.open(Runtime.getRuntime().availableProcessors())) {
                    description = backend.description();
                    if (backend instanceof CudaBackend cuda) {
                        devices.add(cuda.device().info());
                    }
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
                vectorBits, backends, devices);
    }

    /**
     * Starts a JVM with the class path of this one, and asks it.
     *
     * @throws IOException if it does not start or does not answer; the message says what it printed
     */
    public static Answer ask(JavaCommand java) throws IOException {
        try (Child child = Child.start(new ProcessBuilder(java.of(ForkProbe.class)).redirectErrorStream(true))) {
            child.process().getOutputStream().close();
            String out = new String(child.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = child.waitFor();
            int start = out.indexOf('{');
            if (code != 0 || start < 0) {
                throw new IOException("a JVM with the flags " + String.join(" ", java.flags()) + " ended with code "
                        + code + ": " + out.lines().findFirst().orElse("no output"));
            }
            return Json.parse(out.substring(start), Answer.class);
        }
    }
}
