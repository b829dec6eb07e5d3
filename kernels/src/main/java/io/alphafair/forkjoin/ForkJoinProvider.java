package io.alphafair.forkjoin;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendName;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Provides {@link ForkJoinBackend}. Its variants are named after the leaf that each thread runs. Without a variant the
 * leaf is the first of them that can run here.
 */
public final class ForkJoinProvider implements BackendProvider {
    private static final List<String> LEAVES = List.of("native", "simd", "scalar");

    /** For {@link java.util.ServiceLoader}. */
    public ForkJoinProvider() {
        // Nothing to set up.
    }

    @Override
    public String name() {
        return ForkJoinBackend.NAME;
    }

    @Override
    public String summary() {
        return "several threads of a pool of its own, each running native, or simd, or scalar: the first that can run here";
    }

    @Override
    public List<String> variants() {
        return LEAVES;
    }

    @Override
    public Availability availability() {
        return Availability.yes();
    }

    @Override
    public Availability availability(String variant) {
        return variant.isEmpty() ? availability() : availabilityOf(variant);
    }

    @Override
    public Backend open(String variant, int parallelism) {
        String name = BackendName.of(this, variant).toString();
        Availability availability = availability(variant);
        if (!availability.available()) {
            throw new BackendUnavailableException(name, availability);
        }
        String leaf = variant.isEmpty()
                ? LEAVES.stream().filter(candidate -> availabilityOf(candidate).available()).findFirst().orElseThrow()
                : variant;
        return new ForkJoinBackend(name, provider(leaf).orElseThrow().open(1), parallelism, 0);
    }

    private static Availability availabilityOf(String leaf) {
        return provider(leaf).map(BackendProvider::availability).orElseGet(() -> Availability
                .no("no backend '" + leaf + "' is registered: add its jar to the class path or the module path"));
    }

    /** The other backends are found as everybody finds them; native is in a jar of its own. */
    private static Optional<BackendProvider> provider(String leaf) {
        return ServiceLoader.load(BackendProvider.class, ForkJoinProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get).filter(provider -> provider.name().equals(leaf)).findFirst();
    }
}
