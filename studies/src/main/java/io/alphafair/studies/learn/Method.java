package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import java.util.List;

/** A way to train the model. All start from the means, but those that go on from two stages. */
enum Method {
    MEANS("no model: the means", false), //
    TWO_STAGE("two-stage", false), //
    TWO_STAGE_LOGARITHMS("two-stage, logarithms", false), //
    EXACT("end-to-end, exact", true), //
    EXACT_AFTER_TWO_STAGE("exact after logarithms", true), //
    SMOOTHED("end-to-end, smoothed", true), //
    SMOOTHED_AFTER_TWO_STAGE("smoothed after logarithms", true), //
    SPO_PLUS("SPO+", false);

    /** Those that train through an allocator with caps, or know nothing of the allocator. */
    static final List<Method> WITH_CAPS = List.of(MEANS, TWO_STAGE, TWO_STAGE_LOGARITHMS, EXACT,
            EXACT_AFTER_TWO_STAGE);

    private final String label;
    private final boolean dependsOnFairness;

    Method(String label, boolean dependsOnFairness) {
        this.label = label;
        this.dependsOnFairness = dependsOnFairness;
    }

    String label() {
        return label;
    }

    /** Whether each alpha needs a training of its own. */
    boolean dependsOnFairness() {
        return dependsOnFairness;
    }

    /** Whether it starts from the model of {@link #TWO_STAGE_LOGARITHMS}. */
    boolean goesOn() {
        return this == EXACT_AFTER_TWO_STAGE || this == SMOOTHED_AFTER_TWO_STAGE;
    }

    /** The loss; null where nothing is trained. */
    BatchLoss loss(People people, int[] rows, Fairness fairness, double temperature) {
        return switch (this) {
            case MEANS -> null;
            case TWO_STAGE -> SquaredErrors.ofBenefits(people, rows);
            case TWO_STAGE_LOGARITHMS -> SquaredErrors::ofLogarithms;
            case EXACT, EXACT_AFTER_TWO_STAGE -> new WelfareLoss(fairness);
            case SMOOTHED, SMOOTHED_AFTER_TWO_STAGE -> new SmoothedWelfareLoss(fairness, temperature);
            case SPO_PLUS -> new SpoPlusLoss();
        };
    }
}
