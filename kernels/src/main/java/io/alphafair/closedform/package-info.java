/**
 * The closed form in O(K): from each group's winner to budgets, doses, utilities and their derivatives. It works on arrays
 * and knows no type of the packages that use it; it reports a refusal with a {@link
 * io.alphafair.closedform.RefusedException}.
 */
package io.alphafair.closedform;
