package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.Numerals;
import picocli.CommandLine.Option;

/** The options of {@code allocate} about noise in the benefits. */
final class NoiseOptions {
    private static final int DRAWS = 200;
    private static final double PERCENT = 100;

    @Option(names = "--noise", paramLabel = "WHAT", description = "also say how often each person would be funded if benefits "
            + "were uncertain: the standard deviation, as for --benefit, or a share of the benefit, such as 20%%")
    String noise;

    @Option(names = "--draws", paramLabel = "N", description = "with --noise, how many draws of the benefits; 200 if left out")
    Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "with --noise, the seed of the draws; 1 if left out")
    Long seed;

    boolean isAsked() {
        return noise != null;
    }

    /** Whether the deviations are a share of the benefits. */
    boolean isShare() {
        return noise.endsWith("%");
    }

    /** @throws InvalidInputException if it is no number */
    double share() {
        try {
            return Numerals.number(noise.substring(0, noise.length() - 1)) / PERCENT;
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--noise is '" + noise
                    + "': expected a number before the percent sign, such as 20%, or where the deviations are", e);
        }
    }

    int draws() {
        return draws == null ? DRAWS : draws;
    }

    long seed() {
        return seed == null ? 1 : seed;
    }

    /** @throws InvalidInputException naming the option that needs or excludes another */
    void requireConsistent(boolean isOneAnswer) {
        if (!isAsked() && (draws != null || seed != null)) {
            throw new InvalidInputException((draws != null ? "--draws" : "--seed")
                    + " without --noise: expected noise to draw; add --noise, such as --noise 20%");
        }
        if (isAsked() && !isOneAnswer) {
            throw new InvalidInputException(
                    "--noise with --json, --path or several alphas: expected one answer for people; drop one of them");
        }
    }
}
