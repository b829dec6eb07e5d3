/* The group argmax: which loop takes the next block, what the workers found put together. */
#include "argmax.h"

#include <stdlib.h>

/* Entries a group that are divided first, so that the thresholds start somewhere. */
#define FIRST 16
/* The same for MANY_GROUPS, where dividing takes longer because it writes to a group far away. */
#define FIRST_OF_MANY 4
/* The smallest threshold is found anew after this many entries a group. */
#define RENEW 8
/* Entries a group before the groups' thresholds can be expected to be so alike that the smallest is worth a trial; it
 * saves more where rows are short. */
#define SHORT_UNLIKE ((int64_t)256)
#define LONG_UNLIKE ((int64_t)1024)
/* Blocks, at most, before a cheaper loop is tried again. */
#define LONGEST_REST 64
/* Where more than one entry in this many passes its own threshold, dividing is as fast. */
#define MANY 8
/* Entries, at most, that a worker takes at a time. */
#define CHUNK 65536
/* Groups ahead whose winners are fetched. */
#define SOON 16

int vector_lanes(void) {
    return LANES;
}

static void *room(int64_t count) {
    return aligned_alloc(64, (size_t)((count * 8 + 63) / 64 * 64));
}

argmax *argmax_open(pool *p, int32_t k, int32_t t) {
    argmax *a = malloc(sizeof(argmax));
    if (a == NULL) {
        return NULL;
    }
    *a = (argmax){.threads = p, .k = k, .t = t};
    const int threads = pool_threads(p);
    a->workers = aligned_alloc(64, (size_t)threads * sizeof(worker));
    bool ok = a->workers != NULL;
    for (int i = 0; ok && i < threads; i++) {
        const int64_t entries = t > QUOTIENTS ? t : QUOTIENTS;
        worker *w = &a->workers[i];
        /* Thresholds, then indices; or both of each group. */
        const int64_t groups = k > TABLE ? k : TABLE;
        *w = (worker){.threshold = room(2 * groups), .quotient = room(entries), .apart = k >= MANY_GROUPS};
        if (w->threshold != NULL) {
            w->index = (int64_t *)w->threshold + (w->apart ? 1 : groups);
        }
    }
    for (int i = 0; ok && i < threads; i++) {
        ok = a->workers[i].threshold != NULL && a->workers[i].quotient != NULL;
    }
    if (!ok) {
        argmax_close(a);
        return NULL;
    }
    for (int lane = 0; t < LANES && lane < LANES * t; lane++) {
        a->row_of[lane] = lane / t;
    }
    return a;
}

void argmax_close(argmax *a) {
    if (a != NULL && a->workers != NULL) {
        for (int i = 0; i < pool_threads(a->threads); i++) {
            free(a->workers[i].threshold);
            free(a->workers[i].quotient);
        }
        free(a->workers);
    }
    free(a);
}

static void begin(const argmax *a, worker *w) {
    for (int32_t group = 0; group < a->k; group++) {
        const int64_t place = (int64_t)group << w->apart;
        w->index[place] = NONE;
        /* An absent group must not be the smallest. */
        w->threshold[place] = a->first_row[group] < 0 ? __DBL_MAX__ : __DBL_DENORM_MIN__;
    }
    const int64_t most = a->n * a->t / (8 * pool_threads(a->threads));
    const int64_t first = (int64_t)FIRST * a->k;
    w->dividing = a->k >= MANY_GROUPS ? (int64_t)FIRST_OF_MANY * a->k : first < most ? first : most;
    w->next_dividing = BLOCK;
    w->smallest_age = INT64_MAX / 2;
    w->rest = a->k * (a->t < LANES ? SHORT_UNLIKE : LONG_UNLIKE) / BLOCK;
    w->next_rest = 1;
    w->refused = false;
    w->call = a->call;
}

static void renew_smallest(const argmax *a, worker *w) {
    if (w->smallest_age < (int64_t)RENEW * a->k) {
        return;
    }
    /* Positive doubles are ordered as their bits are. */
    int64_t least = INT64_MAX;
    for (int32_t group = 0; group < a->k; group++) {
        int64_t bits = bits_of(w->threshold[(int64_t)group << w->apart]);
        least = bits < least ? bits : least;
    }
    w->smallest = double_of(least);
    w->smallest_age = 0;
}

