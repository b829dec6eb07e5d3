package io.alphafair.ffm;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Availability;
import io.alphafair.select.CacheFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/** The loaded library, or why there is none. Loading it links no function. */
final class Library {
    /** What every library of ours has. */
    private static final String FUNCTION = "alphafair_scan";

    /** This machine's; null until it is asked for. */
    private static Library here;

    private final SymbolLookup own;
    private final Availability availability;

    /** @param own where its symbols are; null if they are this class loader's, or there is no library */
    private Library(SymbolLookup own, Availability availability) {
        this.own = own;
        this.availability = availability;
    }

    /** This machine's; loaded once, because a library stays for the life of the process. */
    static synchronized Library here() {
        if (here == null) {
            here = load();
        }
        return here;
    }

    private static Library load() {
        Path cache;
        try {
            cache = CacheFolder.here();
        } catch (InvalidInputException e) {
            return none("the native library cannot be unpacked: " + e.getMessage(), e);
        }
        return load(cache);
    }

    Availability availability() {
        return availability;
    }

    /** Whether it belongs to this class loader; false if to another one, or there is no library. */
    boolean isOwned() {
        return availability.available() && own == null;
    }

    /** Where the functions and the data are. Made when C is first called, because its own classes take time to load. */
    SymbolLookup symbols() {
        return own != null ? own : SymbolLookup.loaderLookup();
    }

    private static Library load(Path cache) {
        if (!Library.class.getModule().isNativeAccessEnabled()) {
            String module = Library.class.getModule().isNamed() ? Library.class.getModule().getName() : "ALL-UNNAMED";
            return none("native access is not enabled: start java with --enable-native-access=" + module, null);
        }
        String resource = LibraryFile.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        String name = resource.substring(resource.indexOf('/') + 1);
        try {
            String checksum = LibraryFile.checksum(resource);
            Library before = loadUnpacked(checksum, name, cache);
            return before != null ? before : load(LibraryFile.read(resource, checksum), name, cache);
        } catch (IOException e) {
            return none(e.getMessage(), e);
        }
    }

    /** Loads what an earlier process has unpacked; null if there is nothing, or it is damaged. */
    static Library loadUnpacked(String checksum, String name, Path cache) {
        try {
            Path file = LibraryFile.unpacked(checksum, name, cache);
            return file == null ? null : loadFile(file, false);
        } catch (IOException | UnsupportedOperationException e) {
            return notUnpacked(cache, e);
        }
    }

    /**
     * Unpacks a library and loads it.
     *
     * @param cache where the library's folder is or will be
     */
    static Library load(byte[] content, String name, Path cache) {
        try {
            return loadFile(LibraryFile.unpack(content, name, cache), true);
        } catch (IOException | UnsupportedOperationException e) {
            return notUnpacked(cache, e);
        }
    }

    private static Library notUnpacked(Path cache, Exception e) {
        return none("the native library cannot be unpacked to " + cache + ": " + e
                + "; set XDG_CACHE_HOME to a folder of your own", e);
    }

    private static Library loadFile(Path file, boolean isNew) {
        try {
            return new Library(open(file, isNew), Availability.yes());
        } catch (RuntimeException e) {
            return none("the native library cannot be loaded from " + file + ": " + e.getMessage()
                    + "; it may be damaged, or made for another CPU, or the folder forbids execution: build again, or set "
                    + "XDG_CACHE_HOME to another folder", e);
        }
    }

    /**
     * Loads it for this class loader, which takes a tenth of the time that a lookup does in a fresh JVM. So the functions are
     * looked up only where the file is new: an old one has the checksum of one that had them.
     *
     * @return null, or where its symbols are if it does not belong to this class loader
     * @throws RuntimeException if it cannot be loaded, or is another library
     */
    @SuppressWarnings("restricted") // calling C is what it is for
    private static SymbolLookup open(Path file, boolean isNew) {
        try {
            System.load(file.toAbsolutePath().toString());
            if (isNew) {
                SymbolLookup.loaderLookup().findOrThrow(FUNCTION);
            }
            return null;
        } catch (UnsatisfiedLinkError e) {
            // Of another class loader in this process it can only be looked up.
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
                symbols.findOrThrow(FUNCTION);
                return symbols;
            } catch (RuntimeException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    private static Library none(String reason, Throwable cause) {
        String line = reason.lines().findFirst().orElse("");
        return new Library(null, cause == null ? Availability.no(line) : Availability.no(line, cause));
    }
}
