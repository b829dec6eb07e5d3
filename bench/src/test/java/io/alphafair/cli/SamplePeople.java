package io.alphafair.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Six people in two groups and two items. With one item each, costs of 2 and 1 and caps of 1 the best offers are, by group and
 * in order of benefit per cost: f: Bea's visit 4 / 2, Eva's test 2 / 1, Fay's visit 4 / 2, Ann's visit 3 / 2; m: Cid's test
 * 5 / 1, Dan's visit 6 / 2.
 */
final class SamplePeople {
    static final String CSV = """
            name,sex,visit,test
            Ann,f,3,1
            Bea,f,4,2
            Cid,m,2,5
            Dan,m,6,1
            Eva,f,1,2
            Fay,f,4,2
            """;

    private final Path file;

    SamplePeople(Path folder) throws IOException {
        file = Files.writeString(folder.resolve("people.csv"), CSV);
    }

    Path file() {
        return file;
    }

    /** The command line of one item each with caps of 1. */
    Object[] words(Object... options) {
        return plainWords(concat(options, "--cap-values", 1, "--one-item-each"));
    }

    /** The command line without caps. */
    Object[] plainWords(Object... options) {
        return concat(
                new Object[]{"allocate", "--table", file, "--id", "name", "--benefit", "visit,test", "--cost-values",
                        "2,1", "--group", "sex", "--backend", "scalar"},
                options);
    }

    private static Object[] concat(Object[] first, Object... second) {
        List<Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(second));
        return all.toArray();
    }

    /** What one item each with caps of 1 prints, one line per element, with two spaces between cells. */
    List<String> lines(Object... options) {
        return squeezed(Alphafair.done(words(options)));
    }

    static List<String> squeezed(String text) {
        return text.lines().map(line -> line.strip().replaceAll(" {2,}", "  ")).toList();
    }
}
