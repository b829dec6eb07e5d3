/* The loops. What passes a filter is visited one by one; nearly nothing does. */
#include "argmax.h"

#define RARELY(condition) __builtin_expect((condition) != 0, 0)
/* Vectors between two tests whether one of them matters. */
#define TOGETHER 8
/* One entry in this many may pass the smallest threshold. */
#define FEW 128

static void visit(const argmax *a, worker *w, int64_t row, int64_t at) {
    double b = a->benefit[at];
    double c = a->cost[at];
    int32_t group = a->label[row];
    w->visits++;
    if (bits_of(b) >= 0 && bits_of(b - w->threshold[group] * c) <= PASSED) {
        return;
    }
    double ratio = b / c + 0.0;
    if (b >= 0 && c > 0 && c <= __DBL_MAX__ && ratio <= __DBL_MAX__) {
        take(w, group, ratio, at);
    } else {
        w->refused = true;
    }
}

/* Visits what may matter in one vector; t divides a place into row and item. */
INLINE void visit_vector(const argmax *a, worker *w, int64_t at, vector threshold) {
    vector b = load(a->benefit + at);
    unsigned lanes = lanes_seen(see(seen_nothing(), b, difference(b, threshold, load(a->cost + at))));
    for (; lanes != 0; lanes &= lanes - 1) {
        int64_t place = at + __builtin_ctz(lanes);
        visit(a, w, place / a->t, place);
    }
}

NOINLINE void visit_run(const argmax *a, worker *w, int64_t at, int64_t vectors, double threshold) {
    vector all = every(threshold);
    for (int64_t v = 0; v < vectors; v++) {
        visit_vector(a, w, at + v * LANES, all);
    }
}

INLINE seen see_at(const argmax *a, seen s, int64_t at, vector threshold) {
    vector b = load(a->benefit + at);
    return see(s, b, difference(b, threshold, load(a->cost + at)));
}

int64_t scan_smallest(const argmax *a, worker *w, int64_t row, int64_t rows) {
    const int64_t from = row * a->t;
    const int64_t end = (row + rows) * a->t;
    const int64_t limit = w->visits + (end - from) / FEW;
    const vector threshold = every(w->smallest);
    int64_t at = from;
    for (; at + TOGETHER * LANES <= end; at += TOGETHER * LANES) {
        seen s = seen_nothing();
        for (int v = 0; v < TOGETHER; v++) {
            s = see_at(a, s, at + v * LANES, threshold);
        }
        if (RARELY(lanes_seen(s))) {
            visit_run(a, w, at, TOGETHER, w->smallest);
            if (w->visits > limit) {
                return (at + TOGETHER * LANES) / a->t - row;
            }
        }
    }
    for (; at < end; at++) {
        visit(a, w, at / a->t, at);
    }
    return rows;
}

NOINLINE void visit_rows(const argmax *a, worker *w, int64_t row, int64_t rows) {
    for (int64_t r = row; r < row + rows; r++) {
        const double threshold = w->threshold[a->label[r]];
        visit_run(a, w, r * a->t, a->t / LANES, threshold);
        if (a->t % LANES != 0) {
            visit_run(a, w, (r + 1) * a->t - LANES, 1, threshold);
        }
    }
}

/* Rows of at least one vector: their threshold in every lane. The last vector of a row may overlap the one before. */
INLINE void scan_long(const argmax *a, worker *w, int64_t row, int64_t rows, const int vectors, const int together) {
    const int64_t t = vectors > 0 ? vectors * LANES : a->t;
    const int64_t whole = vectors > 0 ? vectors : t / LANES;
    const bool overlap = vectors == 0 && t % LANES != 0;
    int64_t r = row;
    for (; r + together <= row + rows; r += together) {
        seen s = seen_nothing();
        for (int64_t one = r; one < r + together; one++) {
            const vector threshold = every(w->threshold[a->label[one]]);
            for (int64_t v = 0; v < whole; v++) {
                s = see_at(a, s, one * t + v * LANES, threshold);
            }
            if (overlap) {
                s = see_at(a, s, (one + 1) * t - LANES, threshold);
            }
        }
        if (RARELY(lanes_seen(s))) {
            visit_rows(a, w, r, together);
        }
    }
    visit_rows(a, w, r, row + rows - r);
}

enum source { MEMORY, SIXTEEN, SIXTY_FOUR };

typedef struct {
    vector part[8];
} table;

/* The thresholds of the next LANES rows. Up to 64 groups' are held in registers, which a change makes too low, never
 * too high. */
INLINE vector thresholds_of(const enum source source, const table *held, const double *threshold,
                            const int32_t *label) {
#if LANES == 8
    if (source != MEMORY) {
        __m512i place = _mm512_cvtepi32_epi64(_mm256_loadu_si256((const __m256i *)label));
        vector low = _mm512_permutex2var_pd(held->part[0], place, held->part[1]);
        if (source == SIXTEEN) {
            return low;
        }
        __mmask8 bit4 = _mm512_test_epi64_mask(place, _mm512_set1_epi64(16));
        __mmask8 bit5 = _mm512_test_epi64_mask(place, _mm512_set1_epi64(32));
        vector next = _mm512_permutex2var_pd(held->part[2], place, held->part[3]);
        vector third = _mm512_permutex2var_pd(held->part[4], place, held->part[5]);
        vector last = _mm512_permutex2var_pd(held->part[6], place, held->part[7]);
        return _mm512_mask_blend_pd(bit5, _mm512_mask_blend_pd(bit4, low, next),
                                    _mm512_mask_blend_pd(bit4, third, last));
    }
#endif
    (void)source;
    (void)held;
    return of_labels(threshold, label);
}

