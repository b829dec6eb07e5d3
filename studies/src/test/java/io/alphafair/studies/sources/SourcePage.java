package io.alphafair.studies.sources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page {@code docs/source-numbers.md}: every printed number of the source documents beside ours. */
final class SourcePage {
    private static final String HEAD = """
            # The source documents' numbers

            Every result that the documents behind [the studies](../studies/README.md) print, beside what the studies find. `SourcePageTest` runs
            the studies and compares this page with what they say. `In [44]` is the number of a cell of a notebook. A number is compared to its last printed digit, but at most 12 digits of it. Where ours differ,
            the note says why; the errata are those of [the studies](../studies/README.md#what-the-sources-have-wrong). The test named in a
            row checks the number in its study; where it is `SourcePageTest`, no other does.

            """;
    private static final String COLUMNS = """
            | place | what | printed | ours | equal | test | note |
            |---|---|---|---|---|---|---|
            """;

    /** What is printed and cannot be reproduced, by document. */
    private static final Map<String, List<List<String>>> WITHOUT = Map.of(
            "The decision feedback loop", List.of(
                    List.of("In [44]", "norms after end-to-end training, and all that follows",
                            "the document is cut off there"),
                    List.of("In [52]", "fair regression and end-to-end training, second example",
                            "the document stops with an error there (erratum 4)")),
            "The allocation notebooks", List.of(
                    List.of("1, In [50]; 2, In [6]", "CVXPY's doses",
                            "they depend on its solver, which the document does not name; `verify` shows how far they are from the "
                                    + "optimum, and why"),
                    List.of("1, In [50]; 2, In [6]", "the other doses and differences",
                            "the document is cut off there")),
            "The notebook of overlapping groups", List.of(
                    List.of("In [9]", "draws with probabilities 0.9, 0.09 and 0.01", "the generator has no seed"),
                    List.of("In [95]", "frequencies of the groups",
                            "the generator has no seed; `synthetic` prints its own, with their distance in standard deviations"),
                    List.of("In [31], In [10], In [20]", "people, with features, groups and labels",
                            "the generator has no seed"),
                    List.of("In [26]", "weights", "the generator has no seed, and the document is cut off within them"),
                    List.of("In [18]", "R² of the model of all, 0.9596 and 0.9587",
                            "it depends on the weights; `synthetic` prints its range over 20 other draws, which contains these"),
                    List.of("In [23], In [25]", "group sizes, and R² of each group's model on each group", "the same")),
            "Fairness without Regret", List.of());

    private SourcePage() {
    }

    /** A document's part of the page. */
    record Part(String document, List<SourceNumber> numbers) {}

    static List<Part> parts() throws IOException {
        return List.of(new Part("The decision feedback loop", FeedbackLoopNumbers.all()),
                new Part("The allocation notebooks", AllocationNumbers.all()),
                new Part("The notebook of overlapping groups", OverlapNumbers.all()),
                new Part("Fairness without Regret", PaperNumbers.all()));
    }

    static String text(List<Part> parts) {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            StringBuilder text = new StringBuilder("## " + part.document() + "\n\n" + COLUMNS);
            part.numbers().forEach(number -> text.append(number.row()).append('\n'));
            List<List<String>> without = WITHOUT.get(part.document());
            if (!without.isEmpty()) {
                text.append("\nNot reproduced:\n\n| place | what | why |\n|---|---|---|\n");
                without.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
            }
            lines.add(text.toString());
        }
        return HEAD + String.join("\n", lines);
    }
}
