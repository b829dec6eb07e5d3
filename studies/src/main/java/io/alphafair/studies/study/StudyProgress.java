package io.alphafair.studies.study;

/** Hears how far a study is. */
@FunctionalInterface
public interface StudyProgress {
    /** Hears nothing. */
    StudyProgress NONE = (done, what) -> {};

    /**
     * The study has come so far.
     *
     * @param done from 0 to 1
     * @param what comes next, in a few words
     */
    void at(double done, String what);
}
