package io.alphafair.studies.nmes;

import java.util.List;

/** Which columns of the survey make the groups. */
public enum Grouping {
    /** 4 groups. */
    SEX_AND_RACE(Grouping.SEX, "afam"),
    /** 8 groups. */
    SEX_RACE_AND_MEDICAID(Grouping.SEX, "afam", "medicaid");

    static final String SEX = "gender";

    private final List<String> columns;

    Grouping(String... columns) {
        this.columns = List.of(columns);
    }

    /** The columns, in the order in which the groups are sorted. */
    public List<String> columns() {
        return columns;
    }
}