INLINE void hold(const enum source source, table *held, const double *threshold) {
    for (int part = 0; part < (source == MEMORY ? 0 : source == SIXTEEN ? 2 : 8); part++) {
        held->part[part] = load(threshold + part * LANES);
    }
}

NOINLINE void visit_short(const argmax *a, worker *w, int64_t row, int64_t rows) {
    for (int64_t r = row; r < row + rows; r += LANES) {
        const vector rows_own = of_labels(w->threshold, a->label + r);
        for (int v = 0; v < a->t; v++) {
            visit_vector(a, w, r * a->t + v * LANES, spread_over(rows_own, spread_load(a->row_of + v * LANES)));
        }
    }
}

/* Rows shorter than a vector: LANES of them are t vectors, in which each lane has a row of its own. */
INLINE void scan_short(const argmax *a, worker *w, int64_t row, int64_t rows, const int t, const enum source source) {
    const int together = t == 1 ? 8 : t == 2 ? 4 : t <= 4 ? 2 : 1;
    table held;
    hold(source, &held, w->threshold);
    int64_t r = row;
    for (; r + together * LANES <= row + rows; r += together * LANES) {
        seen s = seen_nothing();
        for (int q = 0; q < together; q++) {
            const int64_t first = r + q * LANES;
            const vector own = thresholds_of(source, &held, w->threshold, a->label + first);
            for (int v = 0; v < t; v++) {
                const vector threshold = t == 1 ? own : spread_over(own, spread_load(a->row_of + v * LANES));
                s = see_at(a, s, first * t + v * LANES, threshold);
            }
        }
        if (RARELY(lanes_seen(s))) {
            visit_short(a, w, r, together * LANES);
            hold(source, &held, w->threshold);
        }
    }
    for (int64_t at = r * t; at < (row + rows) * t; at++) {
        visit(a, w, at / t, at);
    }
}

INLINE void scan_short_from(const argmax *a, worker *w, int64_t row, int64_t rows, const int t) {
    if (LANES == 8 && a->k <= 16) {
        scan_short(a, w, row, rows, t, SIXTEEN);
    } else if (LANES == 8 && a->k <= TABLE) {
        scan_short(a, w, row, rows, t, SIXTY_FOUR);
    } else {
        scan_short(a, w, row, rows, t, MEMORY);
    }
}

void scan_own(const argmax *a, worker *w, int64_t row, int64_t rows) {
    if (a->t >= LANES) {
        switch (a->t) {
        case LANES: scan_long(a, w, row, rows, 1, 8); break;
        case 2 * LANES: scan_long(a, w, row, rows, 2, 4); break;
        case 4 * LANES: scan_long(a, w, row, rows, 4, 2); break;
        case 8 * LANES: scan_long(a, w, row, rows, 8, 1); break;
        default: scan_long(a, w, row, rows, 0, 1); break;
        }
        return;
    }
    switch (a->t) {
    case 1: scan_short_from(a, w, row, rows, 1); break;
    case 2: scan_short_from(a, w, row, rows, 2); break;
    case 3: scan_short_from(a, w, row, rows, 3); break;
    case 4: scan_short_from(a, w, row, rows, 4); break;
    case 5: scan_short_from(a, w, row, rows, 5); break;
    case 6: scan_short_from(a, w, row, rows, 6); break;
    default: scan_short_from(a, w, row, rows, 7); break;
    }
}

/* The row's largest ratio, of equal ones the first. */
INLINE int largest(const double *ratio, int t) {
    int best = 0;
    for (int item = 1; item < t; item++) {
        best = ratio[item] > ratio[best] ? item : best;
    }
    return best;
}

static void take_rows(const argmax *a, worker *w, int64_t row, int64_t rows) {
    const double *ratio = w->quotient;
    const int t = a->t;
    for (int64_t r = row; r < row + rows; r++, ratio += t) {
        int item = t == 1 ? 0 : largest(ratio, t);
        take(w, a->label[r], ratio[item], r * t + item);
    }
}

void scan_divided(const argmax *a, worker *w, int64_t row, int64_t rows) {
    const int64_t step = QUOTIENTS / a->t > 0 ? QUOTIENTS / a->t : 1;
    for (int64_t r = row; r < row + rows; r += step) {
        const int64_t now = r + step <= row + rows ? step : row + rows - r;
        const int64_t count = now * a->t;
        const double *b = a->benefit + r * a->t;
        const double *c = a->cost + r * a->t;
        unsigned wrong = 0;
        int64_t at = 0;
        for (; at + LANES <= count; at += LANES) {
            vector q = quotient(load(b + at), load(c + at));
            wrong |= refused(load(b + at), load(c + at), q);
            keep(w->quotient + at, q);
        }
        for (; at < count; at++) {
            double q = b[at] / c[at] + 0.0;
            wrong |= !(b[at] >= 0 && c[at] > 0 && c[at] <= __DBL_MAX__ && q <= __DBL_MAX__);
            w->quotient[at] = q;
        }
        if (wrong) {
            w->refused = true;
            return;
        }
        take_rows(a, w, r, now);
    }
}
