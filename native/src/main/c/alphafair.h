/*
 * The group argmax, the filter of the selection, and the dense output for one thread, called through Java's foreign function
 * interface. Nothing here allocates, keeps a pointer to a caller's data after a call, or calls a library.
 *
 * The rules of the answer are those of io.alphafair.backend.PartialBest, and the standings are its arrays.
 */
#ifndef ALPHAFAIR_H
#define ALPHAFAIR_H

#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* Instruction sets that the loops are compiled for; a CPU that has one has those before it. */
enum alphafair_variant { ALPHAFAIR_BASELINE, ALPHAFAIR_AVX2, ALPHAFAIR_AVX512 };

/* The shape of an operand that is broadcast; both for one that is 1 x 1, 0 for N x T. */
enum alphafair_shape { ALPHAFAIR_ONE_ROW = 1, ALPHAFAIR_ONE_COLUMN = 2 };

/* Ways to compare elements with thresholds; the first one chooses by the data. */
enum alphafair_path { ALPHAFAIR_ANY, ALPHAFAIR_SMALLEST, ALPHAFAIR_OWN, ALPHAFAIR_DIVIDE };

/* What a scan came upon. */
enum alphafair_found { ALPHAFAIR_CHANGED = 1, ALPHAFAIR_INVALID = 2, ALPHAFAIR_BAD_LABEL = 4 };

/*
 * What the library says of itself and of this CPU, complete once it is loaded. These are data and no functions, because
 * Java reads data at once, and takes milliseconds to link a function.
 */
typedef struct {
    /* The size of a state: so many bytes, and group_bytes for each group if there are fewer than most_groups. */
    int32_t state_bytes;
    int32_t group_bytes;
    int32_t most_groups;
    /* The last variant that this CPU and its operating system support. */
    int32_t best_variant;
} alphafair_facts;

EXPORT extern alphafair_facts alphafair_library;

/* What a problem is besides its data. */
typedef struct {
    int32_t variant;
    /* How elements are compared; all but ALPHAFAIR_ANY are for tests. */
    int32_t path;
    /* Elements per row, and groups. */
    int32_t t;
    uint32_t k;
    int32_t benefit_shape;
    int32_t cost_shape;
    /* Whether the data are larger than the caches. */
    int32_t far;
    int32_t unused;
    /* For each group 1 if it has no member, else 0; read in every scan. */
    const uint8_t *absent;
} alphafair_problem;

/*
 * What the scans of one problem need besides its data: the problem, buffers, and what was learnt. Aligned to 64 bytes. The
 * caller sets all of it to 0 and then writes the problem, which is its beginning.
 */
typedef struct alphafair_state alphafair_state;

/*
 * Folds elements from .. to-1, counted row by row, into the standings. Returns alphafair_found values or-ed together. After
 * ALPHAFAIR_INVALID or ALPHAFAIR_BAD_LABEL the rest of the elements was not looked at.
 *
 * from, to: the bounds of rows, or anything within one row of more than 4,096 elements
 * end: the first element that this and the calls after it will not fold in
 * begin: whether the state knows nothing of these standings
 * offset: what is added to the index of an element
 * threshold, place, best, entries: the arrays of io.alphafair.backend.Standings; best is null without the runner-up,
 *     entries where they are not kept
 */
EXPORT int32_t alphafair_scan(alphafair_state *state, const void *benefit, const void *cost, const void *label,
                              int64_t from, int64_t to, int64_t end, int32_t begin, int64_t offset, double *threshold,
                              int64_t *place, double *best, double *entries);

/*
 * Sums the entries from .. to-1 that come before their group's upper bound, and lists those from it to the lower bound.
 * Returns how many it listed, plus 2^32 times the number of those that are left to the caller: what has to be refused, and
 * what the sums do not take. Or -1 if it came upon a label that is no group: then what was summed and listed does not count.
 *
 * from, to: as for alphafair_scan, and at most 2^31 - 1 elements
 * offset: what is added to the index of an element
 * cap, cap_row, cap_item: the caps, and how many of them lie between those of two rows and of two items
 * threshold, upper, upper_index, lower, lower_index: k numbers each, of io.alphafair.backend.SelectionBounds
 * count, half, window: the arrays of io.alphafair.capped.GroupSums
 * group, index, list_benefit, list_cost, list_cap: where the listed entries go, with room for to - from
 * left: where the places of what is left go, counted from the first element, with room for to - from
 */
EXPORT int64_t alphafair_select(alphafair_state *state, const void *benefit, const void *cost, const void *label,
                                int64_t from, int64_t to, int64_t offset, const void *cap, int64_t cap_row,
                                int64_t cap_item, double *threshold, const double *upper, const int64_t *upper_index,
                                const double *lower, const int64_t *lower_index, int64_t *count, int64_t *half,
                                const int32_t *window, int32_t *group, int64_t *index, double *list_benefit,
                                double *list_cost, double *list_cap, int32_t *left);

/* Sets so many bytes to 0. */
EXPORT void alphafair_clear(int32_t variant, void *out, int64_t bytes);

#endif
