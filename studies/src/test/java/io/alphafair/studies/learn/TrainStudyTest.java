package io.alphafair.studies.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.tables.CsvFile;
import io.alphafair.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainStudyTest {
    private static final int PEOPLE = 300;

    private final TrainStudy study = new TrainStudy();

    @TempDir
    private Path folder;
    private Path table;

    /** The benefit of a visit grows with age, that of a test depends on the region. */
    @BeforeEach
    void writeTable() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder text = new StringBuilder("id,age,region,sex,price,visit,test\n");
        for (int row = 0; row < PEOPLE; row++) {
            int age = random.nextInt(20, 80);
            String region = List.of("north", "south", "west").get(random.nextInt(3));
            double visit = Math.exp(age / 15.0 - 2) * random.nextDouble(0.8, 1.25);
            double test = (region.equals("west") ? 6 : 1) * random.nextDouble(0.8, 1.25);
            text.append(row).append(',').append(age).append(',').append(region).append(',')
                    .append(random.nextInt(3) == 0 ? "m" : "f").append(',').append(random.nextInt(1, 4)).append(',')
                    .append(visit).append(',').append(test).append('\n');
        }
        table = Files.writeString(folder.resolve("people.csv"), text);
    }

    /** The options for the table with few and short trainings, changed by further options; an empty value drops one. */
    private Map<String, String> options(String... more) {
        Map<String, String> given = new HashMap<>(Map.of("table", table.toString(), "feature", "age", "category",
                "region", "benefit", "visit,test", "cost", "price", "group", "sex", "cap-values", "1", "alpha", "2",
                "splits", "2", "epochs", "40"));
        for (int place = 0; place < more.length; place += 2) {
            given.put(more[place], more[place + 1]);
        }
        given.values().removeIf(String::isEmpty);
        return given;
    }

    private StudyReport run(Map<String, String> given) {
        return study.run(StudyArguments.of(study, given), StudyProgress.NONE);
    }

    private static List<String> methods(StudyReport report) {
        return report.tables().getFirst().rows().stream().map(List::getFirst).toList();
    }

    private static double welfare(StudyReport report, Method method) {
        List<?> numbers = (List<?>) report.numbers().get("welfare");
        return numbers.stream().map(entry -> (Map<?, ?>) entry)
                .filter(entry -> entry.get("method").equals(method.word()))
                .mapToDouble(entry -> (double) entry.get("welfare")).findFirst().orElseThrow();
    }

    @Test
    void anyTableIsTrainedOnThroughCaps() {
        StudyReport report = run(options());
        assertTrue(report.text().startsWith("300 people, 2 items, 2 groups, 4 predictors; 2 random splits"),
                report.text());
        assertTrue(report.text().contains("decisions for 48\npeople at a time, which judge 48 of the 60 people"),
                report.text());
        assertTrue(report.text().contains("with a budget of\n4.8."), report.text());
        assertEquals(Method.WITH_CAPS.stream().map(Method::label).toList(), methods(report));
        assertTrue(welfare(report, Method.TWO_STAGE_LOGARITHMS) > welfare(report, Method.MEANS) + 0.1, report.text());
        assertTrue(welfare(report, Method.EXACT) > welfare(report, Method.MEANS), report.text());
        assertTrue(welfare(report, Method.TWO_STAGE_LOGARITHMS) <= 1);
    }

    @Test
    void aBudgetForEverythingLeavesNothingToLearn() {
        String warning = "The means alone lead to the best decisions, so that there is nothing to learn";
        assertTrue(run(options("budget-per-person", "100", "epochs", "1")).text().contains(warning));
        assertFalse(run(options("epochs", "1")).text().contains(warning));
    }

    @Test
    void withoutCapsEveryMethodIsCompared() {
        StudyReport report = run(options("cap-values", "", "splits", "1", "epochs", "3"));
        assertTrue(report.text().contains("One split has no interval"), report.text());
        assertEquals(Arrays.stream(Method.values()).map(Method::label).toList(), methods(report));
    }

    /** The survey is nothing but a table whose columns are known. */
    @Test
    void theSurveyAsAFileGivesTheSurveysNumbers() throws IOException {
        Table survey = Nmes.table();
        List<String[]> columns = survey.columns().stream().map(survey::strings).toList();
        Path file = folder.resolve("survey.csv");
        CsvFile.write(file, survey.columns(), next -> {
            for (int row = 0; row < survey.rowCount(); row++) {
                int at = row;
                next.accept(columns.stream().map(column -> column[at]).toList());
            }
        });
        String costs = Stream.of(Care.values()).map(care -> String.valueOf(care.cost()))
                .collect(Collectors.joining(","));
        String kinds = Stream.of(Care.values()).map(Care::column).collect(Collectors.joining(","));
        StudyReport ofFile = run(Map.of("table", file.toString(), "feature", String.join(",", Nmes.NUMBERS), "category",
                String.join(",", Nmes.CATEGORIES), "benefit", kinds, "cost-values", costs, "group", "gender,afam",
                "cap-values", "1", "floor", "0.1", "splits", "1", "epochs", "2"));
        StudyReport own = run(Map.of("splits", "1", "epochs", "2"));
        assertEquals(own.numbers().get("welfare"), ofFile.numbers().get("welfare"));
    }

    @Test
    void theSeedDecidesTheNumbers() {
        StudyReport report = run(options("epochs", "2"));
        assertEquals(report.text(), run(options("epochs", "2")).text());
        assertNotEquals(report.text(), run(options("epochs", "2", "seed", "2")).text());
    }

    /** Steps that are far too large make every epoch worse: the model that training began with is kept. */
    @Test
    void trainingStopsWhenHeldOutPeopleGainNothing() {
        TrainOptions options = TrainOptions.of(StudyArguments.of(study, options("rate", "1", "patience", "2")));
        People people = options.people();
        try (Backend backend = Backends.open("scalar");
                Split split = new Split(people, options.settings(), 1, 1, backend)) {
            LogLinearModel start = split.train(Method.TWO_STAGE_LOGARITHMS, Fairness.of(2), Map.of());
            double[] weights = start.weights().clone();
            Trainer trainer = split.trainer(start);
            int[] epochs = {0};
            BatchLoss climbing = (batch, predicted, byLogarithm) -> {
                Arrays.fill(byLogarithm, 1);
                return epochs[0]++;
            };
            trainer.train(climbing, 1000, split.test(), 2);
            assertArrayEquals(weights, start.weights());
            assertTrue(epochs[0] < 100, epochs[0] + " calls");
            trainer.train(climbing, 1, List.of(), 0);
            assertNotEquals(weights[0], start.weights()[0]);
        }
    }

    /** The loss falls until the logarithms are 3 below those of the start, and then rises. */
    @Test
    void theModelOfTheSmallestLossIsKept() {
        TrainOptions options = TrainOptions.of(StudyArguments.of(study, options("rate", "0.2")));
        try (Backend backend = Backends.open("scalar");
                Split split = new Split(options.people(), options.settings(), 1, 1, backend)) {
            LogLinearModel model = LogLinearModel.ofMeans(options.people(), split.trainingRows());
            double start = model.weights()[0];
            BatchLoss loss = (batch, predicted, byLogarithm) -> {
                Arrays.fill(byLogarithm, 1);
                return Math.abs(Arrays.stream(predicted).map(Math::log).min().orElseThrow() - start + 3);
            };
            List<Double> lowest = new ArrayList<>();
            split.trainer(model).train((batch, predicted, byLogarithm) -> {
                double value = loss.of(batch, predicted, byLogarithm);
                lowest.add(value);
                return value;
            }, 1000, split.test(), 3);
            double[] predicted = new double[split.test().getFirst().benefit().length];
            model.predict(split.test().getFirst().features(), predicted);
            double kept = loss.of(split.test().getFirst(), predicted, new double[predicted.length]);
            assertTrue(kept < lowest.getFirst() && kept < lowest.getLast(), kept + " of " + lowest);
        }
    }

    @Test
    void nobodyIsInTwoPartsOfASplit() {
        TrainOptions options = TrainOptions.of(StudyArguments.of(study, options()));
        try (Backend backend = Backends.open("scalar");
                Split split = new Split(options.people(), options.settings(), 1, 1, backend)) {
            Set<Integer> rows = new HashSet<>();
            Arrays.stream(split.testRows()).forEach(row -> assertTrue(rows.add(row)));
            Arrays.stream(split.trainingRows()).forEach(row -> assertTrue(rows.add(row)));
            // A fifth for the test, and a fifth of the others held out.
            assertEquals(60, split.testRows().length);
            assertEquals(300 - 48, rows.size());
        }
    }

    /** Such an item has no variance to measure errors by. */
    @Test
    void anItemThatIsWorthTheSameToAllIsNoHindrance() throws IOException {
        List<String> lines = Files.readAllLines(table);
        int visit = List.of(lines.getFirst().split(",")).indexOf("visit");
        for (int line = 1; line < lines.size(); line++) {
            String[] cells = lines.get(line).split(",");
            cells[visit] = "0.1";
            lines.set(line, String.join(",", cells));
        }
        Files.write(table, lines);
        TrainOptions options = TrainOptions.of(StudyArguments.of(study, options("patience", "2")));
        try (Backend backend = Backends.open("scalar");
                Split split = new Split(options.people(), options.settings(), 1, 1, backend)) {
            double[] means = LogLinearModel.ofMeans(options.people(), split.trainingRows()).weights();
            double[] trained = split.train(Method.TWO_STAGE, Fairness.of(2), Map.of()).weights();
            for (int weight = 0; weight < means.length; weight++) {
                assertEquals(weight % 2 == 0, means[weight] == trained[weight], Arrays.toString(trained));
            }
        }
    }

    @Test
    void noInputIsReplaced() {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> run(options("save", table.toString())));
        assertTrue(e.getMessage().startsWith(table + " is read, and would be replaced"), e.getMessage());
        Map<String, String> apply = Map.of("apply", table.toString(), "table", table.toString(), "write",
                table.toString());
        e = assertThrows(InvalidInputException.class, () -> run(apply));
        assertTrue(e.getMessage().startsWith(table + " is read, and would be replaced"), e.getMessage());
    }

    @Test
    void intervalsAreWiderThanThoseOfIndependentSplits() {
        // Student's quantile for 2 degrees of freedom is 4.3027; the deviation of 1, 2, 3 is 1.
        assertEquals(4.302653 * Math.sqrt(1.0 / 3 + 0.25), Comparison.Spread.of(new double[]{1, 2, 3}).halfWidth(),
                1e-5);
        assertEquals(Double.POSITIVE_INFINITY, Comparison.Spread.of(new double[]{1}).halfWidth());
    }

    @Test
    void aSavedModelPredictsAsTheModelDoes() {
        Path file = folder.resolve("model.csv");
        People people = TrainOptions.of(StudyArguments.of(study, options())).people();
        double[] weights = new SplittableRandom(3).doubles(people.predictorCount() * 2, -1, 1).toArray();
        LogLinearModel model = LogLinearModel.of(people.predictorCount(), 2, weights);
        new TrainedModel(people.predictors(), people.itemNames(), model).write(file);
        double[] expected = new double[people.benefit().length];
        model.predict(people.features(), expected);
        TrainedModel read = TrainedModel.read(file);
        assertEquals(List.of("visit", "test"), read.itemNames());
        assertArrayEquals(expected, read.predict(Table.read(table)));
    }

    @Test
    void aModelIsAppliedToATableWithDecimalCommas() throws IOException {
        Path model = folder.resolve("model.csv");
        StudyReport saved = run(options("save", model.toString(), "splits", "1"));
        assertTrue(saved.text().contains("trained on all people but a fifth, who are held out."), saved.text());
        Path fresh = Files.writeString(folder.resolve("new.csv"),
                "name;age;region;price\nAnn, junior;70,5;west;1,5\nBob;25;south;2\n");
        Path predicted = folder.resolve("predicted.csv");
        run(Map.of("apply", model.toString(), "table", fresh.toString(), "write", predicted.toString()));
        Table result = Table.read(predicted);
        assertEquals(List.of("name", "age", "region", "price", "predicted_visit", "predicted_test"), result.columns());
        assertEquals("Ann, junior", result.strings("name")[0]);
        assertArrayEquals(new double[]{1.5, 2}, result.doubles("price"));
        double[] visit = result.doubles("predicted_visit");
        double[] test = result.doubles("predicted_test");
        assertTrue(visit[0] > 3 * visit[1] && test[0] > 3 * test[1], Files.readString(predicted));
    }

    @Test
    void theMethodOfTheSavedModelCanBeChosen() {
        Path file = folder.resolve("means.csv");
        StudyReport report = run(options("save", file.toString(), "method", "means", "splits", "1", "epochs", "1"));
        assertEquals("means", report.numbers().get("saved"));
        double[] weights = Table.read(file).doubles("weight_test");
        double mean = Arrays.stream(Table.read(table).doubles("test")).average().orElseThrow();
        assertEquals(mean, Math.exp(weights[0]), 0.2 * mean);
        assertArrayEquals(new double[weights.length - 1], Arrays.copyOfRange(weights, 1, weights.length));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            benefit | none | people.csv has no column 'none': expected one of id, age, region, sex, price, visit, test
            benefit | visit,visit | --benefit names 'visit' twice
            benefit | sex | people.csv line 2, column 'sex' is
            benefit | '' | --table without --benefit: expected
            group | '' | --table without --group: expected
            feature | sex | people.csv line 2, column 'sex' is
            category | id | people.csv, column 'id' has 300 different values: expected at most 100
            cost | '' | expected either --cost or --cost-values, got neither
            cost-values | 1 | expected either --cost or --cost-values, got both
            cap | price | --cap and --cap-values exclude each other
            cap-values | 1,2,3 | --cap-values has 3 for 2 items: expected one per item, or one for all
            cap-values | 0 | --cap-values is '0': expected a number > 0
            cap-values | x | --cap-values is 'x': expected a number > 0
            feature | age,visit | --feature and --benefit both name 'visit'
            category | region,age | --feature and --category both name 'age'
            category | region,test | --category and --benefit both name 'test'
            temperature | 0.3 | --temperature with caps
            cap-values | '' | --budget-per-person without caps
            batch | 49 | --batch is '49': expected a whole number from 10 to 48
            alpha | 0,1 | --alpha has 0: expected numbers above 0
            method | best | --method without --save: expected a file for the model
            method | smoothed | --method is 'smoothed': expected one of best, means, two-stage, logarithms, exact, exact-after
            write | out.csv | --write without --apply: expected a saved model
            save | /nowhere/model.csv | /nowhere/model.csv lies in a folder that does not exist
            save | / | / is a folder
            apply | model.csv | --alpha with --apply: expected --table and --write only""")
    void badOptionsAreRefused(String option, String value, String message) {
        Map<String, String> given = options(option, value, "budget-per-person", "0.1");
        if (option.equals("apply")) {
            given.keySet().retainAll(List.of("apply", "table", "alpha"));
        }
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(given));
        assertTrue(e.getMessage().replace(folder + "/", "").startsWith(message), e.getMessage());
    }

    @Test
    void columnsOfATableAreNotThoseOfTheSurvey() {
        for (String option : List.of("feature", "benefit", "group", "cap")) {
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(Map.of(option, "age")));
            assertTrue(e.getMessage().startsWith("--" + option + " without --table: expected"), e.getMessage());
        }
    }

    @Test
    void badCellsAreRefusedWithTheirLine() throws IOException {
        String head = "age,region,sex,price,visit,test\n";
        for (String[] cells : new String[][]{
                {"30,north,f,1,0,1",
                        ", column 'visit' is '0': expected a benefit that with the floor of 0 is from 1e-8 to 1e8"},
                {"30,north,f,1,1e9,1", ", column 'visit' is '1e9': expected a benefit"},
                {"30,NA,f,1,2,1", ", column 'region' is 'NA', a missing value"},
                {"30,north,f,-1,2,1", ", column 'price' is '-1': expected a finite number > 0"},
                {"30,north,,1,2,1", ", column 'sex' is '', a missing value"}}) {
            Files.writeString(table, head + "31,south,f,1,2,1\n" + cells[0] + "\n");
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(options()));
            assertTrue(e.getMessage().startsWith(table + " line 3" + cells[1]), e.getMessage());
        }
        Files.writeString(table, head + "30,south,f,1,2,1\n30,north,f,1,2,1\n");
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(options()));
        assertTrue(e.getMessage().startsWith(table + ", column 'age' is the same in all rows"), e.getMessage());
        Files.writeString(table, head + "30,south,f,1,2,1\n31,north,f,1,2,1\n");
        e = assertThrows(InvalidInputException.class, () -> run(options()));
        assertTrue(
                e.getMessage().startsWith(
                        "--table has 2 people: expected more, because each part of a split has to have at least 10"),
                e.getMessage());
    }

    @Test
    void aModelRefusesWhatItDoesNotKnow() throws IOException {
        Path model = folder.resolve("model.csv");
        String[] lines = {"kind,column,value,mean,deviation,weight_visit", "intercept,,,0,1,1", "number,age,,40,10,1",
                "category,region,north,0,1,0", "category,region,south,0.5,0.5,1"};
        Path fresh = Files.writeString(folder.resolve("new.csv"), "age,region\n30,east\n");
        Path out = folder.resolve("out.csv");
        Map<String, String> apply = Map.of("apply", model.toString(), "table", fresh.toString(), "write",
                out.toString());
        String[][] wrong = {{"", fresh + " line 2, column 'region' is 'east': expected one of 'north', 'south'"},
                {"number,income,,1,1,1",
                        model + " line 6, column 'kind' is 'number': expected intercept in the first row"},
                {"category,region,west,0,0,1", model + " line 6, column 'deviation' is '0': expected a number > 0"}};
        for (String[] line : wrong) {
            Files.writeString(model, String.join("\n", lines) + "\n" + line[0] + "\n");
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(apply));
            assertTrue(e.getMessage().startsWith(line[1]), e.getMessage());
        }
        Files.writeString(model, String.join("\n", lines) + "\n");
        Files.writeString(fresh, "age,region\n30,south\n50,north\n");
        run(apply);
        // The logarithms are 1 - 1 + 1 and 1 + 1 - 1: the mean and deviation are those of the model.
        assertArrayEquals(new double[]{Math.E, Math.E}, Table.read(out).doubles("predicted_visit"), 1e-15);
        Files.delete(out);
        Files.writeString(fresh, "age,region,predicted_visit\n30,south,1\n");
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> run(apply));
        assertTrue(e.getMessage().startsWith(fresh + " has a column 'predicted_visit'"), e.getMessage());
        Files.writeString(model, "a,b\n1,2\n");
        e = assertThrows(InvalidInputException.class, () -> run(apply));
        assertTrue(e.getMessage().startsWith(model + " has no column weight_ITEM: expected a model"), e.getMessage());
        assertTrue(Files.notExists(out));
    }
}
