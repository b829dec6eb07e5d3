package io.alphafair.studies.study;

/**
 * One option of a study.
 *
 * @param name without dashes, as in {@code seed}
 * @param placeholder what stands for its value in the help, as in {@code N}
 * @param defaultValue what it is when left out
 * @param description one line for the help
 */
public record StudyOption(String name, String placeholder, String defaultValue, String description) {
    /** The seed of everything random in a study. */
    public static StudyOption seed(long defaultValue) {
        return new StudyOption(StudyArguments.SEED, "N", Long.toString(defaultValue), "seed of everything random");
    }
}
