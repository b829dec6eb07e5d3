package io.alphafair;

/**
 * A direction of the inputs of an allocation with caps: the velocity of each.
 *
 * @param benefit N x T, or null if the benefits stay
 * @param cost N x T, or null if the costs stay
 * @param cap N x T, or null if the caps stay
 * @param budget the budget's velocity
 * @param weights K velocities, or null if the weights stay
 * @param alpha alpha's velocity; without effect at alpha 0 and infinity
 */
public record CappedDirection(Matrix benefit, Matrix cost, Matrix cap, double budget, double[] weights, double alpha) {
    static double at(Matrix velocity, FundedEntry entry) {
        return velocity == null ? 0 : velocity.get(entry.row(), entry.item());
    }
}
