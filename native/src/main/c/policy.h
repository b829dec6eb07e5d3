/* How the rows are scanned: io.alphafair.simd.ScanPolicy in C, where each choice is explained. */
#ifndef POLICY_H
#define POLICY_H

#include "scan.h"

/* Blocks are whole cache lines of labels, and whole groups of vectors, where rows are short. */
#define ROWS_TOGETHER 64
/* Elements per group that are divided at the start where no sample is taken. */
#define START 16
/* The same where there are too few rows for a sample. */
#define FEW_ROWS_START (4 * START)
/* Elements of the first block after a start or a failure; the following blocks double. */
#define TRIAL 256
/* The smallest threshold is kept while at most one element in this number passes. */
#define ELEMENTS_PER_LABEL 128
/* Each group's own threshold is given up where more than one element in this number passes. */
#define ELEMENTS_PER_PASS 16
/* Elements that are scanned on a dearer path before the cheaper one is tried again: after its first failure, and at most. */
#define FIRST_REST 1024
#define LONGEST_REST (1 << 18)
/* Elements per group between two searches for the smallest threshold, which cost K each. */
#define RENEW 4
#define RENEW_FAR 16
/* A sample: elements per group, neighbours that are sampled together, and at most one row in SAMPLED_ROWS. */
#define SAMPLE 16
#define SAMPLE_RUN 128
#define SAMPLED_ROWS 4

/* Rows of about so many elements. */
INLINE int32_t rows_of(const alphafair_state *s, int32_t elements) {
    const int32_t rows = elements / s->problem.t;
    return rows < 1 ? 1 : rows < ROWS_TOGETHER ? rows : rows - rows % ROWS_TOGETHER;
}

INLINE void policy_open(alphafair_state *s) {
    const bool many = s->problem.k >= MANY_GROUPS;
    s->block_rows = rows_of(s, BLOCK);
    s->long_rows = s->problem.far && s->problem.benefit_shape == 0 && s->problem.cost_shape == 0 && s->problem.t <= BLOCK
        ? rows_of(s, LONG_BLOCK)
        : s->block_rows;
    s->trial_rows = rows_of(s, TRIAL);
    s->division_rows = rows_of(s, many ? BLOCK : DIVIDED);
    s->sample_runs = 0;
    if (s->problem.path == ALPHAFAIR_ANY && !many && s->problem.t <= BLOCK) {
        s->sample_run_rows = s->problem.t < SAMPLE_RUN ? SAMPLE_RUN / s->problem.t : 1;
        const int64_t runs = SAMPLE * (int64_t)s->problem.k / ((int64_t)s->sample_run_rows * s->problem.t);
        s->sample_runs = runs < 2 ? 2 : runs;
    }
}

INLINE bool policy_samples(const alphafair_state *s, int64_t elements, bool runner_up) {
    return s->sample_runs > 0 && !runner_up
        && elements / s->problem.t >= SAMPLED_ROWS * s->sample_runs * s->sample_run_rows;
}

/* Begins a scan of elements of which nothing is known; true if a sample is to be taken. */
INLINE bool policy_start(alphafair_state *s, int64_t elements, bool runner_up) {
    const bool sampled = policy_samples(s, elements, runner_up);
    const bool few = !sampled && s->sample_runs > 0 && !runner_up;
    s->start_left = sampled ? 0 : (few ? FEW_ROWS_START : START) * (int64_t)s->problem.k;
    s->resting = ALPHAFAIR_OWN;
    s->rest_left = 0;
    s->next_rest = FIRST_REST;
    s->smallest_rows = s->trial_rows;
    s->own_rows = s->block_rows;
    s->smallest = 0;
    s->smallest_age = INT64_MAX / 2;
    return sampled;
}

/* Searches the smallest threshold again if enough elements were scanned since. */
INLINE void policy_renew(alphafair_state *s, const double *threshold) {
    if (s->smallest_age < (s->problem.k >= FAR_GROUPS ? RENEW_FAR : RENEW) * (int64_t)s->problem.k) {
        return;
    }
    /* The bits of doubles from 0 up are ordered as they are; an absent group's count as those of a large one. */
    int64_t least = INT64_MAX;
    for (uint32_t group = 0; group < s->problem.k; group++) {
        const int64_t own = bits_of(threshold[group]) | (s->problem.absent[group] != 0 ? INT64_C(0x7F) << 56 : 0);
        least = own < least ? own : least;
    }
    s->smallest = double_of(least);
    s->smallest_age = 0;
}

INLINE int policy_path(alphafair_state *s, const double *threshold) {
    const bool free = s->problem.path == ALPHAFAIR_ANY;
    if (free ? s->start_left <= 0 && s->rest_left <= 0 : s->problem.path == ALPHAFAIR_SMALLEST) {
        policy_renew(s, threshold);
    }
    return !free ? s->problem.path
        : s->start_left > 0 ? ALPHAFAIR_DIVIDE
        : s->rest_left > 0 ? s->resting
        : s->smallest > 0 ? ALPHAFAIR_SMALLEST
        : ALPHAFAIR_OWN;
}

INLINE int32_t policy_rows(const alphafair_state *s, int path) {
    if (path == ALPHAFAIR_DIVIDE) {
        const int64_t start = (s->start_left - 1) / s->problem.t + 1;
        return s->start_left > 0 && start < s->division_rows ? (int32_t)start : s->division_rows;
    }
    return path == ALPHAFAIR_SMALLEST ? s->smallest_rows : s->own_rows;
}

INLINE int32_t doubled(int32_t rows, int32_t most) {
    return 2 * rows < most ? 2 * rows : most;
}

/* Learns from a block; true if each group's own threshold let too much pass: perhaps ratios rise, and a sample helps. */
INLINE bool policy_learn(alphafair_state *s, int path, int64_t passed, int64_t elements) {
    s->smallest_age += elements;
    if (s->start_left > 0) {
        s->start_left -= elements;
        return false;
    }
    const bool too_much = path == ALPHAFAIR_SMALLEST ? passed > elements / ELEMENTS_PER_LABEL
        : path == ALPHAFAIR_OWN && passed > elements / ELEMENTS_PER_PASS;
    if (too_much) {
        s->resting = path == ALPHAFAIR_SMALLEST ? ALPHAFAIR_OWN : ALPHAFAIR_DIVIDE;
        s->rest_left = s->next_rest;
        s->next_rest = 2 * s->next_rest < LONGEST_REST ? 2 * s->next_rest : LONGEST_REST;
        s->smallest_rows = s->trial_rows;
        s->own_rows = path == ALPHAFAIR_OWN ? s->trial_rows : s->own_rows;
        return path == ALPHAFAIR_OWN;
    }
    if (path == ALPHAFAIR_SMALLEST) {
        s->smallest_rows = doubled(s->smallest_rows, s->long_rows);
    } else {
        s->rest_left -= elements;
        s->own_rows = path == ALPHAFAIR_OWN ? doubled(s->own_rows, s->long_rows) : s->own_rows;
    }
    return false;
}

#endif
