package io.alphafair.bench.plan;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.measure.CappedQuestions;
import io.alphafair.bench.measure.OwnData;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Workload;
import io.alphafair.bench.process.JvmLimit;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.subject.Subjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What JMH's patterns and parameters leave of a plan. */
public final class Selection {
    private static final String BACKEND = "backend";
    /** The parameter of the benchmark that compares with a solver. */
    private static final String BY = "by";
    /** Those of a user's data. */
    private static final Set<String> CHANGEABLE = Set.of("alpha", "caps", "funded");
    private static final Set<String> COUNTS = Set.of("n", "t", "k", "instances", "alphas", "budgets");

    private final JmhOptions options;
    private final Predicate<String> included;
    private final Predicate<String> excluded;

    /** @throws InvalidInputException if a pattern is no regular expression */
    public Selection(JmhOptions options) {
        this.options = options;
        included = options.includes().isEmpty() ? name -> true : anyOf(options.includes());
        excluded = anyOf(options.excludes());
    }

    private static Predicate<String> anyOf(List<String> patterns) {
        try {
            return patterns.stream()
                    .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).asPredicate())
                    .reduce(name -> false, Predicate::or);
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException("pattern '" + e.getPattern() + "': expected a regular expression", e);
        }
    }

    /**
     * The sessions whose name matches. {@code -p name=a,b} gives every session that has this parameter each of these values
     * in place of its own, and what is then the same is measured once; {@code -p backend=a,b} replaces its backends, except
     * where the choices of auto are compared with all of them. A name with a commit is refused: nothing here measures its code.
     *
     * @throws InvalidInputException if nothing is left, or a parameter or its value is wrong
     */
    public List<Planned> of(List<Planned> plan) {
        Map<String, Planned> selected = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>();
        for (Planned planned : plan) {
            if (included.test(planned.name()) && !excluded.test(planned.name())) {
                known.addAll(parameters(planned.problem()));
                if (!planned.isOfAuto()) {
                    known.add(subjectParameter(planned));
                }
                for (Problem problem : variants(planned.problem())) {
                    Planned variant = new Planned(planned.question(), problem, subjects(planned),
                            options.effort(planned.how()));
                    selected.merge(variant.key(), variant, Planned::with);
                }
            }
        }
        if (selected.isEmpty()) {
            throw new InvalidInputException("no measurement of this profile matches "
                    + String.join(" ", options.includes()) + ": expected a part of "
                    + String.join(", ", new TreeSet<>(plan.stream().map(Planned::name).toList())));
        }
        for (String name : options.parameters()) {
            if (!known.contains(name)) {
                throw new InvalidInputException("-p " + name + ": the chosen measurements have no such parameter; "
                        + "expected one of " + String.join(", ", known));
            }
        }
        selected.values().forEach(planned -> requireValues(planned.problem()));
        return List.copyOf(selected.values());
    }

    private static String subjectParameter(Planned planned) {
        return planned.question() == Question.AGAINST_SOLVER ? BY : BACKEND;
    }

    /** The subjects that were asked for by name; empty if none were. */
    public List<Id> named() {
        return Stream.of(BACKEND, BY).flatMap(this::named).filter(id -> role(id) == Role.BACKEND).toList();
    }

    private Stream<Id> named(String parameter) {
        return options.values(parameter).stream().map(name -> named(parameter, name));
    }

    private static Id named(String parameter, String name) {
        Id id = Id.parse(name);
        if (!id.commit().isEmpty()) {
            throw new InvalidInputException("-p " + parameter + "=" + id + ": expected a name without a commit; "
                    + "--compare-with measures another commit beside this code");
        }
        return id;
    }

    private static Role role(Id id) {
        return Subjects.ofThisCode().find(id).role();
    }

    private List<Id> subjects(Planned planned) {
        List<Id> named = named(subjectParameter(planned)).toList();
        if (named.isEmpty() || planned.isOfAuto()) {
            return planned.subjects();
        }
        Stream<Id> others = planned.question() == Question.AGAINST_SOLVER
                ? Stream.of()
                : planned.subjects().stream().filter(id -> role(id) != Role.BACKEND);
        // Each once: a name may be given twice, or be that of a ceiling, which takes part anyway.
        return Stream.concat(named.stream(), others).distinct().toList();
    }

    private List<Problem> variants(Problem problem) {
        List<Problem> variants = List.of(problem);
        for (String name : parameters(problem)) {
            List<String> values = options.values(name);
            if (!values.isEmpty()) {
                if (COUNTS.contains(name)) {
                    values.forEach(value -> requireCount(name, value));
                }
                variants = variants.stream()
                        .flatMap(variant -> values.stream().map(value -> variant.with(name, value))).toList();
            }
        }
        return variants;
    }

    private static void requireCount(String name, String value) {
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new InvalidInputException(
                    "-p " + name + "=" + value + ": expected a whole number from 1 to 999999999");
        }
    }

    /** The parameters that can be changed: a user's data have the size that they have. */
    private static Set<String> parameters(Problem problem) {
        return OwnData.is(problem)
                ? problem.more().keySet().stream().filter(CHANGEABLE::contains).collect(Collectors.toSet())
                : problem.params().keySet();
    }

    /** A misspelt value must not become a run of something else, or of nothing. */
    private static void requireValues(Problem problem) {
        Workload.requirePossible(problem);
        if (problem.more().containsKey("alpha")) {
            Fairness.parse(problem.more().get("alpha"));
        }
        if (problem.more().containsKey(JvmLimit.PARAMETER)) {
            JvmLimit.parse(problem.more().get(JvmLimit.PARAMETER));
        }
        CappedQuestions.requireValues(problem);
        if (problem.k() > problem.n() * Long.parseLong(problem.more().getOrDefault("instances", "1"))) {
            throw new InvalidInputException(problem + ": expected at most as many groups K as individuals N");
        }
    }
}
