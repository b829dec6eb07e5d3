package io.alphafair.bench.subject;

import io.alphafair.BestItems;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.Subject.Against;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What people use for the group argmax, each in a process of its own: NumPy, PyTorch and DuckDB. */
public final class Peers {
    /** What peers of the group argmax answer: ratios bit for bit, and winners where they are unique. */
    static final Worker.Judge ARGMAX = new Worker.Judge("it answers " + Question.BEST_ITEMS.label() + " in bursts only",
            fixture -> fixture.question() == Question.BEST_ITEMS, (reply, fixture) -> {
                Worker.Judge.requireComplete(reply.ratio() != null && reply.winner() != null,
                        "a ratio and a winner for each group");
                new Answer(reply.ratio(), reply.winner()).require(fixture.expected());
            });
    private static final String PYTHON = "python3";
    static final List<String> NUMPY = List.of("numpy");
    private static final List<String> TORCH = List.of("numpy", "torch");
    /** Prints what is missing, and the remedy; nothing if nothing is. Takes the device, then the modules. */
    private static final String PROBE = """
            import importlib.util, sys
            absent = [module for module in sys.argv[2:] if importlib.util.find_spec(module) is None]
            if absent:
                print("has no " + ", no ".join(absent) + ": install with -m pip install " + " ".join(absent))
            elif sys.argv[1]:
                import torch
                if not torch.cuda.is_available():
                    print("has PyTorch", torch.__version__, "that finds no GPU: install a build for CUDA, see pytorch.org")
            """;
    /** What the scripts import from each other. */
    private static final List<String> SHARED = List.of("worker.py", "row_maxima.py");

    /** All of them, whether or not they can run here. */
    static final List<Subject> SUBJECTS = Stream.concat(Stream.of(
            python("numpy:notebook", "numpy_notebook.py", NUMPY, ""),
            python("numpy:vectorised", "numpy_vectorised.py", NUMPY, ""),
            python("numpy:best", "numpy_best.py", NUMPY, ""),
            python("torch", "torch_scatter.py", TORCH, ""),
            python("torch:cuda", "torch_scatter.py", TORCH, "cuda")),
            DuckDb.SUBJECTS.stream()).toList();

    private Peers() {
    }

    /** Their names. */
    public static List<Id> all() {
        return SUBJECTS.stream().map(Subject::id).toList();
    }

    /** Those of PyTorch: on the CPU, then on the GPU. */
    public static List<Id> torch() {
        return all().stream().filter(id -> id.name().equals("torch")).toList();
    }

    /** The backends that they are compared with: all but the reference. */
    public static List<Id> backends() {
        return BackendSubject.all().stream().filter(id -> !id.equals(BackendSubject.reference())).toList();
    }

    static List<Against> rivals(Question question, Problem problem) {
        return backends().stream().map(Against::time).toList();
    }

    /** A folder for files of the peers' own. */
    static TemporaryFolder folder(Fixture fixture) {
        return fixture.share("workers", () -> TemporaryFolder.of("workers"));
    }

    /** A script for the group argmax; the device is PyTorch's, empty for the CPU. */
    private static Subject python(String name, String script, List<String> modules, String device) {
        return python(name, script, modules, device, ARGMAX,
                fixture -> device.isEmpty() ? List.of() : List.of(device));
    }

    /**
     * One of the scripts, run by a Python that has the modules.
     *
     * @param device PyTorch's; empty for the CPU
     * @param further words of its command, after the problem's folder and the number of threads
     */
    static Subject python(String name, String script, List<String> modules, String device, Worker.Judge judge,
            Function<Fixture, List<String>> further) {
        return new Subject(Id.parse(name), Role.PEER, () -> availability(PYTHON, modules, device),
                Peers::rivals, Worker.opening(judge, (fixture, own) -> {
                    for (String file : SHARED) {
                        own.copy(Peers.class, file);
                    }
                    own.copy(Peers.class, script);
                    List<String> command = new ArrayList<>(
                            List.of(PYTHON, own.path().resolve(script).toString(), fixture.npyFolder().toString(),
                                    Integer.toString(Runtime.getRuntime().availableProcessors())));
                    command.addAll(further.apply(fixture));
                    return command;
                }));
    }

    /** Whether that Python has the modules, and PyTorch the device. */
    static Availability availability(String python, List<String> modules, String device) {
        List<String> command = new ArrayList<>(List.of(python, "-c", PROBE, device));
        command.addAll(modules);
        try (Child child = Child.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD))) {
            String said = child.said().strip();
            int code = child.waitFor();
            return code != 0
                    ? Availability.no(python + " ended with code " + code + " when it was asked for "
                            + String.join(" ", modules) + ": expected Python 3")
                    : said.isEmpty() ? Availability.yes() : Availability.no(python + " " + said);
        } catch (IOException e) {
            return Availability.no(python + " is not on the path: install Python 3 with "
                    + String.join(" and ", modules), e);
        }
    }

    /** What a peer answers: for each group its best ratio and the flat index of a winner, any of the tied ones. */
    record Answer(double[] ratio, long[] winner) {
        /** The first difference to the expected answer, ratios bit for bit, winners where they are unique; empty if none. */
        String difference(BestItems expected) {
            int groups = expected.groupCount();
            if (ratio.length != groups || winner.length != groups) {
                return ratio.length + " ratios and " + winner.length + " winners: expected " + groups + " of each";
            }
            for (int group = 0; group < groups; group++) {
                boolean unique = expected.bestRatio(group) > 0 && !expected.isTied(group);
                if (Double.compare(ratio[group], expected.bestRatio(group)) != 0
                        || unique && winner[group] != expected.winner(group)) {
                    return "group " + group + " has ratio " + ratio[group] + " at " + winner[group] + ": expected "
                            + expected.bestRatio(group) + " at " + expected.winner(group);
                }
            }
            return "";
        }

        /** @throws SubjectException if it is not the expected answer */
        void require(BestItems expected) throws SubjectException {
            String difference = difference(expected);
            if (!difference.isEmpty()) {
                throw new SubjectException(Verdict.MISMATCHED, difference);
            }
        }
    }
}
