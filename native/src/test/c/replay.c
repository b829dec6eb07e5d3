/*
 * Replays problems with their answers, from a file that ReplayTest writes, on every variant and path, for the sanitizers:
 * every operand lies in memory of exactly its size. What the selection lists with the answer's thresholds is compared with a
 * plain loop. Then replays them with labels that are no groups, whose answers do not count.
 */
#include "../../main/c/alphafair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t n;
    int64_t t;
    int64_t k;
    int64_t benefit_shape;
    int64_t cost_shape;
    int64_t runner_up;
    int64_t valid;
} header;

typedef struct {
    header h;
    void *benefit;
    void *cost;
    int32_t *labels;
    uint8_t *absent;
    double *threshold;
    int64_t *place;
    double *best;
} problem;

static void *room(int64_t bytes) {
    void *room = malloc((size_t)bytes);
    if (room == NULL) {
        exit(3);
    }
    return room;
}

static void *take(FILE *file, int64_t bytes) {
    void *content = room(bytes);
    if (fread(content, 1, (size_t)bytes, file) != (size_t)bytes) {
        exit(3);
    }
    return content;
}

static int64_t elements(const header *h, int64_t shape) {
    return ((shape & ALPHAFAIR_ONE_ROW) != 0 ? 1 : h->n) * ((shape & ALPHAFAIR_ONE_COLUMN) != 0 ? 1 : h->t);
}

static alphafair_state *open_state(const problem *p, int variant, int path) {
    const header *h = &p->h;
    const alphafair_facts *facts = &alphafair_library;
    const int64_t state_bytes = facts->state_bytes + (h->k < facts->most_groups ? h->k : 0) * facts->group_bytes;
    alphafair_state *state = aligned_alloc(64, (size_t)(state_bytes + 63) / 64 * 64);
    if (state == NULL) {
        exit(3);
    }
    memset(state, 0, (size_t)state_bytes);
    *(alphafair_problem *)state =
        (alphafair_problem){.variant = variant, .path = path, .t = (int32_t)h->t, .k = (uint32_t)h->k,
                            .benefit_shape = (int32_t)h->benefit_shape, .cost_shape = (int32_t)h->cost_shape,
                            .far = h->n * h->t >= 1 << 13, .absent = p->absent};
    return state;
}

/* Folds all in, in two parts; true if the answer is the expected one. */
static int replay(const problem *p, int variant, int path) {
    const header *h = &p->h;
    const int64_t bytes = h->k * 8;
    const int64_t end = h->n * h->t;
    alphafair_state *state = open_state(p, variant, path);
    double *threshold = room(bytes);
    int64_t *place = room(bytes);
    double *best = h->runner_up ? room(bytes) : NULL;
    double *entries = variant % 2 == 0 ? room(2 * bytes) : NULL;
    memset(threshold, 0, (size_t)bytes);
    memset(place, -1, (size_t)bytes);
    if (best != NULL) {
        memset(best, 0, (size_t)bytes);
    }
    int32_t found = 0;
    const int64_t middle = h->n / 3 * h->t;
    for (int part = 0; part < 2 && (found & ~ALPHAFAIR_CHANGED) == 0; part++) {
        found |= alphafair_scan(state, p->benefit, p->cost, p->labels, part == 0 ? 0 : middle, part == 0 ? middle : end,
                                end, part == 0, 0, threshold, place, best, entries);
    }
    const int same = h->valid
        ? (found & ~ALPHAFAIR_CHANGED) == 0 && memcmp(threshold, p->threshold, (size_t)bytes) == 0
            && memcmp(place, p->place, (size_t)bytes) == 0
            && (best == NULL || memcmp(best, p->best, (size_t)bytes) == 0)
        : (found & ALPHAFAIR_INVALID) != 0;
    free(state);
    free(threshold);
    free(place);
    free(best);
    free(entries);
    return same;
}

static double value(const double *matrix, int64_t shape, const header *h, int64_t at) {
    const int64_t row = (shape & ALPHAFAIR_ONE_ROW) != 0 ? 0 : at / h->t;
    const int64_t columns = (shape & ALPHAFAIR_ONE_COLUMN) != 0 ? 1 : h->t;
    return matrix[row * columns + (columns == 1 ? 0 : at % h->t)];
}

