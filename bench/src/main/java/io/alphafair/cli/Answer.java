package io.alphafair.cli;

import io.alphafair.Allocation;

/**
 * An allocation and what computed it.
 *
 * @param backend its name
 * @param description what it ran on
 * @param why how it was chosen
 */
record Answer(String backend, String description, String why, Allocation allocation) {}
