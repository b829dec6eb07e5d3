package io.alphafair.select;

import io.alphafair.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a user's programs keep what they can make again. */
public final class CacheFolder {
    private static final String NAME = "alphafair";

    private CacheFolder() {
    }

    /**
     * The folder for alphafair of the user who runs this.
     *
     * @throws InvalidInputException if this user has no home folder and no variable names another one
     */
    public static Path here() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * The folder for alphafair, by the custom of the operating system.
     *
     * @param os as the system property {@code os.name} says it
     * @param home the user's folder
     */
    static Path of(Map<String, String> environment, String os, Path home) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? requireHome(home).resolve("AppData").resolve("Local") : Path.of(local))
                    .resolve(NAME);
        }
        if (system.startsWith("mac")) {
            return requireHome(home).resolve("Library").resolve("Caches").resolve(NAME);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG specification: a relative path is to be ignored.
        return (cache.startsWith("/") ? Path.of(cache) : requireHome(home).resolve(".cache")).resolve(NAME);
    }

    /** In a container a user may have no home; the JVM then says "?", which must not become a folder where a program runs. */
    private static Path requireHome(Path home) {
        if (!home.isAbsolute()) {
            throw new InvalidInputException("this user has no home folder (the property user.home is '" + home
                    + "'): set HOME or XDG_CACHE_HOME to a folder of your own");
        }
        return home;
    }
}
