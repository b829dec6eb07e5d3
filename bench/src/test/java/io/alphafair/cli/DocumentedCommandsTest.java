package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell readers to type or to click is there. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    /** A command on a line of its own or between backticks, up to a comment, another command or the end of the line. */
    private static final Pattern COMMAND = Pattern
            .compile("(?m)(?:^|`|&& )(?:[A-Z_]+=\\S+ )?\\./alphafair ([^`#&|\\n]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(Stream.of("README.md", "CONTRIBUTING.md", "RELIABILITY.md",
                "SECURITY.md", "CHANGELOG.md", "results/README.md",
                "bench/README.md", "cuda/README.md", "studies/README.md", "kernels/MATHEMATICS.md",
                "kernels/PERFORMANCE.md").map(ROOT::resolve).toList());
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
            guides.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    @Test
    void everyCommandHasTheOptionsThatItNames() throws IOException {
        int commands = 0;
        for (Path document : documents()) {
            Matcher matcher = COMMAND.matcher(Files.readString(document).replace("\\\n", " "));
            while (matcher.find()) {
                String line = matcher.group(1).strip();
                commands++;
                assertDoesNotThrow(() -> Main.command().parseArgs(line.split("\\s+")), document + ": " + line);
            }
        }
        assertTrue(commands > 40, commands + " commands");
    }

    @Test
    void everyLinkLeadsToAFileAndItsHeading() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
                if (link.group(1).matches("[a-z]+:.*")) {
                    continue;
                }
                links++;
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                if (!Files.exists(target) || link.group(2) != null && !anchors(target).contains(link.group(2))) {
                    dead.add(document + ": " + link.group());
                }
            }
        }
        assertTrue(links > 30, links + " links");
        assertEquals(List.of(), dead);
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toList());
    }
}
