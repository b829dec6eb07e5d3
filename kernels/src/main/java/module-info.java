/**
 * The group-wise alpha-fair allocator: interchangeable backends for its one expensive pass, and the closed form behind
 * it. Start at {@link io.alphafair}.
 */
module io.alphafair {
    requires jdk.incubator.vector;

    exports io.alphafair;
    exports io.alphafair.backend;
    exports io.alphafair.contract;
    exports io.alphafair.npy;
    exports io.alphafair.overlap;
    exports io.alphafair.robust;
    exports io.alphafair.select;

    uses io.alphafair.backend.BackendProvider;

    // Backends are found through their providers, so their packages are not exported.
    provides io.alphafair.backend.BackendProvider with io.alphafair.scalar.ScalarProvider,
            io.alphafair.simd.SimdProvider, io.alphafair.forkjoin.ForkJoinProvider;
}
