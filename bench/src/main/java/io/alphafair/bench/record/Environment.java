package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a run's times depend on beside the code. Holds no host name, user name or path.
 *
 * @param schema the version of this layout
 * @param backends every registered backend
 * @param devices what each backend that runs on a device says of it, by the backend's name
 */
public record Environment(int schema, Run run, Git git, Machine machine, Jdk jdk, List<BackendInfo> backends,
        Map<String, Map<String, String>> devices) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 2;

    /**
     * How the run was made.
     *
     * @param profile the profile's name
     * @param command the command line, folders left out
     * @param start when it began, UTC, ISO 8601
     * @param end when it ended
     * @param interruptions how often it was killed and resumed
     * @param jmh JMH's version
     */
    @JsonIgnoreProperties("parallelism") // in some records
    public record Run(String profile, String command, String start, String end, int interruptions, String jmh) {
        private static final Pattern SCORE_OPTIONS = Pattern.compile(
                " -+(?:gc[ =]true|si[ =]false|prof[ =](?!gc(?:[ :]|$))\\S+)", Pattern.CASE_INSENSITIVE);

        /** Options of JMH that change a score, beside those that are in each turn and in the JVM's flags. */
        public List<String> scoreOptions() {
            return SCORE_OPTIONS.matcher(command).results().map(found -> found.group().strip()).sorted().toList();
        }
    }

    /**
     * The JVM of the forks.
     *
     * @param flags its arguments
     */
    public record Jdk(String runtime, String vm, String vendor, List<String> flags) {}

    /**
     * A backend, whether or not it can run here.
     *
     * @param summary what it is
     * @param reason why it cannot run; empty if it can
     * @param description what really runs: lanes, threads, device; empty if it cannot
     */
    @JsonIgnoreProperties("parallelism") // in some records
    public record BackendInfo(String name, String summary, boolean available, String reason, String description) {}
}
