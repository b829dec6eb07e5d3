package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import java.util.List;

/** A way to train the model. All start from the means, but those that go on from two stages. */
enum Method {
    MEANS("means", "no model: the means", false), //
    TWO_STAGE("two-stage", "two-stage", false), //
    TWO_STAGE_LOGARITHMS("logarithms", "two-stage, logarithms", false), //
    EXACT("exact", "end-to-end, exact", true), //
    EXACT_AFTER_TWO_STAGE("exact-after", "exact after logarithms", true), //
    SMOOTHED("smoothed", "end-to-end, smoothed", true), //
    SMOOTHED_AFTER_TWO_STAGE("smoothed-after", "smoothed after logarithms", true), //
    SPO_PLUS("spo-plus", "SPO+", false);

    /** Those that train through an allocator with caps, or know nothing of the allocator. */
    static final List<Method> WITH_CAPS = List.of(MEANS, TWO_STAGE, TWO_STAGE_LOGARITHMS, EXACT,
            EXACT_AFTER_TWO_STAGE);

    private final String word;
    private final String label;
    private final boolean dependsOnFairness;

    Method(String word, String label, boolean dependsOnFairness) {
        this.word = word;
        this.label = label;
        this.dependsOnFairness = dependsOnFairness;
    }

    /** What to ask for it by on the command line. */
    String word() {
        return word;
    }

    /** Its name in tables. */
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
