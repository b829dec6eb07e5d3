package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.Numerals;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads {@code --weights}: one weight per group. */
final class GroupWeights {
    private GroupWeights() {
    }

    /**
     * Weights by name, as in {@code f=2,m=1}; a group of several columns is named by its values with spaces between. Groups
     * that are not named have weight 1.
     *
     * @throws InvalidInputException if a group is unknown or named twice, or a weight is not finite and positive
     */
    static double[] ofNames(String text, GroupLabels groups) {
        List<String> names = groups.values().stream().map(values -> String.join(" ", values)).toList();
        double[] weights = new double[names.size()];
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            String name = part.substring(0, Math.max(0, equals)).strip();
            int group = names.indexOf(name);
            if (group < 0) {
                throw new InvalidInputException("--weights has '" + part + "': expected GROUP=WEIGHT with a group of "
                        + names.stream().map(known -> "'" + known + "'").collect(Collectors.joining(", ")));
            }
            if (weights[group] > 0) {
                throw new InvalidInputException(
                        "--weights names the group '" + name + "' twice: expected each group once; drop one");
            }
            weights[group] = weight(part, part.substring(equals + 1));
        }
        for (int group = 0; group < weights.length; group++) {
            weights[group] = weights[group] > 0 ? weights[group] : 1;
        }
        return weights;
    }

    /**
     * Weights in the order of the groups' numbers, as in {@code 2,1}.
     *
     * @throws InvalidInputException if there are not as many as groups, or one is not finite and positive
     */
    static double[] ofNumbers(String text, int groupCount) {
        double[] weights = Arrays.stream(text.split(",", -1)).mapToDouble(part -> weight(part, part)).toArray();
        if (weights.length != groupCount) {
            throw new InvalidInputException(
                    "--weights has " + weights.length + " numbers: expected " + groupCount + ", one per group");
        }
        return weights;
    }

    private static double weight(String part, String number) {
        double weight;
        try {
            weight = Numerals.number(number);
        } catch (NumberFormatException e) {
            weight = Double.NaN;
        }
        if (!(weight > 0 && weight <= Double.MAX_VALUE)) {
            throw new InvalidInputException("--weights has '" + part + "': expected a finite number > 0 as weight");
        }
        return weight;
    }
}
