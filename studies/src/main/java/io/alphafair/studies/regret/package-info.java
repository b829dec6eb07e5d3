/**
 * 'Fairness without Regret' (Marcus Hutter, 2019): where no single objective is the right one, every optimum of a
 * reasonable objective is as good as any other, and the fairest of them costs nothing.
 */
package io.alphafair.studies.regret;
