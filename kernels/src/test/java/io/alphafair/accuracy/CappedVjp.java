package io.alphafair.accuracy;

import io.alphafair.accuracy.CappedEntries.Entry;

/** The vector-Jacobian product of an allocation with caps, in 60 digits. */
final class CappedVjp {
    private final CappedExact exact;

    CappedVjp(CappedExact exact) {
        this.exact = exact;
    }

    /**
     * {@code z_k}, 0 for a group without a critical entry.
     *
     * @param upstream dL/d dose at the critical entries
     */
    Wide[] levers(double[] upstream) {
        Wide[] lever = new Wide[exact.count];
        Wide[] part = new Wide[exact.count];
        Wide[] priced = new Wide[exact.count];
        Wide sum = Wide.ZERO;
        Wide mean = Wide.ZERO;
        int top = -1;
        for (int k : exact.open) {
            part[k] = response(k);
            priced[k] = Wide.of(upstream[k]).over(exact.next(k).cost());
            sum = sum.plus(part[k]);
            mean = mean.plus(part[k].times(priced[k]));
            top = top < 0 || part[k].compareTo(part[top]) > 0 ? k : top;
        }
        for (int k = 0; k < exact.count; k++) {
            lever[k] = exact.money[k].isZero() || exact.open.size() == 1 ? Wide.ZERO : priced[k].minus(mean.over(sum));
        }
        if (exact.open.size() > 1) {
            Wide difference = Wide.ZERO;
            for (int k : exact.open) {
                difference = difference.plus(part[k].times(priced[top].minus(priced[k])));
            }
            lever[top] = difference.over(sum);
        }
        return lever;
    }

    /**
     * What {@link #levers} are differences of: {@code |a_k| (sum of the other h) + (sum of the others' |a| h)}, over the sum of
     * h.
     */
    Wide[] leverSizes(double[] upstream) {
        Wide[] own = new Wide[exact.count];
        Wide[] part = new Wide[exact.count];
        for (int k = 0; k < exact.count; k++) {
            part[k] = exact.money[k].isZero() ? Wide.ZERO : response(k);
            own[k] = exact.money[k].isZero() ? Wide.ZERO : Wide.of(upstream[k]).over(exact.next(k).cost()).abs();
        }
        Wide sum = ClosedExact.sum(part);
        Wide[] partOthers = ClosedExact.others(part);
        Wide[] mixed = new Wide[exact.count];
        for (int k = 0; k < exact.count; k++) {
            mixed[k] = own[k].times(part[k]);
        }
        Wide[] mixedOthers = ClosedExact.others(mixed);
        for (int k = 0; k < exact.count; k++) {
            own[k] = part[k].isZero() ? Wide.ZERO : own[k].times(partOthers[k]).plus(mixedOthers[k]).over(sum);
        }
        return own;
    }

    /** h_k, up to a common factor. */
    private Wide response(int group) {
        return exact.alpha == 0
                ? Wide.ONE
                : (exact.isMaxMin() ? Wide.of(exact.entries.size(group)) : exact.total[group])
                        .over(exact.next(group).ratio());
    }

    /** dL/db of a full entry. */
    Wide fullVjp(int group, Entry entry, Wide[] lever) {
        return exact.alpha == 0 || lever[group].isZero()
                ? Wide.ZERO
                : lever[group].times(entry.cap()).over(exact.next(group).ratio()).negate();
    }

    /** dL/db of the critical entry. */
    Wide criticalVjp(int group, Wide[] lever) {
        if (exact.alpha == 0) {
            return Wide.ZERO;
        }
        Wide lead = exact.isMaxMin()
                ? exact.money[group].negate()
                : exact.fullValue(group)
                        .plus(exact.total[group].times(Wide.ONE.minus(Wide.of(exact.alpha)).over(exact.alpha)))
                        .over(exact.next(group).ratio());
        return lever[group].times(lead).over(exact.next(group).benefit());
    }
}
