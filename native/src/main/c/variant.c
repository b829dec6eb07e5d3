/* The scan, the selection and the clearing for one instruction set; compiled once for each, with NAME(function) as its functions' names. */

/* The functions that are not inlined, by a name of their own in each variant, for profiles and disassemblies. */
#define collect_list NAME(collect_list)
#define collect_sort NAME(collect_sort)
#define collect_sums NAME(collect_sums)
#define list_own NAME(list_own)
#define look NAME(look)
#define move NAME(move)
#define operand NAME(operand)
#define order_ties NAME(order_ties)
#define sample NAME(sample)
#define scan_divided NAME(scan_divided)
#define scan_long NAME(scan_long)
#define scan_own NAME(scan_own)
#define scan_smallest NAME(scan_smallest)

#include "collect.h"
#include "divide.h"
#include "filter.h"
#include "policy.h"

/* Bytes from which on stores go past the caches, and how many places they go to in turn. */
#define STREAMED ((int64_t)1 << 24)
#define STREAMS 4

/* The data of a call. */
typedef struct {
    const element *benefit;
    const element *cost;
    const label *labels;
    int64_t end;
} data;

/* The elements of an operand, row by row; copied where it is broadcast, so that all operands count alike. */
NOINLINE const element *operand(scan *x, const int which, const element *matrix, const int shape, int64_t row,
                              int64_t item) {
    const int32_t t = x->s->problem.t;
    double *copy = x->s->expanded[which];
    if (shape == 0) {
        return matrix + row * t + item;
    }
    const bool one_row = (shape & ALPHAFAIR_ONE_ROW) != 0;
    /* A part of a longer row is no row. */
    int32_t r = one_row && x->t == t ? x->alike[which] : 0;
    for (; r < x->rows; r++) {
        const element *from = matrix;
        if ((shape & ALPHAFAIR_ONE_COLUMN) == 0) {
            from += item;
        } else if (!one_row) {
            from += row + r;
        }
        for (int32_t i = 0; i < x->t; i++) {
            copy[(int64_t)r * x->t + i] = from[(shape & ALPHAFAIR_ONE_COLUMN) != 0 ? 0 : i];
        }
    }
    x->alike[which] = r > x->alike[which] ? r : x->alike[which];
    return copy;
}

/* Moves to the block of so many rows, or to a part of a long row, at an element. */
NOINLINE void move(scan *x, const data *d, int64_t at, int64_t to, int32_t rows, int64_t offset) {
    const int64_t t = x->s->problem.t;
    const int64_t row = at / t;
    const int64_t item = at - row * t;
    if (t <= BLOCK) {
        x->t = (int32_t)t;
        x->rows = (to - at) / t < rows ? (int32_t)((to - at) / t) : rows;
    } else {
        const int64_t rest = to - at < t - item ? to - at : t - item;
        x->t = (int32_t)(rest < BLOCK ? rest : BLOCK);
        x->rows = 1;
    }
    x->benefit = operand(x, 0, d->benefit, x->s->problem.benefit_shape, row, item);
    x->cost = operand(x, 1, d->cost, x->s->problem.cost_shape, row, item);
    x->labels = d->labels + row;
    x->label_count = (d->end - 1) / t + 1 - row;
    x->first = offset + at;
    x->passed = 0;
}

/* The ratios of the block's elements go into the sample; what is invalid is refused when its row is scanned. */
INLINE void sample_block(scan *x) {
    divide_all(x);
    const double *ratio = x->s->ratio;
    for (int32_t row = 0; row < x->rows; row++) {
        int64_t most = 0;
        for (int32_t item = 0; item < x->t; item++, ratio++) {
            /* Without its sign, which only an invalid one may have. */
            const int64_t own = bits_of(*ratio) & INT64_MAX;
            most = own > most ? own : most;
        }
        int64_t *group = x->s->sampled + group_of(x, row);
        *group = most > *group ? most : *group;
    }
}

