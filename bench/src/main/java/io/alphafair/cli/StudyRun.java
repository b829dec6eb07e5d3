package io.alphafair.cli;

import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyFolder;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** One study as a command. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class StudyRun implements Callable<Integer> {
    private final Study study;
    private final CommandSpec spec;

    @Option(names = "--out", paramLabel = "FOLDER", description = "a new folder for report.txt, result.json, tables as CSV and pictures")
    private Path out;

    @Option(names = "--json", description = "print the numbers as JSON in place of the report")
    private boolean json;

    StudyRun(Study study) {
        this.study = study;
        this.spec = CommandSpec.forAnnotatedObject(this);
        spec.usageMessage().description(study.summary()).footer("", "Example:",
                "  alphafair study " + study.name() + " --out " + study.name());
        for (StudyOption option : study.options()) {
            spec.addOption(OptionSpec.builder("--" + option.name()).paramLabel(option.placeholder())
                    .type(String.class).description(option.description() + " (default: " + option.defaultValue() + ")")
                    .build());
        }
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        Map<String, String> given = new HashMap<>();
        for (StudyOption option : study.options()) {
            String value = spec.findOption("--" + option.name()).getValue();
            if (value != null) {
                given.put(option.name(), value);
            }
        }
        StudyArguments arguments = StudyArguments.of(study, given);
        StudyFolder folder = out == null ? null : new StudyFolder(out);
        StudyReport report;
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), Main.isTerminal())) {
            report = study.run(arguments, bar);
        }
        if (folder != null) {
            folder.write(report);
        }
        PrintWriter answer = spec.commandLine().getOut();
        answer.print(json ? StudyFolder.json(report) : report.text());
        if (folder != null && !json) {
            answer.println();
            answer.println(out + ": report.txt, result.json"
                    + (report.pictures().isEmpty() && report.data().isEmpty() ? "" : ", and"));
            report.data().forEach(data -> answer.println("  " + data.name() + ".csv  " + data.caption()));
            report.pictures().forEach(picture -> answer.println("  " + picture.name() + ".svg  " + picture.caption()));
        }
        return 0;
    }
}
