/*
 * Replays problems with their answers, from a file that ReplayTest writes, on every variant and path, for the sanitizers:
 * every operand lies in memory of exactly its size. What the selection sums and lists with bounds near the answer's
 * thresholds is compared with a plain loop. Then replays them with labels that are no groups, whose answers do not count.
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

/* What a selection reads and writes: bounds around the thresholds of the answer, caps, sums, and a list of some rows. */
typedef struct {
    double *cap;
    double *threshold;
    double *upper;
    int64_t *upper_index;
    double *lower;
    int64_t *lower_index;
    int64_t *count;
    int64_t *half;
    int32_t *window;
    int32_t *group;
    int64_t *index;
    double *list_benefit;
    double *list_cost;
    double *list_cap;
    int32_t *left;
} selection;

static double below(double value) {
    int64_t bits;
    memcpy(&bits, &value, 8);
    bits -= bits > 0;
    memcpy(&value, &bits, 8);
    return value;
}

static selection open_selection(const problem *p, int64_t rows) {
    const header *h = &p->h;
    const int64_t k = h->k;
    const int64_t most = rows * h->t;
    selection s = {room(8 * h->n * h->t), room(8 * k), room(8 * k), room(8 * k), room(8 * k), room(8 * k), room(8 * k),
                   room(32 * k), room(8 * k), room(4 * most), room(8 * most), room(8 * most), room(8 * most),
                   room(8 * most), room(4 * most)};
    for (int64_t at = 0; at < h->n * h->t; at++) {
        s.cap[at] = 0.5 + (double)(at % 7);
    }
    for (int64_t group = 0; group < k; group++) {
        s.lower[group] = group % 4 == 0 ? 0 : 0.5 * p->threshold[group];
        s.lower_index[group] = group % 4 == 0 ? INT64_MAX : group;
        s.threshold[group] = below(s.lower[group]);
        s.upper[group] = group % 3 == 0 ? __builtin_inf() : 0.75 * p->threshold[group];
        s.upper_index[group] = group;
        s.window[2 * group] = 1023 - 32;
        /* As before the group's first entry. */
        s.window[2 * group + 1] = group % 5 == 0 ? 4096 : 1023 - 20;
    }
    memset(s.count, 0, (size_t)(8 * k));
    memset(s.half, 0, (size_t)(32 * k));
    return s;
}

static void close_selection(selection s) {
    void *all[] = {s.cap, s.threshold, s.upper, s.upper_index, s.lower, s.lower_index, s.count, s.half, s.window,
                   s.group, s.index, s.list_benefit, s.list_cost, s.list_cap, s.left};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        free(all[i]);
    }
}

/* Adds a number to an integer of 128 bits; false unless its exponent is in the window. */
static int add_plainly(int64_t *half, double number, int32_t window) {
    int64_t bits;
    memcpy(&bits, &number, 8);
    const int64_t shift = (bits >> 52) - window;
    if (shift < 0 || shift >= 64) {
        return 0;
    }
    unsigned __int128 sum;
    memcpy(&sum, half, 16);
    sum += (unsigned __int128)((bits & 0xFFFFFFFFFFFFF) | INT64_C(1) << 52) << shift;
    memcpy(half, &sum, 16);
    return 1;
}

/* Whether some rows were summed, listed and left as a plain loop does. */
static int is_right(const problem *p, const selection *s, int64_t found, int64_t from, int64_t to, int64_t *count,
                    int64_t *half) {
    const header *h = &p->h;
    char *left = calloc((size_t)(to - from), 1);
    for (int64_t i = 0; i < found >> 32; i++) {
        left[s->left[i]]++;
    }
    int64_t listed = 0;
    int same = 1;
    for (int64_t at = from; at < to; at++) {
        const double b = value(p->benefit, h->benefit_shape, h, at);
        const double c = value(p->cost, h->cost_shape, h, at);
        const int32_t group = p->labels[at / h->t];
        const double ratio = b / c;
        const double upper = s->upper[group];
        const double lower = s->lower[group];
        int is_left = !(b >= 0 && c > 0 && c <= 1.7976931348623157e308 && ratio <= 1.7976931348623157e308);
        if (!is_left && ratio > 0 && (ratio > lower || (ratio == lower && at <= s->lower_index[group]))) {
            if (ratio > upper || (ratio == upper && at < s->upper_index[group])) {
                int64_t sums[4];
                memcpy(sums, half + 4 * group, 32);
                is_left = !add_plainly(sums, b * s->cap[at], s->window[2 * group])
                    || !add_plainly(sums + 2, c * s->cap[at], s->window[2 * group + 1]);
                if (!is_left) {
                    memcpy(half + 4 * group, sums, 32);
                    count[group]++;
                }
            } else {
                same &= listed < (int32_t)found && s->group[listed] == group && s->index[listed] == at
                    && s->list_benefit[listed] == b && s->list_cost[listed] == c && s->list_cap[listed] == s->cap[at];
                listed++;
            }
        }
        same &= left[at - from] == is_left;
    }
    free(left);
    return same && listed == (int32_t)found;
}

/* Selects some rows at a time; true if what is summed, listed and left is right. */
static int replay_selection(const problem *p, int variant, int labels_are_groups) {
    const header *h = &p->h;
    const int64_t rows = 8192 / h->t < 1 ? 1 : 8192 / h->t;
    alphafair_state *state = open_state(p, variant, ALPHAFAIR_ANY);
    int64_t *count = calloc((size_t)h->k, 8);
    int64_t *half = calloc((size_t)h->k, 32);
    selection s = open_selection(p, rows < h->n ? rows : h->n);
    int same = 1;
    for (int64_t row = 0; row < h->n; row += rows) {
        const int64_t from = row * h->t;
        const int64_t to = (row + rows < h->n ? row + rows : h->n) * h->t;
        const int64_t found = alphafair_select(
            state, p->benefit, p->cost, p->labels, from, to, 0, s.cap, h->t, 1, s.threshold, s.upper, s.upper_index,
            s.lower, s.lower_index, s.count, s.half, s.window, s.group, s.index, s.list_benefit, s.list_cost,
            s.list_cap, s.left);
        if (labels_are_groups) {
            same &= found >= 0 && is_right(p, &s, found, from, to, count, half);
        }
    }
    if (labels_are_groups) {
        same &= memcmp(count, s.count, (size_t)(8 * h->k)) == 0 && memcmp(half, s.half, (size_t)(32 * h->k)) == 0;
    }
    close_selection(s);
    free(count);
    free(half);
    free(state);
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
