package io.alphafair.capped;

/** The groups whose lists do not say where the group is: its place lies before or behind what is listed. */
public final class Misses {
    private final boolean[] above;
    private final boolean[] below;
    private boolean any;

    /** No group. */
    public Misses(int groupCount) {
        above = new boolean[groupCount];
        below = new boolean[groupCount];
    }

    void noteAbove(int group) {
        above[group] = true;
        any = true;
    }

    void noteBelow(int group) {
        below[group] = true;
        any = true;
    }

    /** Whether there is such a group. */
    public boolean any() {
        return any;
    }

    /** Whether entries before the list may not be full. */
    public boolean isAbove(int group) {
        return above[group];
    }

    /** Whether entries behind the list may be bought. */
    public boolean isBelow(int group) {
        return below[group];
    }

    /** Notes the groups with an entry that has to be listed, is before the list, and is in no sum. */
    void noteOdd(CappedList list) {
        for (int k = 0; k < above.length; k++) {
            if (list.isOdd(k)) {
                noteAbove(k);
            }
        }
    }

    /** Notes the groups that are before their list's first breakpoint or behind its last one. */
    void notePassed(CappedList list, int[] passed) {
        for (int k = 0; k < passed.length; k++) {
            if (passed[k] == 0 && list.countAbove(k) > 0) {
                noteAbove(k);
            }
            if (list.isOpen(k) && passed[k] == 2 * list.count(k)) {
                noteBelow(k);
            }
        }
    }

    /** Notes the groups whose next entry may not be listed. */
    void notePlaces(CappedList list, Places places) {
        for (int k = 0; k < above.length; k++) {
            if (list.isOpen(k) && places.full[k] == list.count(k)) {
                noteBelow(k);
            }
        }
    }
}
