package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights that experts give to attributes; every weighting in their convex hull is reasonable.
 *
 * @param weights by expert and attribute, positive; an expert's sum is 1
 */
record Experts(List<List<Fraction>> weights) {

    /**
     * Reads {@code 2:1:1,1:2:1}.
     *
     * @param attributes the names of those that are weighed
     * @throws InvalidInputException if they are not one positive weight per attribute, or do not differ
     */
    static Experts parse(String text, List<String> attributes) {
        List<List<Fraction>> experts = new ArrayList<>();
        for (String expert : text.split(",", -1)) {
            String[] parts = expert.split(":", -1);
            List<Fraction> weights = new ArrayList<>();
            for (String part : parts) {
                try {
                    weights.add(Fraction.parse(part));
                } catch (InvalidInputException e) {
                    throw new InvalidInputException("--experts: " + e.getMessage(), e);
                }
            }
            if (weights.size() != attributes.size()
                    || weights.stream().anyMatch(w -> w.compareTo(Fraction.ZERO) <= 0)) {
                throw new InvalidInputException("--experts has '" + expert + "': expected " + attributes.size()
                        + " weights > 0 with ':' between them, one per attribute (" + String.join(", ", attributes)
                        + "); for an attribute that hardly counts take a small one");
            }
            Fraction sum = weights.stream().reduce(Fraction.ZERO, Fraction::plus);
            experts.add(weights.stream().map(weight -> weight.dividedBy(sum)).toList());
        }
        if (experts.stream().distinct().count() < 2) {
            throw new InvalidInputException("--experts is '" + text
                    + "': expected two experts or more whose weights differ, with commas between them");
        }
        return new Experts(experts);
    }

    /** The mean of all experts' weights. */
    List<Fraction> mean() {
        List<Fraction> mean = new ArrayList<>();
        for (int j = 0; j < weights.getFirst().size(); j++) {
            int attribute = j;
            mean.add(weights.stream().map(expert -> expert.get(attribute)).reduce(Fraction.ZERO, Fraction::plus)
                    .dividedBy(Fraction.of(weights.size(), 1)));
        }
        return mean;
    }

    /** The smallest weight that an expert gives to the first attribute. */
    Fraction leastOfFirst() {
        return weights.stream().map(List::getFirst).min(Fraction::compareTo).orElseThrow();
    }

    /** The largest weight that an expert gives to the first attribute. */
    Fraction mostOfFirst() {
        return weights.stream().map(List::getFirst).max(Fraction::compareTo).orElseThrow();
    }

    /** By expert and attribute, rounded. */
    double[][] rounded() {
        return weights.stream().map(expert -> expert.stream().mapToDouble(Fraction::doubleValue).toArray())
                .toArray(double[][]::new);
    }
}
