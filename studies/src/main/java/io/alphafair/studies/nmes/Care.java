package io.alphafair.studies.nmes;

/**
 * The six kinds of care that the survey counts, and what one unit of each costs.
 *
 * <p>The survey has no prices. <b>The costs are chosen by us</b>: round numbers for the resources that one unit takes,
 * with a visit to a physician's office as the unit, in the order of magnitude that the kinds of care had in the United
 * States around 1988. They make an example; nobody should read a finding about care into them.
 */
public enum Care {
    /** A visit to a physician's office: the unit. */
    VISITS("visits", "physician's office", 1),
    /** The office of another professional, as a nurse or therapist: cheaper time, no physician. */
    OFFICE_OF_OTHERS("nvisits", "another professional's office", 0.5),
    /** A physician in an outpatient department: the same time, and the hospital's overhead. */
    OUTPATIENT_PHYSICIAN("ovisits", "physician, outpatient", 2),
    /** Another professional in an outpatient department: cheaper time, and the hospital's overhead. */
    OUTPATIENT_OTHERS("novisits", "another professional, outpatient", 1),
    /** An emergency room: staff and equipment that wait around the clock. */
    EMERGENCY("emergency", "emergency room", 4),
    /** A hospital stay: about a week of bed, nursing and treatment. */
    HOSPITAL("hospital", "hospital stay", 60);

    private final String column;
    private final String words;
    private final double cost;

    Care(String column, String words, double cost) {
        this.column = column;
        this.words = words;
        this.cost = cost;
    }

    /** Its column in the survey. */
    public String column() {
        return column;
    }

    /** Its name for people who do not know the survey. */
    public String inWords() {
        return words;
    }

    /** In visits to a physician's office. */
    public double cost() {
        return cost;
    }
}
