package io.alphafair.bench.measure;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment.Jdk;
import io.alphafair.bench.record.Redaction;
import io.alphafair.select.Backends;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What runs in a JVM. Asked of a fork, because the JVM that runs the command may have other flags than the forks it measures.
 *
 * @param backends every registered backend
 * @param devices what each backend that runs on a device says of it, by the backend's name
 */
public record Probe(Jdk jdk, List<BackendInfo> backends, Map<String, Map<String, String>> devices) {
    /** This JVM's; the function tells what an open backend says of its device, empty if it has none. */
    public static Probe here(Function<Backend, Map<String, String>> device) {
        List<BackendInfo> backends = new ArrayList<>();
        Map<String, Map<String, String>> devices = new TreeMap<>();
        for (BackendProvider provider : Backends.all()) {
            backends.add(info(provider, backend -> devices.put(provider.name(), device.apply(backend))));
        }
        devices.values().removeIf(Map::isEmpty);
        return new Probe(
                new Jdk(System.getProperty("java.runtime.version"),
                        System.getProperty("java.vm.name") + " (" + System.getProperty("java.vm.info") + ")",
                        System.getProperty("java.vendor"),
                        Redaction.words(ManagementFactory.getRuntimeMXBean().getInputArguments())),
                backends, devices);
    }

    /** The JVM with its flags, and what each backend really runs: lines that differ where times of two JVMs are not of one kind. */
    public List<String> identity() {
        return Stream.concat(Stream.of(jdk.toString()),
                backends.stream().map(backend -> backend.name() + ": " + backend.description())).toList();
    }

    /** One that says that it can run but then does not open is not available, for that reason. */
    private static BackendInfo info(BackendProvider provider, Consumer<Backend> opened) {
        Availability availability = provider.availability();
        String reason = availability.reason();
        if (availability.available()) {
            try (Backend backend = Backends.open(provider.name())) {
                opened.accept(backend);
                return new BackendInfo(provider.name(), provider.summary(), true, "",
                        Redaction.text(backend.description()));
            } catch (RuntimeException | LinkageError e) {
                reason = SubjectException.of(e).getMessage();
            }
        }
        return new BackendInfo(provider.name(), provider.summary(), false, Redaction.text(reason), "");
    }
}
