package io.alphafair.studies.sources;

import static io.alphafair.studies.sources.StudyNumbers.doubles;

import io.alphafair.studies.synthetic.Attribute;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The notebook of overlapping groups, by {@code study synthetic}. */
final class OverlapNumbers {
    private OverlapNumbers() {
    }

    static List<SourceNumber> all() throws IOException {
        // The notebook has races first, and the attributes' order is that of the cells.
        StudyNumbers study = StudyNumbers.of("synthetic", Map.of("people", "5000", "attributes",
                option(Attribute.RACE) + "+" + option(Attribute.SEX), "alpha", "1"));
        double[] cells = doubles(study.json().get("cellProbability"));
        double[] groups = doubles(study.json().get("probability"));
        return List.of(
                SourceNumber.of("In [4]", "probabilities of the groups",
                        "0.61 0.12 0.1 0.08 0.06 0.03 0.5 0.5", "SourcePageTest", groups),
                SourceNumber.of("In [4]", "probabilities of the atomic groups",
                        "0.305 0.305 0.06 0.06 0.05 0.05 0.04 0.04 0.03 0.03 0.015 0.015", "GroupDataTest", cells),
                SourceNumber.of("In [4]", "how many groups and atomic groups", "8 12", "SourcePageTest", groups.length,
                        cells.length),
                SourceNumber.of("In [4]", "sums of the probabilities: atomic groups, races, sexes", "1.0 1.0 1.0",
                        "SourcePageTest", Arrays.stream(cells).sum(), Arrays.stream(groups, 0, 6).sum(),
                        Arrays.stream(groups, 6, 8).sum()),
                SourceNumber.of("In [141]", "features and groups of the weights", "20 8", "SourcePageTest",
                        study.json().get("weights").get(0).size(), study.json().get("weights").size()));
    }

    /** An attribute as the option {@code --attributes} takes it. */
    private static String option(Attribute attribute) {
        return attribute.name() + ":" + IntStream.range(0, attribute.values().size())
                .mapToObj(value -> attribute.values().get(value) + "=" + attribute.probabilities().get(value))
                .collect(Collectors.joining(","));
    }
}
