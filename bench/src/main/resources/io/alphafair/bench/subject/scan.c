/* The loops. What passes a filter is visited one by one; nearly nothing does. */
#include "argmax.h"

#define RARELY(condition) __builtin_expect((condition) != 0, 0)
/* Vectors between two tests whether one of them matters. */
#define TOGETHER 8
/* Doubles that are fetched ahead, a page, where so much is done for a vector that the CPU itself does not look as far;
 * elsewhere that only costs. */
#define AHEAD 512
/* Rows ahead whose group's state is fetched. */
#define SOON 64
/* One entry in this many may pass the smallest threshold. */
#define FEW 128

NOINLINE void visit(const argmax *a, worker *w, int64_t row, int64_t at) {
    double b = a->benefit[at];
    double c = a->cost[at];
    int32_t group = a->label[row];
    w->visits++;
    if (bits_of(b) >= 0 && bits_of(b - w->threshold[(int64_t)group << w->apart] * c) <= PASSED) {
        return;
    }
    double ratio = b / c + 0.0;
    if (b >= 0 && c > 0 && c <= __DBL_MAX__ && ratio <= __DBL_MAX__) {
        take(w, group, ratio, at);
    } else {
        w->refused = true;
    }
}

INLINE seen see_at(const argmax *a, seen s, int64_t at, vector threshold) {
    vector b = load(a->benefit + at);
    return see(s, b, difference(b, threshold, load(a->cost + at)));
}

/* At most TOGETHER vectors, each with its threshold; true if something in them was visited. */
INLINE bool scan_group(const argmax *a, worker *w, int64_t at, const vector *threshold, const int count,
                       const int64_t t, const bool ahead) {
    seen s = seen_nothing();
    for (int v = 0; v < count; v++) {
        if (ahead) {
            __builtin_prefetch(a->benefit + at + v * LANES + AHEAD);
            __builtin_prefetch(a->cost + at + v * LANES + AHEAD);
        }
        s = see_at(a, s, at + v * LANES, threshold[v]);
    }
    if (!RARELY(lanes_seen(s))) {
        return false;
    }
    /* All places at once: a branch less for each vector. */
    uint64_t places = 0;
    for (int v = 0; v < count; v++) {
        places |= (uint64_t)lanes_seen(see_at(a, seen_nothing(), at + v * LANES, threshold[v])) << (v * LANES);
    }
    for (; places != 0; places &= places - 1) {
        int64_t place = at + __builtin_ctzll(places);
        visit(a, w, place / t, place);
    }
    return true;
}

int64_t scan_smallest(const argmax *a, worker *w, int64_t row, int64_t rows) {
    const int64_t from = row * a->t;
    const int64_t end = (row + rows) * a->t;
    const int64_t limit = w->visits + (end - from) / FEW;
    vector threshold[TOGETHER];
    for (int v = 0; v < TOGETHER; v++) {
        threshold[v] = every(w->smallest);
    }
    int64_t at = from;
    for (; at + TOGETHER * LANES <= end; at += TOGETHER * LANES) {
        if (RARELY(scan_group(a, w, at, threshold, TOGETHER, a->t, false)) && w->visits > limit) {
            return (at + TOGETHER * LANES) / a->t - row;
        }
    }
    for (; at < end; at++) {
        visit(a, w, at / a->t, at);
    }
    return rows;
}

/* Rows of one, two, four or eight vectors: their threshold in every lane. */
INLINE void scan_whole(const argmax *a, worker *w, int64_t row, int64_t rows, const int vectors) {
    const int together = TOGETHER / vectors;
    const int64_t t = vectors * LANES;
    vector threshold[TOGETHER];
    int64_t r = row;
    for (; r + together <= row + rows; r += together) {
        for (int v = 0; v < TOGETHER; v++) {
            threshold[v] = every(w->threshold[(int64_t)a->label[r + v / vectors] << w->apart]);
        }
        scan_group(a, w, r * t, threshold, TOGETHER, t, false);
    }
    for (int64_t at = r * t; at < (row + rows) * t; at++) {
        visit(a, w, at / t, at);
    }
}

