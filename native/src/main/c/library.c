/* What Java calls: the choice among the variants. Compiled for every CPU of the architecture. */
#include "policy.h"

#if defined(__x86_64__)
#include <cpuid.h>

static bool has(uint32_t word, uint32_t features) {
    return (word & features) == features;
}

/* Which registers the operating system saves. */
static uint32_t saved_registers(void) {
    uint32_t low;
    uint32_t high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

static int32_t alphafair_best_variant(void) {
    /* FMA, POPCNT, OSXSAVE, AVX. */
    const uint32_t first = 1u << 12 | 1u << 23 | 1u << 27 | 1u << 28;
    /* BMI1, AVX2, BMI2; AVX512F, DQ, BW, VL. */
    const uint32_t second = 1u << 3 | 1u << 5 | 1u << 8;
    const uint32_t third = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;
    uint32_t eax;
    uint32_t ebx;
    uint32_t ecx;
    uint32_t edx;
    if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !has(ecx, first) || !has(saved_registers(), 0x6)
        || !__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) || !has(ebx, second)) {
        return ALPHAFAIR_BASELINE;
    }
    return has(ebx, third) && has(saved_registers(), 0xE6) ? ALPHAFAIR_AVX512 : ALPHAFAIR_AVX2;
}
#else
static int32_t alphafair_best_variant(void) {
    return ALPHAFAIR_BASELINE;
}
#endif

alphafair_facts alphafair_library = {
    .state_bytes = sizeof(alphafair_state), .group_bytes = sizeof(int64_t), .most_groups = MANY_GROUPS};

/* Runs when the library is loaded. */
__attribute__((constructor)) static void alphafair_ask_cpu(void) {
    alphafair_library.best_variant = alphafair_best_variant();
}

/* Apart from the scan, whose own path stays a jump to the variant. */
NOINLINE void alphafair_open(alphafair_state *s) {
    for (int lane = 0; lane < MOST_LANES * MOST_LANES; lane++) {
        s->row_of[lane] = lane / s->problem.t;
    }
    policy_open(s);
}

int32_t alphafair_scan(alphafair_state *s, const void *benefit, const void *cost, const void *label, int64_t from,
                       int64_t to, int64_t end, int32_t begin, int64_t offset, double *threshold, int64_t *place,
                       double *best, double *entries) {
    if (RARELY(s->block_rows == 0)) {
        alphafair_open(s);
    }
    switch (s->problem.variant) {
#if defined(__x86_64__)
    case ALPHAFAIR_AVX512:
        return scan_avx512(s, benefit, cost, label, from, to, end, begin, offset, threshold, place, best, entries);
    case ALPHAFAIR_AVX2:
        return scan_avx2(s, benefit, cost, label, from, to, end, begin, offset, threshold, place, best, entries);
#endif
    default:
        return scan_baseline(s, benefit, cost, label, from, to, end, begin, offset, threshold, place, best, entries);
    }
}

int64_t alphafair_select(alphafair_state *s, const void *benefit, const void *cost, const void *label, int64_t from,
                         int64_t to, int64_t offset, const void *cap, int64_t cap_row, int64_t cap_item,
                         double *threshold, const double *upper, const int64_t *upper_index, const double *lower,
                         const int64_t *lower_index, int64_t *count, int64_t *half, const int32_t *window,
                         int32_t *group, int64_t *index, double *list_benefit, double *list_cost, double *list_cap,
                         int32_t *left) {
    if (RARELY(s->block_rows == 0)) {
        alphafair_open(s);
    }
    alphafair_bounds bounds = {.cap = cap, .cap_row = cap_row, .cap_item = cap_item, .upper = upper,
                               .upper_index = upper_index, .lower = lower, .lower_index = lower_index, .count = count,
                               .half = half, .window = window, .list_group = group, .list_index = index,
                               .list_benefit = list_benefit, .list_cost = list_cost, .list_cap = list_cap, .left = left};
    switch (s->problem.variant) {
#if defined(__x86_64__)
    case ALPHAFAIR_AVX512: return select_avx512(s, benefit, cost, label, from, to, offset, threshold, &bounds);
    case ALPHAFAIR_AVX2: return select_avx2(s, benefit, cost, label, from, to, offset, threshold, &bounds);
#endif
    default: return select_baseline(s, benefit, cost, label, from, to, offset, threshold, &bounds);
    }
}

void alphafair_clear(int32_t variant, void *out, int64_t bytes) {
    switch (variant) {
#if defined(__x86_64__)
    case ALPHAFAIR_AVX512: clear_avx512(out, bytes); break;
    case ALPHAFAIR_AVX2: clear_avx2(out, bytes); break;
#endif
    default: clear_baseline(out, bytes); break;
    }
}