/* Raises thresholds to what is sure to be offered yet, by a sample of all parts of the elements that are left. */
NOINLINE void sample(scan *x, const data *d, int64_t from) {
    alphafair_state *s = x->s;
    for (uint32_t group = 0; group < s->problem.k; group++) {
        s->sampled[group] = 0;
    }
    const int64_t first = from / s->problem.t;
    const int64_t last = d->end / s->problem.t - s->sample_run_rows;
    for (int64_t run = 0; run < s->sample_runs; run++) {
        const int64_t row = first + (last - first) * run / (s->sample_runs - 1);
        move(x, d, row * s->problem.t, d->end, s->sample_run_rows, 0);
        sample_block(x);
    }
    for (uint32_t group = 0; group < s->problem.k; group++) {
        if (s->sampled[group] > best_bits(x, group) && s->sampled[group] <= MOST) {
            x->threshold[group] = double_of(s->sampled[group] - 1);
            x->place[group] = NONE;
            x->found |= ALPHAFAIR_CHANGED;
        }
    }
}

VARIANT_SCAN(NAME(scan)) {
    scan x = {.s = state, .threshold = threshold, .place = place, .best = best, .entries = entries, .k = state->problem.k};
    const data d = {benefit, cost, labels, end};
    const bool runner_up = best != NULL;
    if (begin && policy_start(state, end - from, runner_up)) {
        sample(&x, &d, from);
    }
    for (int64_t at = from; at < to && (x.found & (ALPHAFAIR_INVALID | ALPHAFAIR_BAD_LABEL)) == 0;) {
        const int path = policy_path(state, threshold);
        move(&x, &d, at, to, policy_rows(state, path), offset);
        switch (path) {
        case ALPHAFAIR_SMALLEST: scan_smallest(&x); break;
        case ALPHAFAIR_OWN: scan_own(&x); break;
        default: scan_divided(&x); break;
        }
        const int64_t elements = (int64_t)x.rows * x.t;
        at += elements;
        if (policy_learn(state, path, x.passed, elements) && policy_samples(state, end - at, runner_up)) {
            sample(&x, &d, at);
        }
    }
    return x.found;
}

VARIANT_SELECT(NAME(select)) {
    scan x = {.s = state, .threshold = threshold, .k = state->problem.k};
    const data d = {benefit, cost, labels, to};
    /* A call of one block is a run of a sample, and the next one is far away. */
    bounds->goes_on = to - from > (int64_t)state->block_rows * state->problem.t;
    for (int64_t at = from; at < to && x.found == 0; at += (int64_t)x.rows * x.t) {
        move(&x, &d, at, to, state->block_rows, offset);
        x.base = (int32_t)(at - from);
        x.listed = state->list;
        list_own(&x);
        collect(&x, bounds, at, (int32_t)(x.listed - state->list));
    }
    return x.found == 0 ? bounds->listed + (bounds->left_count << 32) : -1;
}

VARIANT_CLEAR(NAME(clear)) {
#if defined(__SSE2__)
    /* Stores past the caches do not read the lines first. Four streams are faster than one. */
    const int64_t head = -(int64_t)(uintptr_t)out & (sizeof(vector) - 1);
    if (bytes >= STREAMED) {
        const int64_t length = (bytes - head) / STREAMS / (int64_t)sizeof(vector) * (int64_t)sizeof(vector);
        for (int64_t at = head; at < head + length; at += (int64_t)sizeof(vector)) {
            for (int stream = 0; stream < STREAMS; stream++) {
                void *to = out + stream * length + at;
#if LANES == 8
                _mm512_stream_pd(to, _mm512_setzero_pd());
#elif LANES == 4
                _mm256_stream_pd(to, _mm256_setzero_pd());
#else
                _mm_stream_pd(to, _mm_setzero_pd());
#endif
            }
        }
        __builtin_memset(out, 0, (size_t)head);
        const int64_t done = head + STREAMS * length;
        __builtin_memset(out + done, 0, (size_t)(bytes - done));
        _mm_sfence();
        return;
    }
#endif
    __builtin_memset(out, 0, (size_t)bytes);
}
