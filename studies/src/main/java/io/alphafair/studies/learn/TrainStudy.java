package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.study.OutputFile;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Decision-focused training on any table, with or without caps: compares methods, saves a model, and applies it. */
public final class TrainStudy implements Study {
    /** What may stand beside --apply. */
    private static final List<String> OF_APPLY = List.of("apply", "table", "write");
    /** The share of the progress bar that the comparison takes. */
    private static final double COMPARISON = 0.8;
    private static final double EPOCHS = 0.95;

    /** The study. */
    public TrainStudy() {
    }

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "Training on any table: predict benefits, allocate a budget under caps, compare two-stage training with "
                + "training through the allocator, and save a model for allocate";
    }

    @Override
    public List<StudyOption> options() {
        return TrainOptions.all();
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        if (arguments.isGiven("apply")) {
            return apply(arguments);
        }
        if (arguments.isGiven("write")) {
            throw new InvalidInputException("--write without --apply: expected a saved model; --save writes one");
        }
        TrainOptions options = TrainOptions.of(arguments);
        People people = options.people();
        Settings settings = options.settings();
        Method wanted = TrainOptions.method(arguments, settings.methods());
        boolean saves = arguments.isGiven("save");
        requireOneModel(arguments, settings, saves);
        progress.at(0, "training");
        Comparison comparison = Comparison.run(people, settings,
                (done, what) -> progress.at(COMPARISON * done, what));
        TrainReport report = new TrainReport(people, settings, comparison);
        report.write();
        if (!arguments.isGiven("table")) {
            progress.at(COMPARISON, "epochs by backend");
            report.addTimes(EpochTimes.measure(people, settings));
        }
        if (saves) {
            progress.at(EPOCHS, "the model to save");
            Fairness fairness = settings.fairnesses().getFirst();
            Method method = wanted == null ? report.best(fairness) : wanted;
            Path file = Path.of(arguments.text("save"));
            model(people, settings, method, fairness).write(file);
            report.saved(file, method, fairness);
        }
        return report.report();
    }

    private static void requireOneModel(StudyArguments arguments, Settings settings, boolean saves) {
        if (!saves) {
            if (arguments.isGiven("method")) {
                throw new InvalidInputException("--method without --save: expected a file for the model");
            }
            return;
        }
        Path file = Path.of(arguments.text("save"));
        if (arguments.isGiven("table")) {
            OutputFile.require(file, Path.of(arguments.text("table")));
        } else {
            OutputFile.require(file);
        }
        if (settings.fairnesses().size() > 1) {
            throw new InvalidInputException("--save with " + settings.fairnesses().size()
                    + " alphas: expected one, which the model is for; add --alpha A");
        }
    }

    /** Trained on all people but those who are held out. */
    private static TrainedModel model(People people, Settings settings, Method method, Fairness fairness) {
        try (Backend backend = Backends.open(Comparison.BACKEND);
                Split split = Split.withoutTest(people, settings, backend)) {
            Map<Method, LogLinearModel> earlier = method.goesOn()
                    ? Map.of(Method.TWO_STAGE_LOGARITHMS,
                            split.train(Method.TWO_STAGE_LOGARITHMS, fairness, Map.of()))
                    : Map.of();
            return new TrainedModel(people.predictors(), people.itemNames(), split.train(method, fairness, earlier));
        }
    }

    private StudyReport apply(StudyArguments arguments) {
        for (StudyOption option : options()) {
            if (arguments.isGiven(option.name()) && !OF_APPLY.contains(option.name())) {
                throw new InvalidInputException("--" + option.name()
                        + " with --apply: expected --table and --write only; leave out --" + option.name());
            }
        }
        for (String option : OF_APPLY) {
            if (!arguments.isGiven(option)) {
                throw new InvalidInputException("--apply without --" + option
                        + ": expected --table FILE, the people, and --write FILE, the table with predicted benefits");
            }
        }
        return PredictionFile.write(Path.of(arguments.text("apply")), Path.of(arguments.text("table")),
                Path.of(arguments.text("write")));
    }
}
