package io.alphafair.studies.study;

import java.util.List;

/** Something a source document does, as one command: {@code alphafair study NAME}. Stateless. */
public interface Study {
    /** What to ask for it by, lower case. */
    String name();

    /** One line: what it shows. */
    String summary();

    /** What a caller may set, in the order of the help. */
    List<StudyOption> options();

    /**
     * Does it.
     *
     * @param arguments a value for each of {@link #options()}
     * @param progress told how far the run is
     * @throws io.alphafair.InvalidInputException if an argument is refused
     */
    StudyReport run(StudyArguments arguments, StudyProgress progress);
}
