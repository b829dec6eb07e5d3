package io.alphafair.closedform;

/** What a computation needs in between and leaves without meaning, made once and reused. */
final class Workspace {
    final PowerBlock block;
    final CompensatedSum sum = new CompensatedSum();
    final Mixture mixture = new Mixture(sum);
    /** The powers of the next unweighted shares, one per group from {@link #powersFrom} on, if they are known; else null. */
    double[] powers;
    int powersFrom;

    Workspace(int groupCount) {
        block = new PowerBlock(Math.min(groupCount, PowerBlock.MOST));
    }
}
