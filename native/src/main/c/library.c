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

int32_t alphafair_variant(void) {
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
int32_t alphafair_variant(void) {
    return ALPHAFAIR_BASELINE;
}
#endif

int64_t alphafair_state_bytes(int32_t k) {
    return (int64_t)sizeof(alphafair_state) + (k < MANY_GROUPS ? k : 0) * (int64_t)sizeof(int64_t);
}

void alphafair_open(alphafair_state *s, int32_t variant, int32_t path, int32_t t, int32_t k, int32_t benefit_shape,
                    int32_t cost_shape, const uint8_t *absent) {
    s->variant = variant;
    s->forced = path;
    s->t = t;
    s->k = (uint32_t)k;
    s->benefit_shape = benefit_shape;
    s->cost_shape = cost_shape;
    s->absent = absent;
    for (int lane = 0; lane < MOST_LANES * MOST_LANES; lane++) {
        s->row_of[lane] = lane / t;
    }
    policy_open(s);
}

int32_t alphafair_scan(alphafair_state *s, const void *benefit, const void *cost, const void *label, int64_t from,
                       int64_t to, int64_t end, int32_t begin, int64_t offset, double *threshold, int64_t *place,
                       double *best, double *entries) {
    switch (s->variant) {
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

void alphafair_clear(int32_t variant, void *out, int64_t bytes) {
    switch (variant) {
#if defined(__x86_64__)
    case ALPHAFAIR_AVX512: clear_avx512(out, bytes); break;
    case ALPHAFAIR_AVX2: clear_avx2(out, bytes); break;
#endif
    default: clear_baseline(out, bytes); break;
    }
}