/* How many places of a list are in order; -1 if one is missing, or is one of an element clearly below its threshold. */
static int64_t count_right(const problem *p, const int32_t *places, int32_t count, int64_t from, int64_t to) {
    const header *h = &p->h;
    int64_t right = 0;
    int32_t listed = 0;
    for (int64_t at = from; at < to; at++) {
        const double b = value(p->benefit, h->benefit_shape, h, at);
        const double c = value(p->cost, h->cost_shape, h, at);
        const double least = p->threshold[p->labels[at / h->t]];
        const int invalid = !(b >= 0 && c > 0 && c <= 1.7976931348623157e308 && b / c <= 1.7976931348623157e308);
        const int is_listed = listed < count && places[listed] == at - from;
        listed += is_listed;
        /* A benefit of -0.0 is always listed, and so is what a product is compared with that leaves the range of doubles. */
        const int is_below = b > 0 && least * c > 1e-290 && least * c < 1e308 && b / c < least * 0.999999;
        if (invalid || b / c > least ? !is_listed : is_listed && is_below) {
            return -1;
        }
        right += is_listed;
    }
    return right;
}

/* Lists with the thresholds of the answer, some rows at a time; true if the lists are right. */
static int replay_selection(const problem *p, int variant, int labels_are_groups) {
    const header *h = &p->h;
    const int64_t rows = 8192 / h->t < 1 ? 1 : 8192 / h->t;
    alphafair_state *state = open_state(p, variant, ALPHAFAIR_ANY);
    double *threshold = room(8 * h->k);
    memcpy(threshold, p->threshold, (size_t)(8 * h->k));
    int same = 1;
    for (int64_t row = 0; row < h->n; row += rows) {
        const int64_t from = row * h->t;
        const int64_t to = (row + rows < h->n ? row + rows : h->n) * h->t;
        int32_t *places = room(4 * (to - from + 8));
        const int32_t count =
            alphafair_select(state, p->benefit, p->cost, p->labels, from, to, threshold, places);
        if (labels_are_groups) {
            same &= count >= 0 && count_right(p, places, count, from, to) == count;
        }
        free(places);
    }
    free(state);
    free(threshold);
    return same;
}

static int replay_all(const problem *p, int labels_are_groups) {
    int different = 0;
    for (int variant = 0; variant <= alphafair_library.best_variant; variant++) {
        different += !replay_selection(p, variant, labels_are_groups);
        for (int path = ALPHAFAIR_ANY; path <= ALPHAFAIR_DIVIDE; path++) {
            different += !replay(p, variant, path);
        }
    }
    return different;
}

int main(int count, char **arguments) {
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (file == NULL) {
        return 3;
    }
    int replayed = 0;
    header h;
    for (; fread(&h, sizeof h, 1, file) == 1; replayed++) {
        problem p = {.h = h};
        p.benefit = take(file, 8 * elements(&h, h.benefit_shape));
        p.cost = take(file, 8 * elements(&h, h.cost_shape));
        p.labels = take(file, 4 * h.n);
        p.absent = take(file, h.k);
        p.threshold = take(file, 8 * h.k);
        p.place = take(file, 8 * h.k);
        p.best = h.runner_up ? take(file, 8 * h.k) : NULL;
        if (replay_all(&p, 1) != 0) {
            printf("problem %d (%lld x %lld, K = %lld) is answered wrongly\n", replayed, (long long)h.n, (long long)h.t,
                   (long long)h.k);
            return 1;
        }
        for (int64_t row = 0; row < h.n; row += 1 + row % 3) {
            p.labels[row] = (int32_t)((uint32_t)row * 2654435761u);
        }
        replay_all(&p, 0);
        free(p.benefit);
        free(p.cost);
        free(p.labels);
        free(p.absent);
        free(p.threshold);
        free(p.place);
        free(p.best);
    }
    printf("%d problems\n", replayed);
    return 0;
}
