package io.alphafair.ffm;

import io.alphafair.backend.Availability;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The backends that the tests hold to the contract. */
final class Natives {
    /** So few that tests reach the blocks for data beyond the caches. */
    static final long FAR_ELEMENTS = 1 << 13;

    private Natives() {
    }

    /** Goes on if the library was built and can be loaded. */
    static void require() {
        Availability here = new NativeProvider().availability();
        Require.that("cc", here.available(), here.reason());
    }

    /** The library in the jar. */
    static byte[] content() throws IOException {
        String resource = LibraryFile.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        return LibraryFile.read(resource, LibraryFile.checksum(resource));
    }

    /** The variants of this CPU; none where there is no library. */
    static List<Variant> variants() {
        if (!new NativeProvider().availability().available()) {
            return List.of();
        }
        return List.of(Variant.values()).subList(0, Functions.best().ordinal() + 1);
    }

    /** Every variant of this CPU on every path. */
    static List<NativeBackend> all() {
        List<NativeBackend> all = new ArrayList<>();
        for (Variant variant : variants()) {
            for (ScanPath path : ScanPath.values()) {
                all.add(new NativeBackend(variant, path, FAR_ELEMENTS, Linking.PASSES));
            }
        }
        return all;
    }
}
