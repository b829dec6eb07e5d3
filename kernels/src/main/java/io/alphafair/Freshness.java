package io.alphafair;

/** Whether items still hold the values that a result was made from, as far as their own objects wrote them. */
final class Freshness {
    private final Items items;
    private final long benefit;
    private final long cost;
    private final long cap;
    private final long groups;

    /** @param given to be looked after; of steps the items that they are made from */
    Freshness(Items given) {
        items = given.steps() == null ? given : given.steps().items();
        benefit = items.benefit().version();
        cost = items.cost().version();
        cap = capVersion(items);
        groups = items.groups().version();
    }

    private static long capVersion(Items items) {
        return items.hasCaps() ? items.cap().version() : 0;
    }

    /** @throws IllegalStateException if the values have been written since */
    void require() {
        if (items.benefit().version() != benefit || items.cost().version() != cost || capVersion(items) != cap
                || items.groups().version() != groups) {
            throw new IllegalStateException("the items have been written since this result was made: expected them as "
                    + "they were; select and allocate again");
        }
    }
}
