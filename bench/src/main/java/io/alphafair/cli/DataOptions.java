package io.alphafair.cli;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.measure.OwnData;
import io.alphafair.bench.record.FileDigest;
import io.alphafair.bench.record.Problem;
import io.alphafair.contract.BackendContract;
import io.alphafair.tables.GroupLabels;
import io.alphafair.tables.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of {@code bench} that name a user's data. */
final class DataOptions {
    private static final String EXPECTED = "expected three .npy files as in --data benefit.npy,cost.npy,group.npy, or a table as in "
            + "--data people.csv --benefit visit,test --cost-values 2,1 --group sex";

    @Option(names = "--data", paramLabel = "FILES", description = "Measure your data too, first: three .npy files with commas "
            + "between them (benefits, costs, groups), or a CSV or Parquet table. A record keeps the files' names and SHA-256.")
    private String data;

    @Option(names = "--benefit", paramLabel = "COLUMNS", description = "With a table, one column per item.")
    private String benefit;

    @Option(names = "--cost", paramLabel = "COLUMNS", description = "With a table, one column per item.")
    private String cost;

    @Option(names = "--cost-values", paramLabel = "C", split = ",", description = "One constant cost per item, in place of --cost.")
    private double[] costValues;

    @Option(names = "--group", paramLabel = "COLUMNS", description = "With a table, the columns whose values together are the group.")
    private String group;

    @Option(names = "--missing-group", paramLabel = "NAME", description = "With a table, the group of people whose value in a "
            + "column of --group is missing.")
    private String missingGroup;

    /**
     * Makes the data known to this JVM and to those that it starts.
     *
     * @return what they are; empty if there are none
     * @throws InvalidInputException if they cannot be read or are no problem
     */
    Optional<Problem> share() throws IOException {
        List<String> files = data == null ? List.of() : Source.columns(data);
        boolean isTable = files.size() == 1;
        if (!isTable && Stream.of(benefit, cost, costValues, group, missingGroup).anyMatch(option -> option != null)) {
            throw new InvalidInputException(
                    "--benefit, --cost, --cost-values, --group and --missing-group are about columns of a table, and "
                            + "--data names " + (data == null ? "none" : files.size() + " files") + ": " + EXPECTED);
        }
        if (data == null) {
            return Optional.empty();
        }
        if (isTable && (benefit == null || group == null || (cost == null) == (costValues == null))) {
            throw new InvalidInputException(
                    "--data names a table without all of its columns: expected --benefit, --group and "
                            + "either --cost or --cost-values; or name three .npy files");
        }
        if (!isTable && files.size() != 3) {
            throw new InvalidInputException("--data names " + files.size() + " files: " + EXPECTED);
        }
        files.forEach(DataOptions::requireFile);
        return Optional.of(isTable
                ? share(Source.of(Path.of(data)), benefit, cost, group)
                : share(Source.of(null), files.get(0), files.get(1), files.get(2)));
    }

    /** A pipe can be read once only, and is read again for its digest and in other JVMs. */
    private static void requireFile(String file) {
        Path path = Path.of(file);
        if (InputFile.isStandardInput(path) || Files.exists(path) && !Files.isRegularFile(path)) {
            throw new InvalidInputException("--data names " + file + ", which is no file: expected a file on disk; "
                    + "write what it holds to one");
        }
    }

    private Problem share(Source source, String benefits, String costs, String groups) throws IOException {
        GroupLabels labels = source.labels(groups, missingGroup);
        try (Matrix benefitMatrix = source.matrix(benefits);
                Matrix costMatrix = source.matrixOr(costs, costValues);
                Groups labelled = Source.groups(labels, groups);
                Items items = source.items(benefitMatrix, costMatrix, null, labelled)) {
            // Refuses a value that is not allowed, before anything is measured or written.
            requireValid(source, items);
            if (source.isTable()) {
                OwnData.share(items);
            } else {
                OwnData.share(Path.of(benefits), Path.of(costs), Path.of(groups));
            }
            return OwnData.problem(items, names(source.isTable()), Source.columns(data).stream()
                    .map(file -> FileDigest.sha256(Path.of(file))).collect(Collectors.joining(" ")));
        }
    }

    private void requireValid(Source source, Items items) {
        try {
            BackendContract.expected(items);
        } catch (InvalidValueException e) {
            throw source.isTable()
                    ? new InvalidInputException(new UsedColumns(source.rows(), benefit, cost, null, null).located(e), e)
                    : e;
        }
    }

    private String names(boolean isTable) {
        String files = String.join(" ", Source.columns(data).stream().map(DataOptions::name).toList());
        return isTable
                ? files + ": benefit " + columns(benefit) + "; cost "
                        + (cost == null
                                ? DoubleStream.of(costValues).mapToObj(Numbers::text).collect(Collectors.joining(" "))
                                : columns(cost))
                        + "; group " + columns(group)
                : files;
    }

    private static String columns(String names) {
        return String.join(" ", Source.columns(names).stream().map(DataOptions::clean).toList());
    }

    private static String name(String file) {
        return clean(Path.of(file).getFileName().toString());
    }

    /** Without control characters and markup, which a page or a terminal would obey instead of show. */
    private static String clean(String name) {
        return name.replaceAll("[^\\p{L}\\p{N} ._+-]", "_");
    }

    /** A word of the command line without the folders of the files. */
    String withoutFolders(String word) {
        return data == null
                ? word
                : word.replace(data, String.join(",", Source.columns(data).stream().map(DataOptions::name).toList()));
    }
}
