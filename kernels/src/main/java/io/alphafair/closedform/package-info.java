/**
 * The closed form in O(K): from each group's winner to budgets, doses, utilities and their derivatives. It works on arrays
 * and knows no type of the packages that use it; what it refuses it says with a {@link
 * io.alphafair.closedform.RefusedException}.
 */
package io.alphafair.closedform;