/* Other rows of at least one vector. The last vector of a row may overlap the one before. */
NOINLINE void scan_long(const argmax *a, worker *w, int64_t row, int64_t rows) {
    const int64_t t = a->t;
    for (int64_t r = row; r < row + rows; r++) {
        vector threshold[TOGETHER];
        for (int v = 0; v < TOGETHER; v++) {
            threshold[v] = every(w->threshold[(int64_t)a->label[r] << w->apart]);
        }
        const int64_t end = (r + 1) * t;
        int64_t at = r * t;
        for (; at + TOGETHER * LANES <= end; at += TOGETHER * LANES) {
            scan_group(a, w, at, threshold, TOGETHER, t, false);
        }
        for (; at + LANES <= end; at += LANES) {
            scan_group(a, w, at, threshold, 1, t, false);
        }
        if (at < end) {
            scan_group(a, w, end - LANES, threshold, 1, t, false);
        }
    }
}

enum source { MEMORY, SIXTEEN, SIXTY_FOUR };

typedef struct {
    vector part[8];
} table;

/* The thresholds of the next LANES rows. Up to 64 groups' are held in registers, which a change makes too low, never
 * too high. */
INLINE vector thresholds_of(const enum source source, const table *held, const worker *w, const int32_t *label) {
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
    return of_labels(w->threshold, label, w->apart);
}

INLINE void hold(const enum source source, table *held, const double *threshold) {
    for (int part = 0; part < (source == MEMORY ? 0 : source == SIXTEEN ? 2 : 8); part++) {
        held->part[part] = load(threshold + part * LANES);
    }
}

/* Rows shorter than a vector: LANES of them are t vectors, in which each lane has a row of its own. */
INLINE void scan_short(const argmax *a, worker *w, int64_t row, int64_t rows, const int t, const enum source source) {
    const int together = TOGETHER / t;
    table held;
    hold(source, &held, w->threshold);
    vector threshold[TOGETHER];
    int64_t r = row;
    for (; r + together * LANES <= row + rows; r += together * LANES) {
        for (int q = 0; q < together; q++) {
            const vector own = thresholds_of(source, &held, w, a->label + r + q * LANES);
            for (int v = 0; v < t; v++) {
                threshold[q * t + v] = t == 1 ? own : spread_over(own, spread_load(a->row_of + v * LANES));
            }
        }
        if (RARELY(scan_group(a, w, r * t, threshold, together * t, t, true))) {
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
        case LANES: scan_whole(a, w, row, rows, 1); break;
        case 2 * LANES: scan_whole(a, w, row, rows, 2); break;
        case 4 * LANES: scan_whole(a, w, row, rows, 4); break;
        case 8 * LANES: scan_whole(a, w, row, rows, 8); break;
        default: scan_long(a, w, row, rows); break;
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

INLINE void take_rows(const argmax *a, worker *w, int64_t row, int64_t rows, const bool many, const int32_t t) {
    const double *ratio = w->quotient;
    for (int64_t r = row; r < row + rows; r++, ratio += t) {
        const int item = t == 1 ? 0 : largest(ratio, t);
        if (many) {
            /* The next groups' state is far away, and whether it changes cannot be foretold. */
            const int64_t later = r + SOON < a->n ? r + SOON : r;
            __builtin_prefetch(w->threshold + ((int64_t)a->label[later] << w->apart), 1);
            take_always(w, a->label[r], ratio[item], r * t + item);
        } else {
            take(w, a->label[r], ratio[item], r * t + item);
        }
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
        if (a->k < MANY_GROUPS) {
            take_rows(a, w, r, now, false, a->t);
        } else if (a->t == 1) {
            take_rows(a, w, r, now, true, 1);
        } else {
            take_rows(a, w, r, now, true, a->t);
        }
    }
}
