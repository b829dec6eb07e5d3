package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.report.CsvReport;
import io.alphafair.bench.report.History;
import io.alphafair.bench.report.HtmlReport;
import io.alphafair.bench.report.MarkdownReport;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.ReadmeTable;
import io.alphafair.bench.report.Report;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders recorded runs for readers. */
@Command(name = "report", mixinStandardHelpOptions = true, description = {
        "Makes report.html and report.md from recorded runs: one page, which needs nothing beside it.", ""}, footer = {
                "",
                "Examples:", //
                "  alphafair report results/2026-11-22-amd-epyc-bb6f3cdae       into that record", //
                "  alphafair report results/one results/other --out page       two machines on one page", //
                "  alphafair report --history results                          results/index.html and index.md", //
                "  alphafair report --readme README.md results/one             the README's tables from that run", //
                "  alphafair report --export csv results/one                   every iteration, on standard output", "",
                "Exit codes: 0 done; 2 bad usage, or a record that is damaged, with its file and field."})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "the folder of a recorded run; several come on one page")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "where the files go (default: the folder of the first run)")
    private Path out;

    @Option(names = "--readme", paramLabel = "FILE", description = "write no report, but the run's rows between the markers of this file")
    private Path readme;

    @Option(names = "--export", paramLabel = "csv", description = "write no report, but print every iteration")
    private String export;

    @Option(names = "--history", description = "RUN is a folder of runs: write its index.html and index.md")
    private boolean history;

    @Override
    public Integer call() {
        if (export != null && !export.equals("csv")) {
            throw new InvalidInputException("--export " + export + ": expected csv");
        }
        if ((history ? 1 : 0) + (export == null ? 0 : 1) + (readme == null ? 0 : 1) + (out == null ? 0 : 1) > 1) {
            throw new InvalidInputException("expected at most one of --history, --export, --readme and --out");
        }
        if (history) {
            return history();
        }
        List<NamedRun> read = read(runs);
        if (export != null) {
            spec.commandLine().getOut().print(CsvReport.of(read));
            return 0;
        }
        if (readme != null) {
            return readme(read);
        }
        Path folder = out == null ? runs.getFirst() : out;
        // Both are whole before one is written.
        Report report = Report.of(read);
        Destination.write(folder.resolve(HtmlReport.FILE), report.html());
        Destination.write(folder.resolve(MarkdownReport.FILE), report.markdown());
        spec.commandLine().getOut().println(folder.resolve(HtmlReport.FILE));
        spec.commandLine().getOut().println(folder.resolve(MarkdownReport.FILE));
        return 0;
    }

    private int readme(List<NamedRun> read) {
        if (read.size() != 1) {
            throw new InvalidInputException("--readme takes the rows of one run, not of " + read.size());
        }
        try {
            Destination.write(readme, ReadmeTable.into(Files.readString(readme), read.getFirst()));
        } catch (IOException e) {
            throw new InvalidInputException(readme + " cannot be read: expected a file with the table's markers", e);
        }
        return 0;
    }

    private int history() {
        List<Path> folders = new ArrayList<>();
        if (runs.size() != 1) {
            throw new InvalidInputException("--history takes one folder of runs, not " + runs.size());
        }
        Path results = runs.getFirst();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(results,
                folder -> Files.isRegularFile(folder.resolve(RunRecord.ENVIRONMENT)))) {
            found.forEach(folders::add);
        } catch (IOException e) {
            throw new InvalidInputException(results + " cannot be listed: expected a folder of recorded runs", e);
        }
        if (folders.isEmpty()) {
            throw new InvalidInputException(results + ": expected a folder with recorded runs in it");
        }
        History index = new History(read(folders));
        Destination.write(results.resolve("index.html"), index.html());
        Destination.write(results.resolve("index.md"), index.markdown());
        spec.commandLine().getOut().println(results.resolve("index.html"));
        return 0;
    }

    /** @throws InvalidInputException naming file and field, if one is no record */
    static List<NamedRun> read(List<Path> runs) {
        try {
            return NamedRun.readAll(runs);
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
    }
}
