package io.alphafair.closedform;

/** Buffers of a {@link Solution} and its derivatives, reused by each call; their contents have no meaning between calls. */
final class Workspace {
    final PowerBlock block;
    final CompensatedSum sum = new CompensatedSum();
    final Mixture mixture = new Mixture(sum);
    /** Powers for the next unweighted shares, one per group from {@link #powersFrom} on; null if the shares compute them. */
    double[] powers;
    int powersFrom;

    Workspace(int groupCount) {
        block = new PowerBlock(Math.min(groupCount, PowerBlock.MOST));
    }
}
