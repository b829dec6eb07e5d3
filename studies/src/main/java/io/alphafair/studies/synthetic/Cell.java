package io.alphafair.studies.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the census's twelve groups.
 *
 * @param race one of six
 * @param sex male or female
 * @param probability that a person belongs to the cell
 */
public record Cell(String race, String sex, double probability) {
    private static final List<String> RACES = List.of("white", "black", "two-or-more", "some-other", "asian",
            "native-american/alaska-native");
    /** A rough guide after the US census of 2020. */
    private static final double[] RACE_PROBABILITY = {0.61, 0.12, 0.1, 0.08, 0.06, 0.03};
    private static final List<String> SEXES = List.of("male", "female");

    /** The twelve cells in the order of their groups: by race, then by sex, which are independent. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (int race = 0; race < RACES.size(); race++) {
            for (String sex : SEXES) {
                cells.add(new Cell(RACES.get(race), sex, RACE_PROBABILITY[race] / SEXES.size()));
            }
        }
        return List.copyOf(cells);
    }

    /** As in {@code white, male}. */
    public String name() {
        return race + ", " + sex;
    }
}
