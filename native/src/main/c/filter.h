/* The loops that reject by a multiplication. What passes is looked at one by one; nearly nothing does. */
#ifndef FILTER_H
#define FILTER_H

#include "pass.h"
#include "policy.h"

/* Places that a block is scanned at by turns, if it has so many elements. */
#define PARTS 4
#define INTERLEAVED (1 << 13)

/*
 * The first of equal entries wins, but the first that was offered may be at a later place of the block. Where a group has a tie
 * whose best entry is in the block, the elements that were scanned at several places are divided once more, in their order.
 */
NOINLINE void order_ties(scan *x, int64_t elements) {
    const int32_t t = x->t;
    for (int64_t at = 0; at < elements; at++) {
        const uint32_t group = group_of(x, (uint32_t)at / (uint32_t)t);
        const int64_t best = x->best == NULL ? best_bits(x, group) : bits_of(x->best[group]);
        const double b = x->benefit[at];
        const double c = x->cost[at];
        if (x->first + at < x->place[group] >> 1 && bits_of((b + 0.0) / c) == best) {
            put(x, group, b, c, x->first + at);
            x->place[group] |= TIE;
        }
    }
}

/* Each element with the smallest threshold; no label is read unless something passes. A short block ends early if too
 * much does. */
NOINLINE void scan_smallest(scan *x) {
    const int32_t t = x->t;
    int64_t end = (int64_t)x->rows * t;
    const int64_t most = end / ELEMENTS_PER_LABEL;
    vector threshold[TOGETHER];
    for (int v = 0; v < TOGETHER; v++) {
        threshold[v] = every(x->s->smallest);
    }
    int64_t at = 0;
    /* A core reads several places at a time faster than one. No element may be scanned twice, because that looks like a
     * tie; so this does not end early. */
    if (end >= INTERLEAVED) {
        const int64_t part = end / PARTS / (TOGETHER * LANES) * (TOGETHER * LANES);
        x->tied_here = false;
        for (; at < part; at += TOGETHER * LANES) {
            for (int p = 0; p < PARTS; p++) {
                scan_group(x, p * part + at, threshold, TOGETHER, t, false, 0, OFFER);
            }
        }
        at = PARTS * part;
        if (RARELY(x->tied_here)) {
            order_ties(x, at);
        }
    }
    for (; at + TOGETHER * LANES <= end; at += TOGETHER * LANES) {
        if (RARELY(scan_group(x, at, threshold, TOGETHER, t, false, 0, OFFER)) && RARELY(x->passed > most)) {
            /* To the end of this row. */
            x->rows = (int32_t)((at + TOGETHER * LANES - 1) / t) + 1;
            end = (int64_t)x->rows * t;
        }
    }
    for (; at + LANES <= end; at += LANES) {
        scan_group(x, at, threshold, 1, t, false, 0, OFFER);
    }
    look_at_rest(x, at, end, t, OFFER);
}

/* So many rows of so many vectors, each row with its threshold in every lane. */
INLINE void scan_rows(scan *x, int64_t row, const int rows, const int vectors, const enum task task) {
    vector threshold[TOGETHER];
    for (int r = 0; r < rows; r++) {
        const vector own = every(x->threshold[group_of(x, row + r)]);
        for (int v = 0; v < vectors; v++) {
            threshold[r * vectors + v] = own;
        }
    }
    scan_group(x, row * vectors * LANES, threshold, rows * vectors, vectors * LANES, false, 0, task);
}

/* Rows of one, two, four or eight vectors. Places are listed in their order. */
INLINE void scan_whole(scan *x, const int vectors, const enum task task) {
    const int together = TOGETHER / vectors;
    int64_t row = 0;
    if (task == OFFER && (int64_t)x->rows * vectors * LANES >= INTERLEAVED) {
        const int64_t part = x->rows / PARTS / together * together;
        x->tied_here = false;
        for (; row < part; row += together) {
            for (int p = 0; p < PARTS; p++) {
                scan_rows(x, p * part + row, together, vectors, task);
            }
        }
        row = PARTS * part;
        if (RARELY(x->tied_here)) {
            order_ties(x, row * x->t);
        }
    }
    for (; row + together <= x->rows; row += together) {
        scan_rows(x, row, together, vectors, task);
    }
    for (; row < x->rows; row++) {
        scan_rows(x, row, 1, vectors, task);
    }
}

/* Other rows of at least one vector. The last vector of a row may overlap the one before. */
INLINE void scan_ragged(scan *x, const enum task task) {
    const int32_t t = x->t;
    for (int64_t row = 0; row < x->rows; row++) {
        vector threshold[TOGETHER];
        for (int v = 0; v < TOGETHER; v++) {
            threshold[v] = every(x->threshold[group_of(x, row)]);
        }
        const int64_t end = (row + 1) * t;
        int64_t at = row * t;
        for (; at + TOGETHER * LANES <= end; at += TOGETHER * LANES) {
            scan_group(x, at, threshold, TOGETHER, t, false, 0, task);
        }
        for (; at + LANES <= end; at += LANES) {
            scan_group(x, at, threshold, 1, t, false, 0, task);
        }
        if (at < end) {
            scan_group(x, end - LANES, threshold, 1, t, false, (int)(at - (end - LANES)), task);
        }
    }
}

