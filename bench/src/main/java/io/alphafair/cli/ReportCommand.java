package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.ReadmeTable;
import io.alphafair.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders recorded runs for readers. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Makes report.html and report.md from recorded runs. The page needs no other file and no network.",
        ""}, footer = {
                "", "Examples:",
                "  alphafair report results/2026-12-01-amd-epyc-7a886843d    Writes into that record.",
                "  alphafair report results/one results/other --out page     Two machines on one page.",
                "  alphafair report --readme README.md results/one           The README's tables from that run.",
                "  alphafair report --export csv results/one                 Every table, unrounded, on standard output.",
                "",
                "Exit codes: 0 done; 2 bad usage, or a record that is damaged, with its file and field."})
final class ReportCommand implements Callable<Integer> {
    private static final String CSV = "csv";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "The folder of a recorded run. Several runs come on one page.")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the files go (default: the folder of the first run).")
    private Path out;

    @Option(names = "--readme", paramLabel = "FILE", description = "Write the run's rows between the markers of this file, and no report.")
    private Path readme;

    @Option(names = "--export", paramLabel = "csv", description = "Print CSV, and write no report.")
    private String export;

    @Override
    public Integer call() throws IOException {
        if (export != null && !export.equals(CSV)) {
            throw new InvalidInputException("--export " + export + ": expected csv");
        }
        if (Stream.of(export, readme, out).filter(option -> option != null).count() > 1) {
            throw new InvalidInputException("expected at most one of --export, --readme and --out");
        }
        List<NamedRun> read = NamedRun.readAll(runs);
        Report report = new Report(read);
        if (export != null) {
            spec.commandLine().getOut().print(report.csv());
            return 0;
        }
        if (readme != null) {
            return readme(read);
        }
        Path folder = out == null ? runs.getFirst() : out;
        if (out == null) {
            requireNoLink(folder.resolve(Report.HTML_FILE));
            requireNoLink(folder.resolve(Report.MARKDOWN_FILE));
        }
        // Both are whole before one is written.
        String html = report.html();
        String markdown = report.markdown();
        Destination.write(folder.resolve(Report.HTML_FILE), html);
        Destination.write(folder.resolve(Report.MARKDOWN_FILE), markdown);
        spec.commandLine().getOut().println(folder.resolve(Report.HTML_FILE));
        spec.commandLine().getOut().println(folder.resolve(Report.MARKDOWN_FILE));
        return 0;
    }

    /** A record may come from elsewhere, and a link in it must not choose which file is written over. */
    private static void requireNoLink(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw new InvalidInputException(
                    file + " is a symbolic link: expected a file or none; remove it, or write elsewhere with --out");
        }
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
}
