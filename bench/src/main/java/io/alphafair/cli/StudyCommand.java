package io.alphafair.cli;

import io.alphafair.studies.Studies;
import io.alphafair.studies.study.Study;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study}: the parent of one command per study. */
@Command(name = "study", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "NAME", //
        description = "Runs one of the studies: tables here, and with --out a folder with pictures and JSON.", //
        footer = {"", "Examples:", "  alphafair study verify --alpha 0.5,2 --seed 7",
                "  alphafair study regret --out regret"})
final class StudyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** What names no study: picocli takes it for an argument. */
    @Parameters(arity = "0..*", hidden = true)
    private List<String> unknown;

    /** Adds one command per study, whose options are known at run time only. */
    static void addTo(CommandLine command) {
        CommandLine parent = command.getSubcommands().get("study");
        for (Study study : Studies.all()) {
            parent.addSubcommand(study.name(), new StudyRun(study).spec());
        }
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(),
                (unknown == null ? "no study is named" : "'" + unknown.getFirst() + "' is no study")
                        + ": expected one of "
                        + Studies.all().stream().map(Study::name).collect(Collectors.joining(", ")));
    }
}
