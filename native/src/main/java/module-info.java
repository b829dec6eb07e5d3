/** The backend in C, called through the foreign function interface. */
module io.alphafair.ffm {
    requires io.alphafair;

    provides io.alphafair.backend.BackendProvider with io.alphafair.ffm.NativeProvider;
}