/* One block by the cheapest loop that the last blocks speak for; returns the rows done. */
static int64_t scan_block(const argmax *a, worker *w, int64_t row, int64_t rows) {
    w->visits = 0;
    if (w->dividing > 0) {
        const int64_t some = (w->dividing + a->t - 1) / a->t;
        rows = some < rows ? some : rows;
        scan_divided(a, w, row, rows);
        w->dividing -= rows * a->t;
    } else if (w->rest > 0) {
        w->rest--;
        scan_own(a, w, row, rows);
        if (w->visits * MANY > rows * a->t) {
            w->dividing = w->next_dividing;
            w->next_dividing = w->next_dividing < BLOCK * LONGEST_REST ? 2 * w->next_dividing : w->next_dividing;
        }
    } else {
        renew_smallest(a, w);
        const int64_t done = scan_smallest(a, w, row, rows);
        if (done < rows) {
            w->rest = w->next_rest;
            w->next_rest = w->next_rest < LONGEST_REST ? 2 * w->next_rest : w->next_rest;
        }
        rows = done;
    }
    w->smallest_age += rows * a->t;
    return rows;
}

static void scan(void *task, int number, int64_t from, int64_t to) {
    const argmax *a = task;
    worker *w = &a->workers[number];
    if (w->call != a->call) {
        begin(a, w);
    }
    const int64_t block = BLOCK / a->t >= 16 ? BLOCK / a->t / 16 * 16 : BLOCK / a->t > 0 ? BLOCK / a->t : 1;
    for (int64_t row = from; row < to && !w->refused;) {
        row += scan_block(a, w, row, to - row < block ? to - row : block);
    }
}

static void fetch_winners(const argmax *a, int64_t group) {
    for (int i = 0; i < pool_threads(a->threads); i++) {
        const worker *w = &a->workers[i];
        const int64_t index = w->index[group << w->apart];
        if (w->call == a->call && index != NONE) {
            __builtin_prefetch(a->benefit + index);
            __builtin_prefetch(a->cost + index);
        }
    }
}

/* The best of all workers, group by group. */
static void gather(void *task, int number, int64_t from, int64_t to) {
    (void)number;
    argmax *a = task;
    for (int64_t group = from; group < to; group++) {
        if (group + SOON < to) {
            fetch_winners(a, group + SOON);
        }
        int64_t index = NONE;
        double below = 0;
        for (int i = 0; i < pool_threads(a->threads); i++) {
            const worker *w = &a->workers[i];
            const int64_t place = group << w->apart;
            if (w->call != a->call || w->index[place] == NONE) {
                continue;
            }
            const double threshold = w->threshold[place];
            if (threshold > below || (threshold == below && w->index[place] < index)) {
                below = threshold;
                index = w->index[place];
            }
        }
        if (index == NONE) {
            if (a->first_row[group] >= 0) {
                __atomic_store_n(&a->zero_groups, true, __ATOMIC_RELAXED);
            }
            a->ratio[group] = 0;
            a->winner[group] = -1;
            a->winner_benefit[group] = 0;
            a->winner_cost[group] = 0;
        } else {
            a->ratio[group] = double_of(bits_of(below) + 1);
            a->winner[group] = index;
            a->winner_benefit[group] = a->benefit[index];
            a->winner_cost[group] = a->cost[index];
        }
    }
}

/* Groups in which no ratio is above the smallest positive double: rare enough for a plain loop over all. */
static void search_zero_groups(argmax *a) {
    for (int64_t row = 0; row < a->n; row++) {
        const int32_t group = a->label[row];
        if (a->ratio[group] > __DBL_DENORM_MIN__) {
            continue;
        }
        for (int32_t item = 0; item < a->t; item++) {
            const int64_t at = row * a->t + item;
            const double ratio = a->benefit[at] / a->cost[at] + 0.0;
            if (ratio > a->ratio[group] || a->winner[group] < 0) {
                a->ratio[group] = ratio;
                a->winner[group] = at;
                a->winner_benefit[group] = a->benefit[at] + 0.0;
                a->winner_cost[group] = a->cost[at];
            }
        }
    }
}

int argmax_find(argmax *a, const double *benefit, const double *cost, const int32_t *label, int64_t n,
                const int64_t *first_row, double *ratio, int64_t *winner, double *winner_benefit, double *winner_cost) {
    a->call++;
    a->benefit = benefit;
    a->cost = cost;
    a->label = label;
    a->n = n;
    a->first_row = first_row;
    a->ratio = ratio;
    a->winner = winner;
    a->winner_benefit = winner_benefit;
    a->winner_cost = winner_cost;
    a->zero_groups = false;
    const int threads = pool_threads(a->threads);
    const int64_t share = n * a->t / (8 * threads);
    const int64_t entries = share < BLOCK ? BLOCK : share > CHUNK ? CHUNK : share;
    /* Whole cache lines of labels. */
    pool_run(a->threads, scan, a, n, (entries / a->t / 16 + 1) * 16);
    for (int i = 0; i < threads; i++) {
        if (a->workers[i].call == a->call && a->workers[i].refused) {
            return 1;
        }
    }
    if (a->k < MANY_GROUPS) {
        gather(a, 0, 0, a->k);
    } else {
        pool_run(a->threads, gather, a, a->k, MANY_GROUPS / 4);
    }
    if (a->zero_groups) {
        search_zero_groups(a);
    }
    return 0;
}
