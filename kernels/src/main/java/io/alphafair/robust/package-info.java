/**
 * How far an allocation depends on chance: on noise in the benefits ({@link io.alphafair.robust.FundedShares}), and on the
 * order of the rows where ratios tie at a cut-off ({@link io.alphafair.robust.Lottery}).
 */
package io.alphafair.robust;
