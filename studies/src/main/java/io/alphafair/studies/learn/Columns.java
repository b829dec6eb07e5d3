package io.alphafair.studies.learn;

import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import java.util.Arrays;
import java.util.List;

/**
 * What the columns of a table are to a learner.
 *
 * @param features numbers that describe a person
 * @param categories words that describe a person
 * @param benefits those that were observed, a column per item
 * @param floor added to every benefit
 * @param costs of the items
 * @param caps the largest doses, or null for none
 * @param groups columns whose values together are the group
 * @param missingGroup the value of those whose group is missing, or null to refuse them
 */
record Columns(List<String> features, List<String> categories, List<String> benefits, double floor, Amounts costs,
        Amounts caps, List<String> groups, String missingGroup) {

    /** The survey NMES 1988: the benefit is the number of visits. */
    static Columns survey(Grouping grouping, double floor, Amounts caps) {
        Care[] kinds = Care.values();
        return new Columns(Nmes.NUMBERS, Nmes.CATEGORIES, Arrays.stream(kinds).map(Care::column).toList(), floor,
                Amounts.ofConstants("--cost-values", Arrays.stream(kinds).mapToDouble(Care::cost).toArray()), caps,
                grouping.columns(), null);
    }
}
