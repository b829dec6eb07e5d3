package io.alphafair.forkjoin;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Provides {@link ForkJoinBackend}. Its variants are named after the leaf that each thread runs. Without a variant the
 * leaf is the first of them that can run here.
 */
public final class ForkJoinProvider implements BackendProvider {
    private static final List<String> LEAVES = List.of("native", "simd", "scalar");

    /** Those that there are. Found once, since that reads files of every jar; null before. */
    private List<BackendProvider> leaves;

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
        return variant.isEmpty() ? availability() : availability(variant, leaf(variant));
    }

    @Override
    public Backend open(String variant, int parallelism) {
        String name = requireAvailable(variant).toString();
        for (String leaf : variant.isEmpty() ? LEAVES : List.of(variant)) {
            BackendProvider provider = leaf(leaf);
            if (availability(leaf, provider).available()) {
                return new ForkJoinBackend(name, provider.open(1), parallelism, 0);
            }
        }
        throw new IllegalStateException(
                "scalar is not registered: expected the kernels jar with its META-INF/services");
    }

    private static Availability availability(String leaf, BackendProvider provider) {
        return provider == null
                ? Availability.no("no backend '" + leaf
                        + "' is registered: add its jar to the class path or the module path")
                : provider.availability();
    }

    /** The other backends are found as everybody finds them; native is in a jar of its own. Null if there is none. */
    private BackendProvider leaf(String name) {
        for (BackendProvider provider : leaves()) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        return null;
    }

    private synchronized List<BackendProvider> leaves() {
        if (leaves == null) {
            leaves = new ArrayList<>();
            for (BackendProvider provider : ServiceLoader.load(BackendProvider.class,
                    ForkJoinProvider.class.getClassLoader())) {
                if (LEAVES.contains(provider.name())) {
                    leaves.add(provider);
                }
            }
        }
        return leaves;
    }
}
