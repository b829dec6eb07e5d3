/* The loops that divide every element, list the rows that pass, without a branch, and only then offer them. */
#ifndef DIVIDE_H
#define DIVIDE_H

#include "lanes.h"
#include "standings.h"

/*
 * A valid cost and a valid ratio have bits from 0 to MOST, so that neither they nor their distance from it has a sign; an
 * invalid benefit makes the ratio invalid. The distance wraps around where there is a sign already.
 */
#define SIGNS(type, unsigned_type, ratio, cost) \
    ((type)((unsigned_type)(ratio) | (unsigned_type)(cost) | ((uint64_t)MOST - (unsigned_type)(ratio)) \
            | ((uint64_t)MOST - (unsigned_type)(cost))))

/* Adding 0.0 turns the -0.0 that a benefit may be into 0.0. */
INLINE vector divide_at(scan *x, int64_t at, bits *signs) {
    const vector c = load(x->cost + at);
    const vector ratio = (load(x->benefit + at) + 0.0) / c;
    store(x->s->ratio + at, ratio);
    *signs |= SIGNS(bits, unsigned_bits, ratio, c);
    return ratio;
}

INLINE double divide_one(scan *x, int64_t at, int64_t *sign) {
    const double c = x->cost[at];
    const double ratio = (x->benefit[at] + 0.0) / c;
    x->s->ratio[at] = ratio;
    *sign |= SIGNS(int64_t, uint64_t, bits_of(ratio), bits_of(c));
    return ratio;
}

INLINE bool is_valid(bits signs, int64_t sign) {
    for (int lane = 0; lane < LANES; lane++) {
        sign |= signs[lane];
    }
    return sign >= 0;
}

INLINE int32_t list_one(scan *x, int64_t row, double ratio, int32_t count) {
    x->s->list[count] = (int32_t)row;
    return count + (ratio > x->threshold[group_of(x, row)]);
}

/* Rows of one element: divided while the thresholds are fetched. Returns the rows listed, -1 if a value is invalid. */
INLINE int32_t list_singles(scan *x, const bool far) {
    int32_t *list = x->s->list;
    int32_t count = 0;
    bits signs = {0};
    int64_t sign = 0;
    int32_t row = 0;
    for (; row + LANES <= x->rows; row += LANES) {
        for (int lane = 0; far && lane < LANES; lane++) {
            fetch_threshold(x, row + SOON + lane);
        }
        const vector own = of_labels(x->threshold, x->labels + row, x->k - 1);
        count += write_rows(list + count, row, lanes_above(divide_at(x, row, &signs), own));
    }
    for (; row < x->rows; row++) {
        count = list_one(x, row, divide_one(x, row, &sign), count);
    }
    return is_valid(signs, sign) ? count : -1;
}

INLINE bool divide_all(scan *x) {
    const int64_t elements = (int64_t)x->rows * x->t;
    bits signs = {0};
    int64_t sign = 0;
    int64_t at = 0;
    for (; at + LANES <= elements; at += LANES) {
        divide_at(x, at, &signs);
    }
    for (; at < elements; at++) {
        divide_one(x, at, &sign);
    }
    return is_valid(signs, sign);
}

INLINE double largest_of(const double *ratio, int32_t t) {
    if (t < LANES) {
        double most = ratio[0];
        for (int32_t item = 1; item < t; item++) {
            most = ratio[item] > most ? ratio[item] : most;
        }
        return most;
    }
    vector most = load(ratio + t - LANES);
    for (int32_t item = 0; item + LANES < t; item += LANES) {
        most = larger(most, load(ratio + item));
    }
    return largest_lane(most);
}

/* Rows of several elements, of each of which the largest ratio counts. As list_singles. */
INLINE int32_t list_rows(scan *x, const bool far) {
    if (!divide_all(x)) {
        return -1;
    }
    const double *ratio = x->s->ratio;
    int32_t count = 0;
    for (int32_t row = 0; row < x->rows; row++, ratio += x->t) {
        if (far) {
            fetch_threshold(x, row + SOON);
        }
        x->s->largest[row] = largest_of(ratio, x->t);
        count = list_one(x, row, x->s->largest[row], count);
    }
    return count;
}

INLINE void offer_at(scan *x, uint32_t group, int64_t at) {
    offer(x, group, x->s->ratio[at], x->benefit[at], x->cost[at], x->first + at);
}

/* A row's largest ratio only; where it has that twice, once more. */
INLINE void offer_largest(scan *x, uint32_t group, int64_t row) {
    const double most = x->s->largest[row];
    /* The threshold may have risen since the row was listed. */
    if (!(most > x->threshold[group])) {
        return;
    }
    int times = 0;
    for (int64_t at = row * x->t; at < (row + 1) * x->t && times < 2; at++) {
        if (x->s->ratio[at] == most) {
            offer_at(x, group, at);
            times++;
        }
    }
}

/* Each element divided. */
NOINLINE void scan_divided(scan *x) {
    const bool far = x->k >= FAR_GROUPS;
    const int32_t count = x->t > 1 ? list_rows(x, far) : far ? list_singles(x, true) : list_singles(x, false);
    if (count < 0) {
        x->found |= ALPHAFAIR_INVALID;
        return;
    }
    x->passed += count;
    for (int32_t i = 0; i < count; i++) {
        const int64_t row = x->s->list[i];
        const uint32_t group = group_of(x, row);
        if (x->found & ALPHAFAIR_BAD_LABEL) {
            return;
        }
        if (x->t == 1) {
            offer_at(x, group, row);
        } else if (x->best == NULL) {
            offer_largest(x, group, row);
        } else {
            /* The second ratio of a row may be the runner-up. */
            for (int64_t at = row * x->t; at < (row + 1) * x->t; at++) {
                offer_at(x, group, at);
            }
        }
    }
}

#endif
