package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.report.HtmlReport;
import io.alphafair.bench.report.MarkdownReport;
import io.alphafair.bench.report.NamedRun;
import java.io.IOException;
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
        "Makes report.html and report.md from recorded runs: one page, which needs nothing beside it.", ""}, footer = {"",
                "Examples:", //
                "  alphafair report results/2026-11-22-amd-epyc-e6ac4799b       into that record", //
                "  alphafair report results/one results/other --out page       two machines on one page", "",
                "Exit codes: 0 done; 2 bad usage, or a record that is damaged, with its file and field."})
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "the folder of a recorded run; several come on one page")
    private List<Path> runs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "where the files go (default: the folder of the first run)")
    private Path out;

    @Override
    public Integer call() {
        List<NamedRun> read = read(runs);
        Path folder = out == null ? runs.getFirst() : out;
        // Both are whole before one is written.
        String page = HtmlReport.of(read);
        String text = MarkdownReport.of(read);
        Destination.write(folder.resolve(HtmlReport.FILE), page);
        Destination.write(folder.resolve(MarkdownReport.FILE), text);
        spec.commandLine().getOut().println(folder.resolve(HtmlReport.FILE));
        spec.commandLine().getOut().println(folder.resolve(MarkdownReport.FILE));
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
