package io.alphafair.backend;

import io.alphafair.InvalidInputException;
import java.util.List;

/**
 * What a backend is asked for by: {@code simd}, or {@code forkjoin:simd} with the name of a variant.
 *
 * @param backend the provider's name
 * @param variant one of its {@link BackendProvider#variants()}; empty for its default
 */
public record BackendName(String backend, String variant) {
    private static final char SEPARATOR = ':';

    /**
     * Splits a name at its first colon. Whether there is such a backend and variant is not checked here.
     *
     * @throws InvalidInputException if nothing follows the colon
     */
    public static BackendName parse(String name) {
        int colon = name.indexOf(SEPARATOR);
        if (colon >= 0 && colon == name.length() - 1) {
            throw new InvalidInputException("backend name '" + name
                    + "' has no variant after the colon: expected one, or no colon for the default");
        }
        return colon < 0
                ? new BackendName(name, "")
                : new BackendName(name.substring(0, colon), name.substring(colon + 1));
    }

    /**
     * The name of a provider's backend in a variant.
     *
     * @throws UnknownBackendException if the provider has no such variant
     */
    public static BackendName of(BackendProvider provider, String variant) {
        List<String> variants = provider.variants();
        if (!variant.isEmpty() && !variants.contains(variant)) {
            throw UnknownBackendException.ofVariant(provider.name(), variant, variants);
        }
        return new BackendName(provider.name(), variant);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return variant.isEmpty() ? backend : backend + SEPARATOR + variant;
    }
}
