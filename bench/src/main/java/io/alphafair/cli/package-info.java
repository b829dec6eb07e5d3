/** The {@code alphafair} command, a thin class a subcommand. */
package io.alphafair.cli;
