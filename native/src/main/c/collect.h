/*
 * What the selection does with the elements that pass the filter: entries before the upper bound of their group are summed,
 * those from it to the lower bound are listed. Which of these an entry is cannot be predicted, so there is no branch.
 */
#ifndef COLLECT_H
#define COLLECT_H

#include "lanes.h"

#define MANTISSA_BITS 52
#define IMPLICIT_BIT ((uint64_t)1 << MANTISSA_BITS)
/* Elements per cache line. */
#define LINE (64 / (int64_t)sizeof(element))
/* As in io.alphafair.capped.GroupSums: exponents in a window, and the bits of an upper half from which on Java empties it. */
#define WINDOW 64
#define FULL_BITS 62

typedef int64_t double_bits __attribute__((may_alias));

/* Adds a number to an integer of 128 bits, its lower half first. */
INLINE void add_shifted(int64_t *half, int64_t number, int64_t shift) {
    const uint64_t mantissa = ((uint64_t)number & (IMPLICIT_BIT - 1)) | IMPLICIT_BIT;
    uint64_t low;
    const uint64_t carry = __builtin_add_overflow((uint64_t)half[0], mantissa << shift, &low);
    half[0] = (int64_t)low;
    /* Two shifts, because one by 64 bits would be none. */
    half[1] += (int64_t)((mantissa >> 1 >> (WINDOW - 1 - shift)) + carry);
}

/* Adds an entry to its group's sums; false, and nothing is added, where Java has to do it. */
INLINE bool add_entry(int64_t *counts, int64_t *halves, const int32_t *windows, uint32_t group, double worth,
                      double money) {
    int64_t *half = halves + 4 * (int64_t)group;
    const int64_t worth_shift = (bits_of(worth) >> MANTISSA_BITS) - windows[2 * (int64_t)group];
    const int64_t money_shift = (bits_of(money) >> MANTISSA_BITS) - windows[2 * (int64_t)group + 1];
    /* A number with a sign has a negative exponent here. */
    if (RARELY(((worth_shift | money_shift) & -WINDOW) | ((half[1] | half[3]) >> FULL_BITS))) {
        return false;
    }
    counts[group]++;
    add_shifted(half, bits_of(worth), worth_shift);
    add_shifted(half + 2, bits_of(money), money_shift);
    return true;
}

/* The places of the block's elements that passed, by what is to be done with them. */
typedef struct {
    int32_t above[BLOCK];
    int32_t between[BLOCK];
    int32_t above_count;
    int32_t between_count;
} sorted;

typedef struct {
    int64_t first_row;
    int64_t first_item;
    /* A place divided by the elements per row is place * reciprocal >> 32. */
    uint64_t reciprocal;
} places;

INLINE int32_t row_at(const places *in, int32_t at) {
    return (int32_t)((uint64_t)at * in->reciprocal >> 32);
}

INLINE double cap_at(const scan *x, const alphafair_bounds *of, const places *in, int32_t at) {
    const int64_t row = row_at(in, at);
    return of->cap[(in->first_row + row) * of->cap_row + (in->first_item + at - row * x->t) * of->cap_item];
}

INLINE void leave(scan *x, alphafair_bounds *of, int32_t at) {
    of->left[of->left_count++] = x->base + at;
}

/* Fetches a line of each operand of the elements behind the block, while the places of this one are looked at. */
INLINE void fetch_next(const scan *x, int32_t line) {
    const int64_t behind = (int64_t)x->rows * x->t + (int64_t)line * LINE;
    /* Any address may be prefetched. */
    __builtin_prefetch((const char *)x->benefit + behind * (int64_t)sizeof(element));
    __builtin_prefetch((const char *)x->cost + behind * (int64_t)sizeof(element));
}

/* Whether a ratio, or one that equals it by its index, comes before a bound. */
INLINE bool comes_before(int64_t ratio, int64_t bound, int64_t index, int64_t bound_index) {
    return ratio > bound || (ratio == bound && index < bound_index);
}

