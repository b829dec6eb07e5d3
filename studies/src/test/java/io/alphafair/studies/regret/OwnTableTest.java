package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code study regret --table} with each of its options, on small tables against all selections. */
class OwnTableTest {
    private static final RegretStudy STUDY = new RegretStudy();
    private static final String SIX = """
            name;iq;stem;hass;gender;town
            Amy;100;9,5;10,5;f;A
            Bob;150;8;6;m;B
            Eve;150;6;4;f;C
            Isa;110;10;8;f;A
            Max;70;8;10;m;B
            Zac;140;9;7;m;C
            """;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("candidates.csv");
    }

    private StudyReport report(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("table", file.toString());
        return STUDY.run(StudyArguments.of(STUDY, all), StudyProgress.NONE);
    }

    /** Options as on a command line. */
    private StudyReport report(String options) {
        String[] words = options.isEmpty() ? new String[0] : options.split(" ");
        return report(IntStream.range(0, words.length / 2).boxed()
                .collect(Collectors.toMap(i -> words[2 * i].substring(2), i -> words[2 * i + 1])));
    }

    private static Map<?, ?> map(StudyReport report, String key) {
        return (Map<?, ?>) report.numbers().get(key);
    }

    private static int[] rows(Map<?, ?> selection) {
        return ((List<?>) selection.get("rows")).stream().mapToInt(row -> (int) row - 1).toArray();
    }

    private static Set<String> optimal(StudyReport report) {
        return ((List<?>) map(report, "optimal").get("selections")).stream()
                .map(each -> Arrays.toString(rows((Map<?, ?>) each))).collect(Collectors.toCollection(TreeSet::new));
    }

    @Seeded(first = 60, all = 1000)
    @Test
    void everyCriterionAgainstAllSelections(Seeds seeds) throws IOException {
        for (long seed = seeds.from(); seed < seeds.to(); seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(3, 9);
            int k = random.nextInt(1, n);
            int[] first = random.ints(n, 0, 5).toArray();
            int[] second = random.ints(n, 0, 5).toArray();
            int[] group = random.ints(n, 0, 3).toArray();
            group[0] = 0;
            group[1] = 1;
            int[] need = random.ints(n, -5, 6).toArray();
            // Thirds have no finite decimals, and a negative scale turns an attribute round.
            Files.writeString(file, "first,second,group,need\n" + IntStream.range(0, n)
                    .mapToObj(i -> 3 * first[i] + "," + -7 * second[i] + ",g" + group[i] + "," + need[i] + "\n")
                    .collect(Collectors.joining()));
            AllSelections selections = new AllSelections(first, second, k);
            Set<String> optimal = selections.optimal(Fraction.of(1, 4), Fraction.of(3, 4));
            Map<String, Criterion> criteria = Map.of("--favoured group=g0", Criteria.balance(i -> group[i] == 0),
                    "--group group",
                    Criteria.balance(group, (int) Arrays.stream(group).distinct().count() == 2 ? 2 : 3),
                    "--favoured group=g1 --criterion share:2/5", Criteria.share(i -> group[i] == 1, Fraction.of(2, 5)),
                    "--favoured group=g1 --criterion at-least:1", Criteria.atLeast(i -> group[i] == 1, 1),
                    "--criterion sum:need", members -> Arrays.stream(members).map(i -> need[i]).sum());
            for (Map.Entry<String, Criterion> each : criteria.entrySet()) {
                StudyReport report = report("--attributes first,second --scale 3,-7 --theta 1/4,3/4 --k " + k + " "
                        + each.getKey());
                String text = "seed " + seed + " " + each.getKey();
                double most = selections.all().stream().filter(s -> optimal.contains(Arrays.toString(s)))
                        .mapToDouble(each.getValue()::value).max().orElseThrow();
                assertEquals(most, map(report, "fairest").get("value"), text);
                assertEquals(most, each.getValue().value(rows(map(report, "fairest"))), text);
                assertEquals(optimal, optimal(report), text);
                assertEquals(true, map(report, "optimal").get("isComplete"));
                assertTrue(selections.optimal(Fraction.of(1, 2)).stream()
                        .anyMatch(s -> Arrays.equals(s, rows(map(report, "first")))), text);
            }
        }
    }

    /** The same selections as with the hull that a range of theta is. */
    @Test
    void expertsOfTwoAttributes() throws IOException {
        Files.writeString(file, SIX);
        StudyReport range = report("--attributes iq,stem --scale 10,1 --favoured gender=f --k 2 --theta 1/3,3/4");
        StudyReport experts = report(
                "--attributes iq,stem --scale 10,1 --favoured gender=f --k 2 --experts 1:1,3:1,1:2");
        assertEquals(range.numbers(), experts.numbers());
        assertEquals(range.text(), experts.text());
    }

    /** Three attributes with decimal commas, against linear programmes over all fifteen pairs. */
    @Test
    void threeAttributes() throws IOException {
        Files.writeString(file, SIX);
        double[][] attributes = {{10, 9.5, 10.5}, {15, 8, 6}, {15, 6, 4}, {11, 10, 8}, {7, 8, 10}, {14, 9, 7}};
        double[][] experts = {{0.5, 0.25, 0.25}, {0.25, 0.5, 0.25}, {0.2, 0.2, 0.6}};
        List<int[]> subsets = SolutionSpace.subsets(6, 2);
        List<int[]> optimal = SolutionSpace.ofSubsets(attributes, subsets).optimalOverHull(experts).stream()
                .map(subsets::get).toList();
        StudyReport report = report("--attributes iq,stem,hass --scale 10,1,1 --id name --favoured gender=f --k 2 "
                + "--criterion share:1 --experts 2:1:1,1:2:1,1:1:3");
        assertEquals(optimal.stream().map(Arrays::toString).collect(Collectors.toCollection(TreeSet::new)),
                optimal(report));
        assertEquals(List.of("Amy", "Isa"), map(report, "fairest").get("names"));
        assertEquals(true, map(report, "fairest").get("isExact"));
        assertTrue(report.text().replace('\n', ' ').contains("The fairest optimum takes Amy, Isa;"), report.text());
        assertTrue(report.text().contains("No optimum is fairer."), report.text());
        assertTrue(optimal.size() > 2, "a hull that decides something");
    }

    /** Who is in which selection, for programs. */
    @Test
    void dataForPrograms() throws IOException {
        Files.writeString(file, SIX);
        StudyReport report = report("--attributes iq,stem --scale 10,1 --id name --favoured gender=f --k 2");
        assertEquals(List.of("optimal", "candidates"), report.data().stream().map(StudyReport.Data::name).toList());
        List<List<String>> members = report.data().getFirst().rows();
        assertEquals(2 * (int) map(report, "optimal").get("count"), members.size());
        for (List<String> candidate : report.data().getLast().rows()) {
            String name = candidate.getFirst();
            assertEquals(((List<?>) map(report, "first").get("names")).contains(name), candidate.get(1).equals("1"));
            assertEquals(((List<?>) map(report, "fairest").get("names")).contains(name), candidate.get(2).equals("1"));
            assertEquals(members.stream().filter(row -> row.getLast().equals(name)).count(),
                    Long.parseLong(candidate.get(3)));
        }
        StudyReport unnamed = report("--attributes iq,stem --favoured gender=f --k 2");
        assertEquals("line", unnamed.data().getLast().columns().getFirst());
        assertEquals("2", unnamed.data().getLast().rows().getFirst().getFirst());
        assertTrue(unnamed.text().contains("takes lines "), unnamed.text());
    }

    /** A quota of one's own asks for more than its share. */
    @Test
    void ownQuota() throws IOException {
        Files.writeString(file, SIX);
        String options = "--attributes iq,stem --scale 10,1 --favoured gender=f --k 3 --quota ";
        AllSelections all = new AllSelections(new int[]{20, 30, 30, 22, 14, 28}, new int[]{19, 16, 12, 20, 16, 18}, 3);
        for (String quota : List.of("0", "1/3", "0.5", "2/3")) {
            int least = quota.equals("0") ? 1 : quota.equals("1/3") || quota.equals("0.5") ? 2 : 3;
            long free = all.scaledUtility(all.optimal(Fraction.of(1, 2)).getFirst(), Fraction.of(1, 2));
            long most = all.all().stream()
                    .filter(s -> FavouredCount.count(s, i -> i == 0 || i == 2 || i == 3) >= least)
                    .mapToLong(s -> all.scaledUtility(s, Fraction.of(1, 2))).max().orElseThrow();
            // The attributes above are doubled, and a scaled utility is too.
            assertEquals((free - most) / 4.0, map(report(options + quota), "quota").get("regret"), quota);
        }
        assertEquals("--quota is '0.75' with 4 selected: expected at least 0 and less than 3/4, because 3 of the 6 "
                + "candidates are favoured", refusal(options.replace("--k 3", "--k 4") + "0.75"));
    }

    /** The paper's warning: the same balance as by its three levels, and favoured up, others down. */
    @Test
    void halfWidths() throws IOException {
        Files.writeString(file, "iq,grade,gender\n" + Students.ALL.stream()
                .map(s -> s.iq() + "," + s.grade() + "," + (s.isWoman() ? "f" : "m") + "\n")
                .collect(Collectors.joining()));
        StudyReport report = report(
                "--attributes iq,grade --scale 10,1 --favoured gender=f --k 2 --half-width 10,0");
        Map<?, ?> warning = map(report, "warning");
        assertEquals(-2.0, warning.get("valueAsGiven"));
        assertEquals(UncertainData.fairest(10, 2).balance(), warning.get("value"));
        assertTrue((double) warning.get("meanAdded") > 0 && (double) warning.get("meanAddedToOthers") < 0);
        assertTrue(report.text().contains("known up to 0.5000"), report.text());
        StudyReport known = report("--attributes iq,grade --scale 10,1 --favoured gender=f --k 2 --half-width 0");
        assertEquals(map(known, "warning").get("valueAsGiven"), map(known, "warning").get("value"));
        assertEquals(2, map(known, "warning").get("selectedWhateverTheValues"));
        assertFalse(known.text().contains("looks fairer only"), known.text());
    }

    /** So many tie that not every selection is listed, but the first and the fairest are. */
    @Test
    void crowdedTies() throws IOException {
        Files.writeString(file, "a,b,c,g\n" + IntStream.range(0, 30).mapToObj(i -> "5,5,5," + (i < 7 ? "x\n" : "y\n"))
                .collect(Collectors.joining()));
        for (String options : List.of("--attributes a,b", "--attributes a,b,c --experts 1:1:1,2:1:1")) {
            StudyReport report = report(options + " --favoured g=x --k 10");
            assertEquals(5, map(report, "fairest").get("favoured"));
            assertEquals(false, map(report, "optimal").get("isComplete"));
            assertTrue(optimal(report).contains(Arrays.toString(rows(map(report, "first")))), options);
            assertTrue(optimal(report).contains(Arrays.toString(rows(map(report, "fairest")))), options);
            assertTrue(report.text().contains("At least " + optimal(report).size() + " optimal"), report.text());
        }
    }

    /** Scores beyond the range of doubles: exact for two attributes, refused for more. */
    @Test
    void numbersBeyondDoubles() throws IOException {
        Files.writeString(file, "a,b,c,g\n1e300,1,1,x\n1e-300,2,1,y\n3,3,3,y\n");
        String options = " --scale 1e-300 --favoured g=x --k 2";
        assertEquals(Set.of("[1, 2]"), optimal(report("--attributes a,b --scale 1e300,1e-300 --favoured g=x --k 2")));
        assertEquals(
                "line 2: 'a' divided by its scale is beyond 1.0E300: expected a number that can be added to others; "
                        + "correct the cell or --scale",
                refusal("--attributes a,b,c --experts 1:1:1,2:1:1" + options));
    }

    private String refusal(String options) {
        String message = assertThrows(InvalidInputException.class, () -> report(options)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message.replace(file.toString(), "FILE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "--attributes a --favoured g=x --k 1~--attributes is 'a': expected two different columns or more, whose "
                    + "weights are in doubt",
            "--favoured g=x --k 1~--table without --attributes: expected --attributes COLUMN,COLUMN,...",
            "--attributes a,z --favoured g=x --k 1~FILE has no column 'z': expected one of a, b, c, g",
            "--attributes a,c --favoured g=x --k 1~FILE line 4, column 'c' is '1,5': expected a finite number with a "
                    + "decimal point and nothing between thousands; correct the cell or drop the line",
            "--attributes a,b --scale 1,0 --favoured g=x --k 1~--scale is '1,0': expected numbers other than 0, because "
                    + "each attribute is divided by its scale",
            "--attributes a,b --scale 1,2,3 --favoured g=x --k 1~--scale is '1,2,3': expected 2 numbers, one per "
                    + "attribute, or one for all",
            "--attributes a,b --favoured g=x --k 3~--k is '3': expected a whole number from 1 to 2",
            "--attributes a,b --favoured g=x~--table without --k: expected the number of candidates to select; add --k K",
            "--attributes a,b --k 1~--table with neither --favoured nor --group: expected one of them, --favoured "
                    + "COLUMN=VALUE for those who are to be as many as the others, or --group COLUMN,... for groups of "
                    + "equal numbers; or another --criterion",
            "--attributes a,b --criterion most --k 1~--criterion is 'most': expected balance, share:SHARE, "
                    + "at-least:NUMBER or sum:COLUMN",
            "--attributes a,b --criterion at-least:2 --favoured g=x --k 1~--criterion is 'at-least:2': expected "
                    + "at-least:NUMBER with a whole number from 1 to --k, which is 1",
            "--attributes a,b --criterion share:1.5 --favoured g=x --k 1~--criterion is 'share:1.5': expected share:SHARE "
                    + "with a share from 0 to 1, such as share:0.4 or share:1/3",
            "--attributes a,b --criterion sum:c --k 1~FILE line 4, column 'c' is '1,5': expected a finite number with a "
                    + "decimal point and nothing between thousands; correct the cell or drop the line",
            "--attributes a,b --criterion sum:a --favoured g=x --k 1~--favoured with --criterion sum:a: expected no "
                    + "group, because the sum of a column decides; leave out --favoured",
            "--attributes a,b --favoured g=x --k 1 --experts 1:0,1:1~--experts has '1:0': expected 2 weights > 0 with "
                    + "':' between them, one per attribute (a, b); for an attribute that hardly counts take a small one",
            "--attributes a,b --favoured g=x --k 1 --experts 1:2,2:4~--experts is '1:2,2:4': expected two experts or "
                    + "more whose weights differ, with commas between them",
            "--attributes a,b --favoured g=x --k 1 --experts 1:1,1:2 --theta 0,1~--experts and --theta exclude each "
                    + "other: expected one of them; drop one",
            "--attributes a,b,d --favoured g=x --k 1~3 attributes without --experts: expected at least two experts' "
                    + "weights, as in --experts 1:1:1,2:1:1; --theta is for two attributes",
            "--attributes a,b --favoured g=x --k 1 --half-width -1~--half-width is '-1': expected numbers >= 0 in the "
                    + "units of the columns; 0 for an attribute that is known",
            "--attributes a,b --favoured h=x --k 1~FILE line 3, column 'h' is '', a missing value: expected a group for "
                    + "everybody; correct or drop such lines, or name a group for them with --missing-group NAME",
            "--attributes a,b --favoured g=x --k 1 --id g~FILE, column 'g' has 'y' in lines 3 and 4: expected each id "
                    + "once; correct one or leave out --id"})
    void badInputNamesItsPlace(String options, String expected) throws IOException {
        String header = options.contains(",d ") ? "a,b,c,g,d" : options.contains("h=") ? "a,b,c,g,h" : "a,b,c,g";
        String[] last = header.endsWith("d")
                ? new String[]{",1", ",2", ",3"}
                : header.endsWith("h")
                        ? new String[]{",x", ",", ",y"}
                        : new String[]{"", "", ""};
        Files.writeString(file, header + "\n1,2,3,x" + last[0] + "\n4,5,6,y" + last[1] + "\n7,8,\"1,5\",y" + last[2]
                + "\n");
        assertEquals(expected, refusal(options));
    }

    /** Lines are counted as an editor counts them: with line breaks in cells and empty lines. */
    @Test
    void linesOfTheFile() throws IOException {
        Files.writeString(file, "name,a,b,g\n\"Amy\nB.\",1,2,x\n\nZac,1e5,x,y\n");
        assertEquals("FILE line 5, column 'b' is 'x': expected a finite number; correct the cell or drop the line",
                refusal("--attributes a,b --favoured g=x --k 1"));
    }

    @Test
    void missingGroups() throws IOException {
        Files.writeString(file, "a,b,g\n1,2,x\n3,1,NA\n2,3,y\n");
        StudyReport report = report("--attributes a,b --group g --k 2 --missing-group unknown");
        assertEquals(-1.0, map(report, "fairest").get("value"));
        assertArrayEquals(new int[]{1, 2}, rows(map(report, "fairest")));
    }
}
