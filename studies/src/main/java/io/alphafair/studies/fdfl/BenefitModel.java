package io.alphafair.studies.fdfl;

import java.util.Arrays;
import java.util.List;

/** A way to predict the benefits of one resource from the people's features. */
interface BenefitModel {
    /** What tables call it. */
    String name();

    /**
     * The predictions.
     *
     * @param basis functions of the features
     * @param benefit the true benefits, the first group's members first
     * @return a prediction per person
     */
    double[] predict(Basis basis, double[] benefit, int firstGroupSize);

    /** Those that the study compares. */
    static List<BenefitModel> all(double penalty) {
        return List.of(new GroupMeans(), new LeastSquaresFit(), new FairFit(penalty));
    }

    /** The mean benefit of the person's group. */
    record GroupMeans() implements BenefitModel {
        @Override
        public String name() {
            return "group means";
        }

        @Override
        public double[] predict(Basis basis, double[] benefit, int firstGroupSize) {
            double first = Arrays.stream(benefit, 0, firstGroupSize).average().orElseThrow();
            double second = Arrays.stream(benefit, firstGroupSize, benefit.length).average().orElseThrow();
            double[] predicted = new double[benefit.length];
            Arrays.setAll(predicted, person -> person < firstGroupSize ? first : second);
            return predicted;
        }
    }

    /** Least squares on the features. */
    record LeastSquaresFit() implements BenefitModel {
        @Override
        public String name() {
            return "least squares";
        }

        @Override
        public double[] predict(Basis basis, double[] benefit, int firstGroupSize) {
            return basis.values(basis.project(benefit));
        }
    }

    /**
     * Least squares with the accuracy-disparity penalty: {@link FairRegression}.
     *
     * @param penalty weight of the accuracy disparity
     */
    record FairFit(double penalty) implements BenefitModel {
        @Override
        public String name() {
            return "fair regression";
        }

        @Override
        public double[] predict(Basis basis, double[] benefit, int firstGroupSize) {
            return FairRegression.fit(basis, benefit, firstGroupSize, penalty).predicted();
        }
    }
}
