package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often people would be funded if the benefits were uncertain. */
class AllocateNoiseTest {
    @TempDir
    Path folder;

    private SamplePeople people;
    private Path out;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
        out = folder.resolve("out.csv");
    }

    private double[] shares(Object... options) {
        Object[] words = people.words("--budget", 5, "--alpha", 1, "--out", out);
        Object[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        Alphafair.done(all);
        return Table.read(out).doubles("share of draws");
    }

    @Test
    void withoutNoiseAllDrawsAreTheAnswer() {
        assertArrayEquals(new double[]{0, 1, 1, 1, 1, 0}, shares("--noise", "0%"));
        List<String> lines = people.lines("--budget", 5, "--alpha", 1, "--noise", "0%", "--draws", 7);
        String text = String.join("\n", lines);
        assertTrue(lines.contains("Bea  sex=f  visit  1  2  100.0 %"), text);
        assertTrue(lines.contains("Mean benefit by group with noise in the benefits, 7 draws, seed 1"), text);
        assertTrue(lines.contains("sex=f  1.41667  1.41667  1.41667"), text);
        assertTrue(
                lines.contains("Of the 4 people who are reached, 0 would be reached in fewer than half of the draws."),
                text);
    }

    @Test
    void aSeedRepeatsTheDraws() {
        double[] first = shares("--noise", "30%", "--draws", 50);
        assertArrayEquals(first, shares("--noise", "30%", "--draws", 50, "--seed", 1));
        assertNotEquals(Arrays.toString(first), Arrays.toString(shares("--noise", "30%", "--draws", 50, "--seed", 2)));
        // Ann gains least per unit of cost of her group, Cid most of his.
        assertTrue(first[0] < first[1] && first[2] > 0.9, Arrays.toString(first));
    }

    @Test
    void deviationsStayWithTheirPeopleInALottery() throws IOException {
        StringBuilder csv = new StringBuilder("gain,group,sd\n");
        for (int row = 0; row < 12; row++) {
            csv.append(row < 4 ? "9" : "5").append(",g,").append(row == 11 ? "50" : "0").append('\n');
        }
        Path file = Files.writeString(folder.resolve("noisy.csv"), csv);
        Alphafair.done("allocate", "--table", file, "--benefit", "gain", "--cost-values", 1, "--cap-values", 1,
                "--group",
                "group", "--budget", 4, "--alpha", 1, "--noise", "sd", "--ties", "lottery:5", "--out", out);
        double[] shares = Table.read(out).doubles("share of draws");
        assertTrue(shares[11] > 0.3 && shares[11] < 0.7, Arrays.toString(shares));
        assertEquals(0, Arrays.stream(shares, 4, 11).sum());
        assertTrue(Arrays.stream(shares, 0, 4).sum() >= 3, Arrays.toString(shares));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --alpha 1 --noise x%~--noise is 'x%': expected a number before the percent sign
            --alpha 1 --noise -5%~the noise is -0.05 times the benefit: expected a finite number >= 0
            --alpha 1 --noise sd~no column 'sd': expected one of name, sex, visit, test
            --alpha 1 --noise 5% --draws 0~0 draws: expected at least 1
            --alpha 1 --draws 5~--draws without --noise
            --alpha 1 --seed 5~--seed without --noise
            --alpha 0,1 --noise 5%~--noise with --json, --path or several alphas
            --alpha 1 --noise 5% --json~--noise with --json, --path or several alphas
            """)
    void badNoiseIsRefused(String options, String message) {
        Alphafair run = Alphafair.run(people.words((Object[]) (options + " --budget 5 --out " + out).split(" ")));
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(Files.notExists(out));
    }
}