/* What is read for each element is in variables, because the stores might change what is in structures. */
NOINLINE void collect_sort(scan *x, alphafair_bounds *of, const places *in, int32_t count, sorted *to) {
    const element *const benefit = x->benefit;
    const element *const cost = x->cost;
    const int32_t *const list = x->s->list;
    /* The bits of numbers from 0 up are ordered as they are. */
    const double_bits *const thresholds = (const double_bits *)x->threshold;
    const double_bits *const uppers = (const double_bits *)of->upper;
    const double_bits *const lowers = (const double_bits *)of->lower;
    const places here = *in;
    const bool goes_on = of->goes_on;
    int32_t above_count = 0;
    int32_t between_count = 0;
    for (int32_t i = 0; i < count; i++) {
        if (goes_on) {
            fetch_next(x, i);
        }
        const int32_t at = list[i];
        const uint32_t group = group_of(x, row_at(&here, at));
        const double c = cost[at];
        /* Adding 0.0 turns the -0.0 that a benefit may be into 0.0. */
        const int64_t ratio = bits_of((benefit[at] + 0.0) / c);
        /* As in divide.h. A cap that is not valid was found before, or is left by the sums. */
        if (RARELY((ratio | bits_of(c) | (int64_t)((uint64_t)MOST - (uint64_t)ratio)
                    | (int64_t)((uint64_t)MOST - (uint64_t)bits_of(c))) < 0)) {
            leave(x, of, at);
            continue;
        }
        const int64_t upper = uppers[group];
        const int64_t lower = lowers[group];
        bool above = ratio > upper;
        bool listed = ratio > thresholds[group];
        if (RARELY((ratio == upper) | (ratio == lower))) {
            const int64_t index = x->first + at;
            above = comes_before(ratio, upper, index, of->upper_index[group]);
            listed &= !comes_before(lower, ratio, of->lower_index[group], index);
        }
        to->above[above_count] = at;
        above_count += above & listed;
        to->between[between_count] = at;
        between_count += listed & !above;
    }
    to->above_count = above_count;
    to->between_count = between_count;
}

/* one_cap: whether all caps are the same */
INLINE void sum_entries(scan *x, alphafair_bounds *of, const places *in, const sorted *from, const bool one_cap) {
    const element *const benefit = x->benefit;
    const element *const cost = x->cost;
    int64_t *const counts = of->count;
    int64_t *const halves = of->half;
    const int32_t *const windows = of->window;
    const places here = *in;
    const double first_cap = *of->cap;
    const int32_t count = from->above_count;
    for (int32_t i = 0; i < count; i++) {
        const int32_t at = from->above[i];
        const double cap = one_cap ? first_cap : cap_at(x, of, &here, at);
        const uint32_t group = group_of(x, row_at(&here, at));
        if (RARELY(!add_entry(counts, halves, windows, group, benefit[at] * cap, cost[at] * cap))) {
            leave(x, of, at);
        }
    }
}

NOINLINE void collect_sums(scan *x, alphafair_bounds *of, const places *in, const sorted *from) {
    if ((of->cap_row | of->cap_item) == 0) {
        sum_entries(x, of, in, from, true);
    } else {
        sum_entries(x, of, in, from, false);
    }
}

NOINLINE void collect_list(scan *x, alphafair_bounds *of, const places *in, const sorted *from) {
    int64_t to = of->listed;
    for (int32_t i = 0; i < from->between_count; i++, to++) {
        const int32_t at = from->between[i];
        of->list_group[to] = (int32_t)group_of(x, row_at(in, at));
        of->list_index[to] = x->first + at;
        of->list_benefit[to] = x->benefit[at];
        of->list_cost[to] = x->cost[at];
        of->list_cap[to] = cap_at(x, of, in, at);
    }
    of->listed = to;
}

/* Sorts so many listed places of the block that begins at an element. */
INLINE void collect(scan *x, alphafair_bounds *of, int64_t at, int32_t count) {
    const int32_t t = x->s->problem.t;
    const places in = {
        .first_row = at / t,
        .first_item = at % t,
        .reciprocal = (((uint64_t)1 << 32) + (uint64_t)x->t - 1) / (uint64_t)x->t,
    };
    sorted to;
    collect_sort(x, of, &in, count, &to);
    collect_sums(x, of, &in, &to);
    collect_list(x, of, &in, &to);
}

#endif
