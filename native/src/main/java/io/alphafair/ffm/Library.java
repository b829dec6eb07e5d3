package io.alphafair.ffm;

import io.alphafair.backend.Availability;
import io.alphafair.select.CacheFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/**
 * The loaded library, or why there is none. Loading it takes a few milliseconds and links no function.
 *
 * @param symbols null if it is not available
 */
record Library(SymbolLookup symbols, Availability availability) {
    private static final class Here {
        static final Library LIBRARY = load(CacheFolder.here());
    }

    /** This machine's; loaded once, because a library stays for the life of the process. */
    static Library here() {
        return Here.LIBRARY;
    }

    private static Library load(Path cache) {
        if (!Library.class.getModule().isNativeAccessEnabled()) {
            String module = Library.class.getModule().isNamed() ? Library.class.getModule().getName() : "ALL-UNNAMED";
            return none("native access is not enabled: start java with --enable-native-access=" + module, null);
        }
        String resource = LibraryFile.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            return load(LibraryFile.read(resource), resource.substring(resource.indexOf('/') + 1), cache);
        } catch (IOException e) {
            return none(e.getMessage(), e);
        }
    }

    /**
     * Unpacks a library and loads it.
     *
     * @param cache where the library's folder is or will be
     */
    @SuppressWarnings("restricted") // calling C is what it is for
    static Library load(byte[] content, String name, Path cache) {
        Path file;
        try {
            file = LibraryFile.unpack(content, name, cache);
        } catch (IOException | UnsupportedOperationException e) {
            return none("the native library cannot be unpacked to " + cache + ": " + e
                    + "; set XDG_CACHE_HOME to a folder of your own", e);
        }
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
            symbols.findOrThrow("alphafair_scan");
            return new Library(symbols, Availability.yes());
        } catch (RuntimeException e) {
            return none("the native library cannot be loaded from " + file + ": " + e.getMessage()
                    + "; it may be damaged, or made for another CPU, or the folder forbids execution: build again, or set "
                    + "XDG_CACHE_HOME to another folder", e);
        }
    }

    private static Library none(String reason, Throwable cause) {
        String line = reason.lines().findFirst().orElse("");
        return new Library(null, cause == null ? Availability.no(line) : Availability.no(line, cause));
    }
}
