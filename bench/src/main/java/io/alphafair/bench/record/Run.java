package io.alphafair.bench.record;

import java.util.List;

/**
 * A run: where it was made and what came of its sessions.
 *
 * @param sessions in the order of the plan
 * @param leftOut what the time did not suffice for, one line each
 */
public record Run(Environment environment, List<Session> sessions, List<String> leftOut) {}
