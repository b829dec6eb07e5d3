package io.alphafair.bench.peer.external;

/** The group argmax in SQL, over a table {@code items(individual, item, label, benefit, cost)}. */
enum DuckDbQuery {
    /** What one writes first. Two arg_max of tied entries need not agree with each other. */
    USUAL("duckdb", "max and two arg_max, GROUP BY", """
            SELECT label, max(benefit / cost), arg_max(individual, benefit / cost), arg_max(item, benefit / cost)
            FROM items GROUP BY label"""),
    /**
     * The fastest form found: one aggregate. A semi-join on the best ratio, which would leave no tie open, took 1.4 times as
     * long; a wide table with greatest() and a join back for the item was no faster.
     */
    ONE_AGGREGATE("duckdb one arg_max", "one arg_max of a struct, GROUP BY", """
            SELECT label, best.ratio, best.individual, best.item FROM (
                SELECT label, arg_max({'ratio': benefit / cost, 'individual': individual, 'item': item},
                    benefit / cost) AS best
                FROM items GROUP BY label)""");

    private final String label;
    private final String summary;
    private final String sql;

    DuckDbQuery(String label, String summary, String sql) {
        this.label = label;
        this.summary = summary;
        this.sql = sql;
    }

    /** The name in tables. */
    String label() {
        return label;
    }

    String summary() {
        return summary;
    }

    /** Columns: label, ratio, individual, item. */
    String sql() {
        return sql;
    }
}
