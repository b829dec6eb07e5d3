package io.alphafair.studies.verify;

import io.alphafair.Fairness;
import java.util.List;

/**
 * Doses as a notebook printed them for one of its data sets, N x T, row by row.
 *
 * @param data the name of the data set
 * @param closedForm by the notebook's closed form
 * @param cvxpy by CVXPY and the solver that it chose
 */
record PrintedDoses(String data, Fairness fairness, double[] closedForm, double[] cvxpy) {
    /** All that were printed in full; the others are cut off in the document. */
    static final List<PrintedDoses> ALL = List.of(
            new PrintedDoses("notebook 1", Fairness.UTILITARIAN,
                    new double[]{0, 0, 0, 0, 898.24768394, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                    new double[]{0, 0, 0, 0, 898.24768394, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            new PrintedDoses("notebook 1", Fairness.PROPORTIONAL,
                    new double[]{0, 0, 0, 0, 299.41589465, 0, 0, 0, 0, 131.50747217, 0, 0, 89.07492632, 0, 0, 0},
                    new double[]{1.25020129e-05, 1.34577150e-05, 1.60728288e-05, 1.15721217e-05, 2.99373760e+02,
                            8.41978198e-05, 6.81399539e-06, 7.38655655e-06, 1.06880544e-05, 1.31522426e+02,
                            7.09596435e-06, 5.08799434e-06, 8.90771415e+01, 8.19658983e-06, 4.33705917e-05,
                            1.71885029e-05}),
            new PrintedDoses("notebook 2", Fairness.UTILITARIAN, new double[]{0, 0, 0, 0, 0, 0, 0, 587.32925844},
                    new double[]{0, 0, 0, 0, 0, 0, 0, 587.32925844}),
            new PrintedDoses("notebook 2", Fairness.PROPORTIONAL,
                    new double[]{0, 0, 0, 329.72156311, 0, 293.85603708, 0, 195.77641948},
                    new double[]{3.81745185e-06, 2.16776120e-06, 2.57304675e-06, 3.29795889e+02, 2.48561565e-06,
                            2.93822877e+02, 3.64641703e-06, 1.95754339e+02}),
            new PrintedDoses("notebook 2", Fairness.of(0.5),
                    new double[]{0, 0, 0, 192.96529401, 0, 334.32582847, 0, 250.01492627},
                    new double[]{1.57646739e-06, 7.20753469e-07, 1.21320711e-06, 1.92956417e+02, 9.42114346e-07,
                            3.34322609e+02, 1.62385165e-06, 2.50022325e+02}));

    /** Those of one data set. */
    static List<PrintedDoses> of(NotebookData data) {
        return ALL.stream().filter(printed -> printed.data().equals(data.name())).toList();
    }
}
