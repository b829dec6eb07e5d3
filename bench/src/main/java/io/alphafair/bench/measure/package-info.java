/**
 * The measuring engine: one loop over rounds, in which subjects take turns at one question on one problem. A subject may run in
 * this JVM, in a JVM of the session's own, or in a process of its own; the loop, the checks and the record are the same.
 */
package io.alphafair.bench.measure;
