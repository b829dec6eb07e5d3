package io.alphafair.cli;

import io.alphafair.FundedEntry;
import java.util.ArrayList;
import java.util.List;

/** What people should know beside the numbers: money for single persons, partial doses, ties, and benefits that count as 0. */
final class Notes {
    private Notes() {
    }

    /**
     * One line each, after an empty line; empty if there are none.
     *
     * @param ties of each outcome
     * @param zeroed how many negative benefits count as 0
     */
    static String of(People people, Plan plan, List<Outcome> outcomes, List<Ties> ties, long zeroed) {
        List<String> notes = new ArrayList<>();
        if (!people.items().hasCaps()) {
            notes.add("No cap is set, so each group's money goes to one person. Set the largest dose with --cap or "
                    + "--cap-values, such as --cap-values 1.");
        } else if (outcomes.stream().flatMap(outcome -> outcome.funded().stream()).anyMatch(Notes::isPartial)) {
            notes.add(
                    "Some doses are partial, because the money of their group runs out there; --whole gives whole doses "
                            + "only.");
        }
        if (ties.stream().anyMatch(Ties::decideAny)) {
            notes.add(plan.isByLot()
                    ? "Lots decided who of the tied people gets something."
                    : "The order of the rows decided who of the tied people gets something; --ties lottery:SEED draws "
                            + "lots.");
        }
        for (int group = 0; group < outcomes.getFirst().groupCount(); group++) {
            if (outcomes.getFirst().allocation().isZero(group)) {
                notes.add("Nobody in " + people.groupName(group)
                        + " benefits from anything, so that group gets nothing.");
            }
        }
        if (zeroed > 0) {
            notes.add(zeroed + (zeroed == 1 ? " negative benefit counts" : " negative benefits count") + " as 0.");
        }
        return notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n";
    }

    private static boolean isPartial(FundedEntry entry) {
        return !entry.full();
    }
}
