package io.alphafair.studies.study;

import io.alphafair.Fairness;

/** alpha as tables write it. */
public final class Alphas {
    private Alphas() {
    }

    /** As {@link Fairness#parse} reads it, without useless zeros: {@code 0.5}, {@code 1}, {@code inf}. */
    public static String text(Fairness fairness) {
        return fairness.equals(Fairness.MAX_MIN) ? "inf" : Double.toString(fairness.alpha()).replaceAll("\\.0$", "");
    }
}
