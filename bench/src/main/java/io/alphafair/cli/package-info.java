/** The {@code alphafair} command, one thin class per subcommand. */
package io.alphafair.cli;
