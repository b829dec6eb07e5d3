package io.alphafair.bench.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What holds in every record that a run writes, beyond the types of its fields. Reports and comparisons rely on it. */
final class Consistency {
    private Consistency() {
    }

    /** @throws IOException naming the file and the field, if something is not so */
    static void require(Path file, List<Session> sessions) throws IOException {
        for (int place = 0; place < sessions.size(); place++) {
            Session session = sessions.get(place);
            String field = file + ", field sessions[" + place + "]";
            Problem problem = session.problem();
            if (problem.n() < 1 || problem.t() < 1 || problem.k() < 1) {
                throw new IOException(field + ".problem: n = " + problem.n() + ", t = " + problem.t() + ", k = "
                        + problem.k() + "; expected numbers of 1 and more");
            }
            for (int subject = 0; subject < session.series().size(); subject++) {
                require(field + ".series[" + subject + "]", session.series().get(subject));
            }
        }
    }

    private static void require(String field, Series series) throws IOException {
        for (Map.Entry<String, double[][]> samples : series.samples().entrySet()) {
            if (samples.getValue().length != series.unsettled().size()) {
                throw new IOException(field + ".samples." + samples.getKey() + ": " + samples.getValue().length
                        + " forks; expected as many as in unsettled, which has " + series.unsettled().size());
            }
            for (double[] fork : samples.getValue()) {
                if (fork.length == 0) {
                    throw new IOException(field + ".samples." + samples.getKey()
                            + ": a fork without a value; expected one at least");
                }
                for (double value : fork) {
                    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
                        throw new IOException(field + ".samples." + samples.getKey() + ": " + value
                                + "; expected finite numbers from 0 on");
                    }
                }
            }
        }
        for (Map.Entry<String, Summary> summary : series.summary().entrySet()) {
            Summary numbers = summary.getValue();
            if (!(0 <= numbers.low() && numbers.low() <= numbers.median() && numbers.median() <= numbers.high()
                    && numbers.high() <= Double.MAX_VALUE)) {
                throw new IOException(field + ".summary." + summary.getKey() + ": " + numbers.low() + ", "
                        + numbers.median() + " and " + numbers.high()
                        + "; expected finite numbers from 0 on, the interval around the median");
            }
        }
    }
}
