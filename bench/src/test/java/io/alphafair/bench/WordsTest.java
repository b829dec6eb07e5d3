package io.alphafair.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts and comments write rates with "per" or "/", and keep away from phrases that take a second reading. */
class WordsTest {
    private static final Path ROOT = Path.of("..");
    /** As in "ns an element" or "two values a group". */
    private static final String RATE = "(?<![\\w.])(ns|ms|µs|s|bytes?|values?|numbers?|elements?|entry|entries|rows?|columns?|cells?"
            + "|lines?|times?|calls?|divisions?|forks?|samples?|labels?|bits?|words?|doubles?|coefficients|digits|points|dose|one"
            + "|once|two|three|four|six|eight|[KMGT]?B|\\d+) an? (group|element|call|row|fork|side|line|column|cell|lane|thread"
            + "|block|chunk|person|pass|item|problem|round|second|entry|step|iteration|machine|core|JVM|resource|test|op"
            + "|operation|individual|instance|variable|draw|budget|unit|seed|file)\\b";
    /** Phrases of which a reader without the project's history asks what they mean. */
    private static final String RIDDLE = "\\b(so many times as many|for who asks|holds? (it|them) to (its|their) word"
            + "|goes by the mean|nobody counted)\\b";
    private static final Pattern PATTERN = Pattern.compile(RATE + "|" + RIDDLE);

    /** What a pattern finds although the sentence is right, or must stay, with the reason. */
    private static final Set<String> ALLOWED = Set.of(
            // The hash of the compiled kernels covers this comment.
            "cuda/src/main/cuda/dense.h: value a group",
            // Not a rate: "at alpha >= 1 a group has none".
            "kernels/src/main/java/io/alphafair/overlap/OverlapSolver.java: 1 a group",
            // "calls a column of the Jacobian a gradient row".
            "studies/README.md: calls a column",
            // The headings and units of old records, which the importer reads.
            "bench/src/test/java/io/alphafair/bench/report/OldRecordTest.java: ns an element",
            "bench/src/test/java/io/alphafair/bench/report/OldRecordTest.java: time a call");

    @Test
    void ratesAreWrittenWithPer() throws IOException {
        Set<String> found = new HashSet<>();
        List<String> places = new ArrayList<>();
        int read = 0;
        for (Path file : texts()) {
            read++;
            String name = ROOT.relativize(file).toString();
            Matcher matcher = PATTERN.matcher(Files.readString(file).replaceAll("\\s+(\\* |// )?", " "));
            while (matcher.find()) {
                String phrase = name + ": " + matcher.group();
                found.add(phrase);
                if (!ALLOWED.contains(phrase)) {
                    places.add(phrase);
                }
            }
        }
        assertTrue(read > 400, read + " files");
        assertEquals(List.of(), places, "phrases that need other words: see CONTRIBUTING.md");
        Set<String> unused = new HashSet<>(ALLOWED);
        unused.removeAll(found);
        assertEquals(Set.of(), unused, "allowed phrases that do not occur any more");
    }

    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>();
        for (String part : List.of("README.md", "CONTRIBUTING.md", "docs", "results/README.md", "kernels", "native",
                "cuda",
                "tables", "studies", "bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                files.filter(WordsTest::isText).forEach(texts::add);
            }
        }
        return texts;
    }

    /** Not what a build makes, nor records in the words of their time, nor this list. */
    private static boolean isText(Path file) {
        String name = file.toString();
        return name.matches(".*\\.(java|c|h|cu|py|js|sh|md|properties|template|xml)") && !name.contains("/target/")
                && !name.contains("src/test/resources") && !name.endsWith("WordsTest.java")
                && Files.isRegularFile(file);
    }
}