NOINLINE void scan_long(scan *x) {
    scan_ragged(x, OFFER);
}

enum source { MEMORY, FAR, SIXTEEN, SIXTY_FOUR };

typedef struct {
    vector part[8];
} table;

/* The thresholds of the next LANES rows. Those held in registers a change makes too low, never too high. */
INLINE vector thresholds_of(const enum source source, const table *held, const scan *x, const label *labels) {
#if LANES == 8
    if (source >= SIXTEEN) {
        /* A permutation looks at the lowest bits of a label only. */
        const __m512i place = _mm512_cvtepi32_epi64(_mm256_loadu_si256((const __m256i *)labels));
        const __m512d low = _mm512_permutex2var_pd((__m512d)held->part[0], place, (__m512d)held->part[1]);
        if (source == SIXTEEN) {
            return (vector)low;
        }
        const __mmask8 bit4 = _mm512_test_epi64_mask(place, _mm512_set1_epi64(16));
        const __mmask8 bit5 = _mm512_test_epi64_mask(place, _mm512_set1_epi64(32));
        const __m512d next = _mm512_permutex2var_pd((__m512d)held->part[2], place, (__m512d)held->part[3]);
        const __m512d third = _mm512_permutex2var_pd((__m512d)held->part[4], place, (__m512d)held->part[5]);
        const __m512d last = _mm512_permutex2var_pd((__m512d)held->part[6], place, (__m512d)held->part[7]);
        return (vector)_mm512_mask_blend_pd(bit5, _mm512_mask_blend_pd(bit4, low, next),
                                            _mm512_mask_blend_pd(bit4, third, last));
    }
#endif
    (void)source;
    (void)held;
    return of_labels(x->threshold, labels, x->k - 1);
}

/* There are k thresholds, and not one more may be read. */
INLINE void hold(const enum source source, table *held, const scan *x) {
#if LANES == 8
    const int parts = source < SIXTEEN ? 0 : source == SIXTEEN ? 2 : 8;
    for (int part = 0; part < parts; part++) {
        const int left = (int)x->k - part * LANES;
        const __mmask8 lanes = (__mmask8)(left >= LANES ? 0xFF : left > 0 ? (1 << left) - 1 : 0);
        held->part[part] = (vector)_mm512_maskz_loadu_pd(lanes, x->threshold + part * LANES);
    }
#endif
    (void)source;
    (void)held;
    (void)x;
}

/* Rows shorter than a vector: LANES of them are t vectors, in which each lane has a row of its own. */
INLINE void scan_short(scan *x, const int32_t t, const enum source source, const enum task task) {
    const int together = TOGETHER / t;
    table held;
    hold(source, &held, x);
    vector threshold[TOGETHER];
    int64_t row = 0;
    for (; row + together * LANES <= x->rows; row += together * LANES) {
        for (int ahead = 0; source == FAR && ahead < together * LANES; ahead++) {
            fetch_threshold(x, row + SOON + ahead);
        }
        for (int q = 0; q < together; q++) {
            const vector own = thresholds_of(source, &held, x, x->labels + row + q * LANES);
            for (int v = 0; v < t; v++) {
                threshold[q * t + v] = t == 1 ? own : spread_over(own, x->s->row_of + v * LANES);
            }
        }
        if (RARELY(scan_group(x, row * t, threshold, together * t, t, true, 0, task))) {
            hold(source, &held, x);
        }
    }
    look_at_rest(x, row * t, (int64_t)x->rows * t, t, task);
}

INLINE void scan_short_from(scan *x, const int32_t t, const enum task task) {
    if (LANES == 8 && x->k <= 16) {
        scan_short(x, t, SIXTEEN, task);
    } else if (LANES == 8 && x->k <= TABLE) {
        scan_short(x, t, SIXTY_FOUR, task);
    } else if (x->k >= FAR_GROUPS) {
        scan_short(x, t, FAR, task);
    } else {
        scan_short(x, t, MEMORY, task);
    }
}

/* Each element with its group's threshold. */
INLINE void scan_by_own(scan *x, const enum task task) {
    switch (x->t) {
    case LANES: scan_whole(x, 1, task); return;
    case 2 * LANES: scan_whole(x, 2, task); return;
    case 4 * LANES: scan_whole(x, 4, task); return;
    case 8 * LANES: scan_whole(x, 8, task); return;
    case 1: scan_short_from(x, 1, task); return;
#if LANES > 2
    case 2: scan_short_from(x, 2, task); return;
    case 3: scan_short_from(x, 3, task); return;
#endif
#if LANES > 4
    case 4: scan_short_from(x, 4, task); return;
    case 5: scan_short_from(x, 5, task); return;
    case 6: scan_short_from(x, 6, task); return;
    case 7: scan_short_from(x, 7, task); return;
#endif
    default:
        if (task == OFFER) {
            scan_long(x);
        } else {
            scan_ragged(x, LIST);
        }
    }
}

NOINLINE void scan_own(scan *x) {
    scan_by_own(x, OFFER);
}

/* The elements that pass their group's threshold, or have to be refused. */
NOINLINE void list_own(scan *x) {
    scan_by_own(x, LIST);
}

#endif
