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
    /** The twelve cells in the order of their groups: by race, then by sex, which are independent. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (int race = 0; race < Attribute.RACE.values().size(); race++) {
            for (String sex : Attribute.SEX.values()) {
                cells.add(new Cell(Attribute.RACE.values().get(race), sex,
                        Attribute.RACE.probabilities().get(race) / Attribute.SEX.values().size()));
            }
        }
        return List.copyOf(cells);
    }

    /** As in {@code white, male}. */
    public String name() {
        return race + ", " + sex;
    }
}
