package io.alphafair.bench.subject;

import io.alphafair.Fairness;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.BurstTaker;
import io.alphafair.bench.measure.CappedQuestions;
import io.alphafair.bench.measure.Fixture;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What people use for allocation with caps, each in a process of its own, checked by its welfare. */
public final class CappedPeers {
    /** How far a welfare may be from the reference's, relative to it. */
    private static final double TOLERANCE = 1e-8;
    /** The names of those that solve linear programmes. */
    public static final List<Id> LINEAR_NAMES = List.of(Id.parse("scipy:highs"), Id.parse("ojalgo"));
    /** The name of the one that sorts. */
    public static final List<Id> SORTING_NAMES = List.of(Id.parse("numpy:cumsum"));
    /** The name of the one that keeps a queue of steps. */
    public static final List<Id> QUEUING_NAMES = List.of(Id.parse("queue"));
    private static final String QUESTIONS = "it answers " + Question.ALLOCATE_CAPPED.label() + " and "
            + Question.BUDGET_PATH.label() + " with caps of 1 in one group at alpha 0, ";
    private static final Worker.Judge SORTING = judge(QUESTIONS + "any number of items each, in bursts only",
            fixture -> asksForBudgets(fixture) && isOneGroup(fixture) && !isOneItemEach(fixture));
    private static final Worker.Judge QUEUING = judge(QUESTIONS + "at most one item each, in bursts only",
            fixture -> asksForBudgets(fixture) && isOneGroup(fixture) && isOneItemEach(fixture));
    private static final Worker.Judge LINEAR = judge(
            "it answers " + Question.ALLOCATE_CAPPED.label()
                    + " with caps of 1 at alpha 0 and infinity, any number of items each, in bursts only",
            fixture -> fixture.question() == Question.ALLOCATE_CAPPED && !isOneItemEach(fixture)
                    && List.of(Fairness.UTILITARIAN, Fairness.MAX_MIN).contains(fairness(fixture)));

    /** All of them, whether or not they can run here. */
    static final List<Subject> SUBJECTS = List.of(
            Peers.python("numpy:cumsum", "numpy_cumsum.py", Peers.NUMPY, "", SORTING,
                    fixture -> List.of(words(fixture))),
            Peers.python("scipy:highs", "scipy_linprog.py", List.of("numpy", "scipy"), "", LINEAR,
                    fixture -> List.of(words(fixture),
                            Double.toString(fairness(fixture).alpha()))),
            ofCalls("ojalgo", "ojAlgo, linear programme", Availability::yes, LINEAR,
                    fixture -> new LinearProgramme(fixture.items(), fairness(fixture),
                            budgets(fixture)[0])),
            ofCalls("queue", "C++, hulls and a queue", NativeLibrary.QUEUE::availability, QUEUING,
                    fixture -> new QueuePath(fixture.items(), budgets(fixture))));

    private CappedPeers() {
    }

    private static Worker.Judge judge(String only, Predicate<Fixture> answers) {
        return new Worker.Judge(only, fixture -> fixture.problem().more().getOrDefault("caps", "").equals("1")
                && answers.test(fixture), (reply, fixture) -> {
                    Worker.Judge.requireComplete(reply.welfare() != null, "a welfare for each budget");
                    requireWelfares(reply.welfare(), fixture);
                });
    }

    private static boolean asksForBudgets(Fixture fixture) {
        return fixture.question() == Question.ALLOCATE_CAPPED || fixture.question() == Question.BUDGET_PATH;
    }

    private static boolean isOneGroup(Fixture fixture) {
        return fixture.problem().k() == 1 && fairness(fixture).equals(Fairness.UTILITARIAN);
    }

    private static boolean isOneItemEach(Fixture fixture) {
        return CappedQuestions.isOneItemEach(fixture.problem());
    }

    private static Fairness fairness(Fixture fixture) {
        return Question.alpha(fixture.problem());
    }

    /** A peer that is called in a JVM of its own; each call's result is the welfare for each budget. */
    private static Subject ofCalls(String name, String what, Supplier<Availability> availability, Worker.Judge judge,
            Function<Fixture, Operation> operation) {
        Id id = Id.parse(name);
        return new Subject(id, Role.PEER, availability, Peers::rivals, Subject.bursts(id, (fixture, burst) -> {
            judge.requireSupported(fixture);
            Operation calls = operation.apply(fixture);
            requireWelfares((double[]) calls.call(), fixture);
            return new BurstTaker(what, 1, calls, burst) {
                @Override
                protected void check() throws SubjectException {
                    requireWelfares((double[]) last(), fixture);
                }
            };
        }));
    }

    /** The budgets that are asked about. */
    private static double[] budgets(Fixture fixture) {
        return fixture.share("budgets",
                () -> CappedQuestions.budgets(fixture.question(), fixture.items(), fixture.problem()));
    }

    private static double[] expected(Fixture fixture) {
        return fixture.share("welfares",
                () -> CappedQuestions.welfares(fixture.question(), fixture.items(), fixture.problem()));
    }

    /** @throws SubjectException if a welfare is not the reference's */
    private static void requireWelfares(double[] found, Fixture fixture) throws SubjectException {
        String difference = difference(found, expected(fixture), budgets(fixture));
        if (!difference.isEmpty()) {
            throw new SubjectException(Verdict.MISMATCHED, difference);
        }
    }

    /** The first difference; empty if there is none. */
    static String difference(double[] found, double[] expected, double[] budgets) {
        if (found.length != expected.length) {
            return found.length + " welfares: expected " + expected.length + ", one per budget";
        }
        for (int i = 0; i < found.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE * Math.abs(expected[i]))) {
                return "the welfare at budget " + budgets[i] + " is " + found[i] + ": expected " + expected[i] + " to "
                        + TOLERANCE;
            }
        }
        return "";
    }

    /** The budgets as words of a command, separated by commas. */
    private static String words(Fixture fixture) {
        return String.join(",", Arrays.stream(budgets(fixture)).mapToObj(Double::toString).toList());
    }
}
