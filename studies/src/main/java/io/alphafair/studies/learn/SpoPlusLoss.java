package io.alphafair.studies.learn;

import io.alphafair.BestItems;
import java.util.Arrays;

/**
 * SPO+ (Elmachtoub and Grigas, 2022), the convex surrogate of decision regret for linear objectives. Within a group the
 * decision is linear: its budget goes to one entry, the one of the largest benefit/cost. With true ratios r and predicted
 * ratios p, the loss is the sum over the groups of {@code max(2 p - r) - 2 p_true + r_true}, where {@code true} is the
 * winner by the true benefits. Its subgradient needs one more group argmax, of 2 p - r. It knows nothing of alpha, which
 * does not enter the choice of winners.
 */
final class SpoPlusLoss implements BatchLoss {
    SpoPlusLoss() {
    }

    @Override
    public double of(Instance batch, double[] predicted, double[] byLogarithm) {
        double[] twisted = new double[predicted.length];
        double shift = 0;
        for (int entry = 0; entry < twisted.length; entry++) {
            twisted[entry] = 2 * predicted[entry] - batch.benefit()[entry];
            shift = Math.max(shift, -twisted[entry] / batch.cost(entry));
        }
        for (int entry = 0; entry < twisted.length; entry++) {
            // The allocator takes no negative benefits; what is added to every ratio changes no winner.
            twisted[entry] = Math.max(0, twisted[entry] + shift * batch.cost(entry));
        }
        BestItems best = batch.bestItems(twisted);
        Arrays.fill(byLogarithm, 0);
        double loss = 0;
        for (int group = 0; group < batch.groupCount(); group++) {
            if (batch.isAbsent(group)) {
                continue;
            }
            int rival = (int) best.winner(group);
            int winner = (int) batch.trueBestItems().winner(group);
            double winnersRatio = predicted[winner] / batch.cost(winner);
            double rivalsRatio = predicted[rival] / batch.cost(rival);
            loss += 2 * (rivalsRatio - winnersRatio) + batch.trueBestItems().bestRatio(group)
                    - batch.benefit()[rival] / batch.cost(rival);
            byLogarithm[rival] += 2 * rivalsRatio;
            byLogarithm[winner] -= 2 * winnersRatio;
        }
        return loss;
    }
}
