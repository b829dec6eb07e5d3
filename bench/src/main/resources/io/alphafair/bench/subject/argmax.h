/* The state of a group argmax, and its loops over blocks of rows. */
#ifndef ARGMAX_H
#define ARGMAX_H

#include "lanes.h"
#include "yardstick.h"

#include <stdbool.h>

/* Entries a block, about; both operands of one are in the first-level cache together. */
#define BLOCK 2048
/* Entries that are divided at a time. */
#define QUOTIENTS 512
/* Groups from which on their state is not in the first caches. */
#define MANY_GROUPS 16384
/* An index above all others. */
#define NONE INT64_MAX
/* Groups up to which thresholds are held in registers where there are 512-bit vectors; every table has this room. */
#define TABLE 64

/* What one worker has found. Only a ratio above a group's threshold matters, so the threshold is the double below the
 * best ratio so far; it never is below the smallest positive double, or zeros would not be passed over. */
typedef struct {
    _Alignas(64) double *threshold;
    int64_t *index;
    /* Both of a group lie at group << apart: one after the other where there are so many groups that each look is a
     * cache miss, else in arrays of their own. */
    int apart;
    double *quotient;
    int64_t call;
    /* Entries of the block at hand that were not passed over. */
    int64_t visits;
    bool refused;
    /* Entries still to be divided, and for how long the next time that most entries matter. */
    int64_t dividing;
    int64_t next_dividing;
    /* The smallest threshold, how many entries ago it was found, and the blocks before it is tried again. */
    double smallest;
    int64_t smallest_age;
    int64_t rest;
    int64_t next_rest;
} worker;

struct argmax {
    pool *threads;
    int32_t k;
    int32_t t;
    worker *workers;
    /* The row, of LANES rows, of each lane of their t vectors; for t < LANES. */
    int64_t row_of[LANES * LANES];
    int64_t call;
    const double *benefit;
    const double *cost;
    const int32_t *label;
    int64_t n;
    const int64_t *first_row;
    double *ratio;
    int64_t *winner;
    double *winner_benefit;
    double *winner_cost;
    bool zero_groups;
};

/* An entry with a ratio: of two equal ones the lower index stays, in whatever order they come. */
INLINE void take(worker *w, int32_t group, double ratio, int64_t at) {
    const int64_t place = (int64_t)group << w->apart;
    int64_t below = bits_of(ratio) - 1;
    int64_t threshold = bits_of(w->threshold[place]);
    if (below > threshold || (below == threshold && at < w->index[place])) {
        w->threshold[place] = double_of(below);
        w->index[place] = at;
    }
}

/* The same without a branch. */
INLINE void take_always(worker *w, int32_t group, double ratio, int64_t at) {
    const int64_t place = (int64_t)group << w->apart;
    const int64_t below = bits_of(ratio) - 1;
    const int64_t threshold = bits_of(w->threshold[place]);
    const int64_t index = w->index[place];
    const int64_t better = -(int64_t)((below > threshold) | ((below == threshold) & (at < index)));
    w->threshold[place] = double_of((below & better) | (threshold & ~better));
    w->index[place] = (at & better) | (index & ~better);
}

/* Each entry with the smallest threshold, no label read; gives up when too many pass. Returns the rows done. */
int64_t scan_smallest(const argmax *a, worker *w, int64_t row, int64_t rows);
/* Each entry with its group's threshold. */
void scan_own(const argmax *a, worker *w, int64_t row, int64_t rows);
/* Each entry divided. */
void scan_divided(const argmax *a, worker *w, int64_t row, int64_t rows);

#endif
