/* The state of a scan, and what all its loops share. */
#ifndef SCAN_H
#define SCAN_H

#include "alphafair.h"

#include <stdbool.h>
#include <stddef.h>

#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))
#define RARELY(condition) __builtin_expect((condition) != 0, 0)

/* What the operands hold, and the labels; read at any address, because a mapped file starts where its header ends. */
#ifndef ELEMENT
#define ELEMENT double
#endif
#ifndef LABEL
#define LABEL int32_t
#endif
typedef ELEMENT element __attribute__((aligned(1), may_alias));
typedef LABEL label __attribute__((aligned(1), may_alias));

/* Elements per block; both operands of one are in the first-level cache or near it. A longer row is several blocks. */
#define BLOCK 4096
/* The same where the data are larger than the caches and no operand is copied: such a block is scanned at several places. */
#define LONG_BLOCK (1 << 14)
/* Elements that are divided before any is offered. */
#define DIVIDED 1024
/* Groups from which on no sample is taken and whole blocks are divided. */
#define MANY_GROUPS 4096
/* Groups from which on the thresholds are in a far cache. */
#define FAR_GROUPS 16384
/* Rows ahead whose group's threshold is fetched from there. */
#define SOON 64
/* Groups up to which the loops for short rows hold the thresholds in registers, where there are 512-bit vectors. */
#define TABLE 64
/* Doubles in the longest vectors. */
#define MOST_LANES 8

struct alphafair_state {
    alphafair_problem problem;

    /* The policy of io.alphafair.simd.ScanPolicy, and its constants for this problem; 0 before the first scan. */
    int32_t block_rows;
    int32_t long_rows;
    int32_t trial_rows;
    int32_t division_rows;
    int32_t sample_run_rows;
    int64_t sample_runs;

    /* What the scan has learnt. */
    int64_t start_left;
    int32_t resting;
    int32_t smallest_rows;
    int32_t own_rows;
    int64_t rest_left;
    int64_t next_rest;
    double smallest;
    int64_t smallest_age;

    /* The row, of as many rows as a vector has lanes, of each lane of their t vectors; for rows shorter than a vector. */
    int64_t row_of[MOST_LANES * MOST_LANES];
    /* Copies of operands that are broadcast. */
    _Alignas(64) double expanded[2][BLOCK];
    double ratio[BLOCK + MOST_LANES];
    double largest[BLOCK];
    int32_t list[BLOCK + MOST_LANES];
    /* The bits of each group's largest ratio in a sample; for fewer than MANY_GROUPS. */
    int64_t sampled[];
};

/* One call's view: the standings, and the block at hand. */
typedef struct {
    alphafair_state *s;
    double *threshold;
    int64_t *place;
    double *best;
    double *entries;
    uint32_t k;
    const element *benefit;
    const element *cost;
    const label *labels;
    /* Labels from the block's first row on that may be read. */
    int64_t label_count;
    /* The index of the block's first element. */
    int64_t first;
    /* Elements per row of the block. */
    int32_t t;
    int32_t rows;
    /* Elements, or listed rows, that passed the filter. */
    int32_t passed;
    int32_t found;
    /* Whether a group whose best entry is in this block has a tie. */
    bool tied_here;
    /* Rows of each expanded operand that are filled, if all its rows are the same. */
    int32_t alike[2];
    /* Where the next place in the block is listed, and the place of the block's first element. */
    int32_t *listed;
    int32_t base;
} scan;

/* The bounds of a selection, its sums and its list; see alphafair_select. */
typedef struct {
    const element *cap;
    int64_t cap_row;
    int64_t cap_item;
    const double *upper;
    const int64_t *upper_index;
    const double *lower;
    const int64_t *lower_index;
    int64_t *count;
    int64_t *half;
    const int32_t *window;
    int32_t *list_group;
    int64_t *list_index;
    double *list_benefit;
    double *list_cost;
    double *list_cap;
    int32_t *left;
    int64_t listed;
    int64_t left_count;
    /* Whether the elements behind a block are read soon. */
    bool goes_on;
} alphafair_bounds;

INLINE int64_t bits_of(double value) {
    union {
        double value;
        int64_t bits;
    } both = {.value = value};
    return both.bits;
}

INLINE double double_of(int64_t bits) {
    union {
        int64_t bits;
        double value;
    } both = {.bits = bits};
    return both.value;
}

/* The group of a row of the block. Read once: the label may change at any moment. */
INLINE uint32_t group_of(scan *x, int64_t row) {
    const uint32_t group = (uint32_t)*(const volatile label *)(x->labels + row);
    if (RARELY(group >= x->k)) {
        x->found |= ALPHAFAIR_BAD_LABEL;
        return 0;
    }
    return group;
}

INLINE void fetch_threshold(const scan *x, int64_t row) {
    if (row < x->label_count) {
        const uint32_t group = (uint32_t)*(const volatile label *)(x->labels + row);
        /* Any address may be prefetched. */
        __builtin_prefetch((const char *)x->threshold + (uint64_t)group * sizeof(double), 1);
    }
}

#define VARIANT_SCAN(name) \
    int32_t name(alphafair_state *state, const element *benefit, const element *cost, const label *labels, int64_t from, \
                 int64_t to, int64_t end, bool begin, int64_t offset, double *threshold, int64_t *place, double *best, \
                 double *entries)
#define VARIANT_SELECT(name) \
    int64_t name(alphafair_state *state, const element *benefit, const element *cost, const label *labels, int64_t from, \
                 int64_t to, int64_t offset, double *threshold, alphafair_bounds *bounds)
#define VARIANT_CLEAR(name) void name(char *out, int64_t bytes)

VARIANT_SCAN(scan_baseline);
VARIANT_SELECT(select_baseline);
VARIANT_CLEAR(clear_baseline);
#if defined(__x86_64__)
VARIANT_SCAN(scan_avx2);
VARIANT_SELECT(select_avx2);
VARIANT_CLEAR(clear_avx2);
VARIANT_SCAN(scan_avx512);
VARIANT_SELECT(select_avx512);
VARIANT_CLEAR(clear_avx512);
#endif

#endif
