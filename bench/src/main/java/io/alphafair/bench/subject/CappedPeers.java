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
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What people use for allocation with caps, each in a process of its own, checked by its welfare. */
public final class CappedPeers {
    private static final String QUESTIONS = "it answers " + Question.ALLOCATE_CAPPED.label() + " and "
            + Question.BUDGET_PATH.label() + " with caps of 1 in one group at alpha 0, ";
    private static final Judge SORTING = judge(QUESTIONS + "any number of items each, in bursts only",
            fixture -> asksForBudgets(fixture) && isOneGroup(fixture) && !isOneItemEach(fixture));
    private static final Judge QUEUING = judge(QUESTIONS + "at most one item each, in bursts only",
            fixture -> asksForBudgets(fixture) && isOneGroup(fixture) && isOneItemEach(fixture));
    private static final Judge LINEAR = judge(
            "it answers " + Question.ALLOCATE_CAPPED.label()
                    + " with caps of 1 at alpha 0 and infinity, any number of items each, in bursts only",
            fixture -> fixture.question() == Question.ALLOCATE_CAPPED && !isOneItemEach(fixture)
                    && List.of(Fairness.UTILITARIAN, Fairness.MAX_MIN).contains(fairness(fixture)));

    /** All of them, whether or not they can run here. */
    static final List<Subject> SUBJECTS = List.of(
            Peers.python("numpy:cumsum", "numpy_cumsum.py", Peers.NUMPY, "", SORTING,
                    fixture -> List.of(Welfares.words(Welfares.budgets(fixture)))),
            Peers.python("scipy:highs", "scipy_linprog.py", List.of("numpy", "scipy"), "", LINEAR,
                    fixture -> List.of(Welfares.words(Welfares.budgets(fixture)),
                            Double.toString(fairness(fixture).alpha()))),
            ofCalls("ojalgo", "ojAlgo, linear programme", Availability::yes, LINEAR,
                    fixture -> new LinearProgramme(fixture.items(), fairness(fixture),
                            Welfares.budgets(fixture)[0])),
            ofCalls("queue", "C++, hulls and a queue", NativeLibrary.QUEUE::availability, QUEUING,
                    fixture -> new QueuePath(fixture.items(), Welfares.budgets(fixture))));

    private CappedPeers() {
    }

    private static Judge judge(String only, Predicate<Fixture> answers) {
        return new Judge(only, fixture -> fixture.problem().more().getOrDefault("caps", "").equals("1")
                && answers.test(fixture), (reply, fixture) -> {
                    Judge.requireComplete(reply.welfare() != null, "a welfare for each budget");
                    Welfares.require(reply.welfare(), fixture);
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
    private static Subject ofCalls(String name, String what, Supplier<Availability> availability, Judge judge,
            Function<Fixture, Operation> operation) {
        Id id = Id.parse(name);
        return new Subject(id, Role.PEER, availability, Peers::rivals, Subject.bursts(id, (fixture, burst) -> {
            judge.requireSupported(fixture);
            Operation calls = operation.apply(fixture);
            Welfares.require((double[]) calls.call(), fixture);
            return new BurstTaker(what, 1, calls, burst) {
                @Override
                public void verify() throws SubjectException {
                    Welfares.require((double[]) last(), fixture);
                }
            };
        }));
    }

    /** The names of those that solve linear programmes. */
    public static List<Id> linear() {
        return List.of(Id.parse("scipy:highs"), Id.parse("ojalgo"));
    }

    /** The name of the one that sorts. */
    public static List<Id> sorting() {
        return List.of(Id.parse("numpy:cumsum"));
    }

    /** The name of the one that keeps a queue of steps. */
    public static List<Id> queuing() {
        return List.of(Id.parse("queue"));
    }
}
