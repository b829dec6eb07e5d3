package io.alphafair.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alphafair.BestItems;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.measure.Taker;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code allocate} as the launcher starts it: one process that reads files and prints the answer, from its start to
 * its end.
 */
final class WholeProcess implements Taker {
    /** The command without a backend's name. */
    static final Id AUTO = Id.parse("auto");

    /** By its name, because no package here knows the command. */
    private static final String MAIN = "io.alphafair.cli.Main";
    /** The key of the backend's name in the answer: all else is equal whoever computed it. */
    private static final String BACKEND = "backend";
    /** The exit code where the backend cannot run. */
    private static final int CANNOT_RUN = 3;

    private final Id id;
    private final Fixture fixture;
    private JsonNode answer;
    private String what = "";

    WholeProcess(Id id, Fixture fixture) {
        this.id = id;
        this.fixture = fixture;
        // Before the first turn, so that no turn pays for the files.
        fixture.npyFolder();
    }

    /** The choice of auto, compared with every backend; it is measured as a whole process only. */
    static Subject auto() {
        return new Subject(AUTO, Role.BACKEND, Availability::yes, (question, problem) -> BackendSubject.all().stream()
                .map(Subject.Against::time).toList(), WholeProcess::openAuto);
    }

    private static Taker openAuto(Fixture fixture, Schedule how) throws SubjectException {
        if (!(how.turn() instanceof Turn.WholeProcess)) {
            throw new SubjectException(Verdict.UNAVAILABLE, "auto is measured as a whole process only");
        }
        return new WholeProcess(AUTO, fixture);
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Sample take() throws SubjectException {
        Sample sample = time();
        check();
        return sample;
    }

    private Sample time() throws SubjectException {
        try (TemporaryFolder folder = TemporaryFolder.of("process")) {
            Path said = folder.path().resolve("answer.json");
            Path errors = folder.path().resolve("errors.txt");
            ProcessBuilder builder = new ProcessBuilder(command()).redirectInput(new File("/dev/null"))
                    .redirectOutput(said.toFile()).redirectError(errors.toFile());
            int code;
            long start = System.nanoTime();
            try (Child child = Child.start(builder)) {
                code = child.waitFor(fixture.forks().patience());
            }
            long nanos = System.nanoTime() - start;
            if (code != 0) {
                throw new SubjectException(code == CANNOT_RUN ? Verdict.UNAVAILABLE : Verdict.FAILED,
                        Child.reason(code, Child.lines(errors)));
            }
            ObjectNode object = Json.read(said, ObjectNode.class);
            what = "backend " + object.remove(BACKEND).asText();
            answer = object;
            return Sample.of(Metric.TIME, nanos);
        } catch (IOException e) {
            throw new SubjectException(Verdict.FAILED, e.getMessage(), e);
        }
    }

    private List<String> command() {
        JavaCommand forks = fixture.forks().java();
        Path folder = fixture.npyFolder();
        List<String> command = new ArrayList<>(new JavaCommand(forks.jvm(), JvmFlags.LAUNCHER, forks.classPath())
                .of(MAIN, "allocate", "--json", "--benefit", folder.resolve("benefit.npy").toString(), "--cost",
                        folder.resolve("cost.npy").toString(), "--group", folder.resolve("group.npy").toString(),
                        "--budget", Double.toString(Question.BUDGET), "--alpha",
                        fixture.problem().more().getOrDefault("alpha", "1")));
        if (!id.equals(AUTO)) {
            command.addAll(List.of("--backend", id.path()));
        }
        return command;
    }

    /** The ratios and winners are the reference's, and the whole answer is that of a process with the reference. */
    private void check() throws SubjectException {
        BestItems expected = fixture.expected();
        for (int group = 0; group < expected.groupCount(); group++) {
            if (answer.path("bestRatio").path(group).asDouble() != expected.bestRatio(group)
                    || answer.path("winner").path(group).asLong() != expected.winner(group)) {
                throw new SubjectException(Verdict.MISMATCHED, id + " printed another answer than the reference for "
                        + "group " + group);
            }
        }
        if (!answer.equals(fixture.share(WholeProcess.class, this::reference))) {
            throw new SubjectException(Verdict.MISMATCHED,
                    id + " printed another allocation than a process with " + BackendSubject.reference());
        }
    }

    private JsonNode reference() throws SubjectException {
        WholeProcess reference = new WholeProcess(BackendSubject.reference(), fixture);
        reference.time();
        return reference.answer;
    }
}
