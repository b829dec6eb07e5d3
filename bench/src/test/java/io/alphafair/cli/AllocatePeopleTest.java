package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer on a table: who gets what, how the groups fare, and why. */
class AllocatePeopleTest {
    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    private static void assertHas(List<String> lines, String... expected) {
        for (String line : expected) {
            assertTrue(lines.contains(line), () -> "no line\n" + line + "\nin\n" + String.join("\n", lines));
        }
    }

    @Test
    void wholeDosesSayWhoGetsWhatAndWhy() {
        assertEquals(
                """
                        Of 6 people 3 are reached with a budget of 5; nothing is left.
                        In each group, people who gain more per unit of cost come first. The cut-off is where the group's money runs out.
                        The fairness alpha 1 sets the cut-offs: a gain of one percent for one group costs the others at least one percent in all.

                        Who gets what
                        id   group  item   dose  spent
                        Bea  sex=f  visit     1      2
                        Cid  sex=m  test      1      1
                        Dan  sex=m  visit     1      2

                        By group
                        group  members  reached  spent  mean benefit  cut-off    tied
                        sex=f        4        1      2             1        2  1 of 3
                        sex=m        2        2      3           5.5        3       -
                        mean benefit: per member of the group. cut-off: the benefit per cost at which the money runs out.
                        tied: 1 of 3 means that three people are exactly at the cut-off and the money reaches one of them.

                        The order of the rows decided who of the tied people gets something; --ties lottery:SEED draws lots.
                        """,
                Alphafair.done(people.words("--whole", "--budget", 5, "--alpha", 1)));
    }

    @Test
    void theMoneyOfAGroupMayRunOutWithinADose() {
        List<String> lines = people.lines("--budget", 5, "--alpha", 1);
        assertHas(lines, "Of 6 people 4 are reached with a budget of 5; nothing is left.",
                "Bea  sex=f  visit  1  2", "Cid  sex=m  test  1  1", "Dan  sex=m  visit  0.583333  1.16667",
                "Eva  sex=f  test  0.833333  0.833333", "sex=f  4  2  2.83333  1.41667  2  2 of 3",
                "sex=m  2  2  2.16667  4.25  3  -",
                "Some doses are partial, because the money of their group runs out there; --whole gives whole doses only.");
    }

    @Test
    void aBudgetForAllIsSaidToSuffice() {
        List<String> lines = people.lines("--budget", 20, "--alpha", "inf");
        assertHas(lines, "Of 6 people 6 are reached with a budget of 20; 10 of 20 is left.",
                "The budget suffices for everybody whom it can help.", "sex=f  4  4  7  3.25  -  -",
                "sex=m  2  2  3  5.5  -  -");
    }

    @Test
    void weightsFavourAGroup() {
        List<String> lines = people.lines("--budget", 5, "--alpha", 1, "--weights", "f=2", "--details");
        assertHas(lines, "Fay  sex=f  visit  0.388889  0.777778", "Weights: sex=f 2, sex=m 1.");
        assertEquals(people.lines("--budget", 5, "--alpha", 1), people.lines("--budget", 5, "--alpha", 1, "--weights",
                "m=1,f=1"));
    }

    @Test
    void severalItemsForOnePersonAreSeveralLines() {
        List<String> lines = SamplePeople.squeezed(
                Alphafair.done(people.plainWords("--cap-values", "1,0.5", "--budget", 8, "--alpha", 0)));
        // Worth r / G: Cid's test 5 / 2 costs 0.5, Dan's visit 3 / 2 costs 2; of f first Bea's visit and half a test.
        assertHas(lines, "Cid  sex=m  test  0.5  0.5", "Bea  sex=f  visit  1  2", "Bea  sex=f  test  0.5  0.5");
    }

    @Test
    void withoutCapsItSaysThatMoneyGoesToOnePersonPerGroup() {
        String text = Alphafair.done(people.plainWords("--budget", 100, "--alpha", 1));
        assertHas(SamplePeople.squeezed(text), "Of 6 people 2 are reached with a budget of 100; nothing is left.",
                "Bea  sex=f  visit  25  50", "Cid  sex=m  test  50  50",
                "No cap is set, so each group's money goes to one person. Set the largest dose with --cap or "
                        + "--cap-values, such as --cap-values 1.");
    }

    @Test
    void backendPriceAndObjectiveAreDetails() {
        String text = Alphafair.done(people.words("--budget", 5, "--alpha", 1));
        String detailed = Alphafair.done(people.words("--budget", 5, "--alpha", 1, "--details"));
        assertTrue(detailed.startsWith(text), detailed);
        for (String word : List.of("ackend", "shadow price", "objective")) {
            assertFalse(text.contains(word), text);
            assertTrue(detailed.contains(word), detailed);
        }
        assertTrue(detailed.contains("Backend scalar (1 thread, scalar loop), as asked."), detailed);
    }

    @Test
    void longListsAreCutOnTheScreen() throws IOException {
        StringBuilder csv = new StringBuilder("gain,group\n");
        for (int row = 0; row < 30; row++) {
            csv.append(100 - row).append(",g").append(row % 2).append('\n');
        }
        Path file = Files.writeString(folder.resolve("many.csv"), csv);
        Object[] words = {"allocate", "--table", file, "--benefit", "gain", "--cost-values", 1, "--cap-values", 1,
                "--group",
                "group", "--budget", 25, "--alpha", 0};
        List<String> lines = SamplePeople.squeezed(Alphafair.done(words));
        assertHas(lines, "line  group  item  dose  spent", "2  group=g0  gain  1  1", "21  group=g1  gain  1  1",
                "and 5 more: --out FILE writes all");
        assertFalse(lines.contains("22  group=g0  gain  1  1"));
    }

    @Test
    void negativeBenefitsAreRefusedOrCountAsZero() throws IOException {
        Files.writeString(people.file(), SamplePeople.CSV.replace("Eva,f,1,2", "Eva,f,-1,-2"));
        Alphafair.assertRefused(2,
                people.file()
                        + " line 6 (Eva), column 'visit' is '-1': expected a finite number >= 0; correct the cell or "
                        + "drop the line, or count negative benefits as 0 with --negative zero",
                people.words("--budget", 5, "--alpha", 1));
        Alphafair.assertRefused(2,
                people.file()
                        + " line 6 (Eva), column 'visit' is '-1': expected a finite number >= 0; correct the cell or "
                        + "drop the line, or count negative benefits as 0 with --negative zero",
                people.words("--budget", 5, "--alpha", 1, "--ties", "lottery:3"));
        List<String> lines = people.lines("--budget", 20, "--alpha", 1, "--negative", "zero");
        assertHas(lines, "Of 6 people 5 are reached with a budget of 20; 11 of 20 is left.",
                "2 negative benefits count as 0.");
    }

    @Test
    void aGroupThatNothingHelpsIsNamed() throws IOException {
        Files.writeString(people.file(), SamplePeople.CSV.replace("m,2,5", "m,0,0").replace("m,6,1", "m,0,0"));
        assertHas(people.lines("--budget", 5, "--alpha", 0),
                "Nobody in sex=m benefits from anything, so that group gets nothing.", "sex=m  2  0  0  0  -  -");
        Alphafair.assertRefused(2,
                "all benefits in group sex=m are 0, and with alpha >= 1 no group may get nothing: expected "
                        + "a positive benefit; drop the group, or choose alpha < 1",
                people.words("--budget", 5, "--alpha", "0,1"));
    }
}
