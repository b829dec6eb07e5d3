package io.alphafair.bench.measure;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Problem;
import io.alphafair.contract.BackendContract;
import io.alphafair.npy.Npy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the subjects of one session share; each part is made when it is first asked for. Used by one thread. */
public final class Fixture implements AutoCloseable {
    private final Question question;
    private final Problem problem;
    private final Forks forks;
    private final Map<Object, Object> shared = new HashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int renewals;

    Fixture(Question question, Problem problem, Forks forks) {
        this.question = question;
        this.problem = problem;
        this.forks = forks;
    }

    /** What is asked. */
    public Question question() {
        return question;
    }

    /** The problem's parameters. */
    public Problem problem() {
        return problem;
    }

    /** How children are started. */
    public Forks forks() {
        return forks;
    }

    /** The problem. */
    public Items items() {
        return share("items", () -> Workload.make(problem));
    }

    /** The reference's answer to the benefits that are there now. */
    public BestItems expected() {
        return share("expected " + renewals % 2, () -> BackendContract.expected(items()));
    }

    /**
     * Writes new benefits, as a model does between two questions: what was there, but for the first one, which takes one of
     * two values in turn. A backend that keeps a copy has to copy anew.
     */
    public void renew() {
        double[] firsts = share("firsts", () -> new double[]{items().benefit(0, 0), winning()});
        items().benefit().set(0, 0, firsts[++renewals % 2]);
    }

    /** A benefit with which the first entry wins its group. */
    private double winning() {
        return Math.max(1, 2 * expected().bestRatio(items().groups().label(0)) * items().cost(0, 0));
    }

    /** The answer, without runner-up, to the benefits that are there now; checked once against {@link #expected}. */
    public BestItems answer(Callable<BestItems> checked) {
        return share("answer " + renewals % 2, checked);
    }

    /** The problem as files, for processes that know no Java; gone after {@link #close}. */
    public Path npyFolder() {
        return share("npy", () -> {
            TemporaryFolder folder = share("npy folder", () -> TemporaryFolder.of("peers"));
            Npy.write(folder.path().resolve("benefit.npy"), items().benefit());
            Npy.write(folder.path().resolve("cost.npy"), items().cost());
            Npy.write(folder.path().resolve("group.npy"), items().groups());
            return folder.path();
        });
    }

    /** What was made under that key, or what {@code maker} makes now; closed with the fixture if it can be closed. */
    @SuppressWarnings("unchecked")
    public <V> V share(Object key, Callable<V> maker) {
        Object value = shared.get(key);
        if (value == null) {
            try {
                value = maker.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            shared.put(key, value);
            if (value instanceof AutoCloseable closeable) {
                open.push(closeable);
            }
        }
        return (V) value;
    }

    /** Closes all of it, the last made first; idempotent. */
    @Override
    public void close() {
        shared.clear();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
