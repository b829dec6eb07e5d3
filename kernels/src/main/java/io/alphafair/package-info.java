/**
 * The group-wise alpha-fair allocator.
 *
 * <p>N individuals x T items have predicted benefits and costs; each individual belongs to one of K groups; one budget is
 * to be spent so that the alpha-fair welfare of the groups' mean utilities is largest. The way through:
 *
 * <pre>
 * Items                      benefits, costs, groups: shapes checked, off-heap
 *   Backend.prepare      -&gt; Prepared        a view on a CPU, an upload on a device
 *   Prepared.bestItems   -&gt; BestItems       O(N T): each group's best ratio and its place (the pass that reads)
 *   BestItems.allocate   -&gt; Allocation      O(K): budgets, doses, utilities, welfare, shadow price, derivatives
 *   Prepared.dense...    -&gt; Matrix          N x T doses or gradients, on request (the pass that writes)
 * </pre>
 *
 * <p>With caps on the doses ({@link io.alphafair.Items#withCaps}) a budget reaches many entries:
 *
 * <pre>
 *   Prepared.select      -&gt; Selection         O(N T): the entries near each group's cut-off, the others summed exactly
 *   Selection.allocate   -&gt; CappedAllocation  who is funded, budgets, utilities, welfare, price, derivatives
 *   Prepared.allocate    -&gt; CappedAllocation  both in one
 *   Selection.budgetPath -&gt; BudgetPath        every budget at which an entry begins or is full
 *   OneItemEach                               at most one item per person
 *   WholeAllocation                           every dose 0 or its cap
 * </pre>
 *
 * <p>Sweeps over alphas or budgets ({@link io.alphafair.Sweep}) and batches of instances ({@link io.alphafair.Batch})
 * start from one {@link io.alphafair.BestItems}.
 *
 * <p>A backend does the two O(N T) passes; all other code is shared and computes in a fixed order. {@code BestItems} is
 * bit-identical on every backend. {@link io.alphafair.select.Backends} finds backends.
 */
package io.alphafair;
