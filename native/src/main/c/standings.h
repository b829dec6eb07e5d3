/* Each group's best entry so far: io.alphafair.backend.Standings in C. */
#ifndef STANDINGS_H
#define STANDINGS_H

#include "scan.h"

/* The place of a group without a positive ratio; it has the bit of a tie. */
#define NONE ((int64_t)-1)
/* In a place: another entry has the same ratio. */
#define TIE 1

INLINE void put(scan *x, uint32_t group, double benefit, double cost, int64_t index) {
    x->place[group] = index << 1;
    if (x->entries != NULL) {
        x->entries[2 * (int64_t)group] = benefit;
        x->entries[2 * (int64_t)group + 1] = cost;
    }
}

/* From here on only a larger ratio matters. */
INLINE void tie(scan *x, uint32_t group, double ratio) {
    x->tied_here |= x->place[group] >> 1 >= x->first;
    x->place[group] |= TIE;
    x->threshold[group] = ratio;
}

INLINE void offer_runner_up(scan *x, uint32_t group, double ratio, double benefit, double cost, int64_t index) {
    const double most = x->best[group];
    if (ratio > most) {
        x->best[group] = ratio;
        x->threshold[group] = most;
        put(x, group, benefit, cost, index);
    } else if (ratio == most) {
        tie(x, group, ratio);
    } else {
        x->threshold[group] = ratio;
    }
}

/* A valid entry and its ratio. Blocks come in ascending order; in a block that is scanned at several places, order_ties
 * finds the first of equal entries afterwards. */
INLINE void offer(scan *x, uint32_t group, double ratio, double benefit, double cost, int64_t index) {
    const double most = x->threshold[group];
    if (!(ratio > most)) {
        return;
    }
    x->found |= ALPHAFAIR_CHANGED;
    if (x->best != NULL) {
        offer_runner_up(x, group, ratio, benefit, cost, index);
    } else if (bits_of(ratio) - bits_of(most) == 1 && (x->place[group] & TIE) == 0) {
        /* Only here the place is read: it is far away where there are many groups. */
        tie(x, group, ratio);
    } else {
        x->threshold[group] = double_of(bits_of(ratio) - 1);
        put(x, group, benefit, cost, index);
    }
}

/* The best ratio without runner-up; 0 if there is none. */
INLINE int64_t best_bits(const scan *x, uint32_t group) {
    return bits_of(x->threshold[group]) + (~x->place[group] & TIE);
}

#endif
