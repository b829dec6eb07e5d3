/* What is done with the elements that pass a filter. */
#ifndef PASS_H
#define PASS_H

#include "lanes.h"
#include "standings.h"

/* Vectors between two tests whether one of them matters. */
#define TOGETHER 8
/* Elements that are fetched ahead, a page of doubles, where so much is done for a vector that the CPU itself does not look
 * as far; elsewhere that only costs. */
#define AHEAD 512

/* They are offered to the standings, of which nearly none pass, or their places are listed, of which more may. */
enum task { OFFER, LIST };

/* Offers an element of the block that passed a filter, if it passes that of its own group too. */
NOINLINE bool look(scan *x, int64_t row, int64_t at) {
    const double b = x->benefit[at];
    const double c = x->cost[at];
    const uint32_t group = group_of(x, row);
    if (bits_of(b) >= 0 && bits_of(b - x->threshold[group] * c) <= PASSED) {
        return false;
    }
    const double ratio = b / c;
    if (!(b >= 0 && c > 0 && c <= __DBL_MAX__ && ratio <= __DBL_MAX__)) {
        x->found |= ALPHAFAIR_INVALID;
    } else if (!(x->found & ALPHAFAIR_BAD_LABEL)) {
        offer(x, group, ratio, b, c, x->first + at);
    }
    return true;
}

/* Elements that fill no group of vectors. */
INLINE void look_at_rest(scan *x, int64_t from, int64_t to, const int32_t t, const enum task task) {
    for (int64_t at = from; at < to; at++) {
        const uint32_t row = (uint32_t)at / (uint32_t)t;
        if (task == OFFER) {
            x->passed += look(x, row, at);
        } else {
            const double b = x->benefit[at];
            const double excess = b - x->threshold[group_of(x, row)] * x->cost[at];
            *x->listed = (int32_t)at;
            x->listed += bits_of(b) < 0 || bits_of(excess) > PASSED;
        }
    }
}

INLINE seen see_at(const scan *x, seen s, int64_t at, vector threshold) {
    const vector b = load(x->benefit + at);
    return see(s, b, difference(b, threshold, load(x->cost + at)));
}

/* The places in at most TOGETHER vectors, without a branch: some of many elements pass. */
INLINE void list_group(scan *x, int64_t at, const vector *threshold, const int count, const bool ahead,
                       const int known) {
    int32_t *listed = x->listed;
    for (int v = 0; v < count; v++) {
        if (ahead) {
            __builtin_prefetch(x->benefit + at + v * LANES + AHEAD);
            __builtin_prefetch(x->cost + at + v * LANES + AHEAD);
        }
        unsigned lanes = lanes_seen(see_at(x, seen_nothing(), at + v * LANES, threshold[v]));
        lanes &= v == 0 ? ~0u << known : ~0u;
        listed += write_rows(listed, (int32_t)at + v * LANES, lanes);
    }
    x->listed = listed;
}

/*
 * At most TOGETHER vectors, each with its threshold; true if something in them was offered.
 *
 * known: lanes of the first vector that were looked at before
 */
INLINE bool scan_group(scan *x, int64_t at, const vector *threshold, const int count, const int32_t t,
                       const bool ahead, const int known, const enum task task) {
    if (task == LIST) {
        list_group(x, at, threshold, count, ahead, known);
        return false;
    }
    seen s = seen_nothing();
    for (int v = 0; v < count; v++) {
        if (ahead) {
            __builtin_prefetch(x->benefit + at + v * LANES + AHEAD);
            __builtin_prefetch(x->cost + at + v * LANES + AHEAD);
        }
        s = see_at(x, s, at + v * LANES, threshold[v]);
    }
    if (!RARELY(lanes_seen(s))) {
        return false;
    }
    /* All places at once: a branch less for each vector. */
    uint64_t places = 0;
    for (int v = 0; v < count; v++) {
        places |= (uint64_t)lanes_seen(see_at(x, seen_nothing(), at + v * LANES, threshold[v])) << (v * LANES);
    }
    places &= ~(uint64_t)0 << known;
    for (; places != 0; places &= places - 1) {
        const int64_t place = at + __builtin_ctzll(places);
        look(x, (uint32_t)place / (uint32_t)t, place);
        x->passed++;
    }
    return true;
}

#endif
