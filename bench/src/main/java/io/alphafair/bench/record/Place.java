package io.alphafair.bench.record;

/** Where subjects take their turns. */
public enum Place {
    /** In this JVM. */
    HERE,
    /** All of a session in a JVM of its own. */
    ONE_FORK,
    /** All in one JVM, which stays for the sessions that follow, so that its code is compiled once. */
    SHARED_FORK,
    /** Each subject in a process of its own. */
    FORK_EACH
}
