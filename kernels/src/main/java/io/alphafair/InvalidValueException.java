package io.alphafair;

/**
 * A benefit, cost, ratio or cap that the allocator refuses. Every backend reports the same one: the lowest flat index, and
 * there the benefit before the cost before their ratio before the cap.
 */
public final class InvalidValueException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    /** What is wrong at the reported place. */
    public enum Kind {
        BENEFIT, COST, RATIO, CAP
    }

    private final Kind kind;
    private final long row;
    private final int item;
    private final double value;

    private InvalidValueException(Kind kind, long row, int item, double value, String message) {
        super(message);
        this.kind = kind;
        this.row = row;
        this.item = item;
        this.value = value;
    }

    /**
     * The error for the pair at {@code row}, {@code item}.
     *
     * @throws IllegalArgumentException if the pair is valid
     */
    public static InvalidValueException of(long row, int item, double benefit, double cost) {
        String place = "[" + row + "," + item + "]";
        if (!Items.isBenefit(benefit)) {
            return new InvalidValueException(Kind.BENEFIT, row, item, benefit, "benefit" + place + " is " + benefit
                    + ": expected a finite number >= 0; correct the value or drop row " + row);
        }
        if (!Items.isCost(cost)) {
            return new InvalidValueException(Kind.COST, row, item, cost, "cost" + place + " is " + cost
                    + ": expected a finite number > 0; correct the value or drop row " + row);
        }
        if (benefit / cost <= Double.MAX_VALUE) {
            throw new IllegalArgumentException("benefit" + place + " " + benefit + " and cost " + cost + " are valid");
        }
        return new InvalidValueException(Kind.RATIO, row, item, benefit / cost,
                "benefit" + place + " / cost" + place + " = " + benefit + " / " + cost
                        + " overflows: expected a finite ratio; scale the benefits down or the costs up");
    }

    /**
     * The error for the entry at {@code row}, {@code item}, with its cap.
     *
     * @throws IllegalArgumentException if the entry is valid
     */
    public static InvalidValueException of(long row, int item, double benefit, double cost, double cap) {
        if (Items.isCap(cap) || !Items.isBenefit(benefit) || !Items.isCost(cost)
                || !(benefit / cost <= Double.MAX_VALUE)) {
            return of(row, item, benefit, cost);
        }
        return new InvalidValueException(Kind.CAP, row, item, cap, "cap[" + row + "," + item + "] is " + cap
                + ": expected a number > 0 or infinity; correct the value, or set the benefit to 0 where no dose is allowed");
    }

    public Kind kind() {
        return kind;
    }

    /** The individual, from 0. */
    public long row() {
        return row;
    }

    /** The item, from 0. */
    public int item() {
        return item;
    }

    /** The refused benefit, cost, ratio or cap. */
    public double value() {
        return value;
    }
}
