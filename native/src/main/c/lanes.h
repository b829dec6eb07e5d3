/*
 * One vector's worth of the filter, for the instruction set that this is compiled for.
 *
 * d = b - threshold * c of an entry that can be passed over is negative, and finite: as a signed integer its bits are
 * below those of minus infinity. NaN, infinities and everything from 0 up are not. Benefits with a sign bit are told by
 * that. So one comparison finds what may matter and what must be refused. Whether the product is rounded makes no
 * difference: a rounded product above b is above it unrounded too.
 */
#ifndef LANES_H
#define LANES_H

#include "scan.h"

#if defined(__AVX512F__)
#define LANES 8
#elif defined(__AVX2__)
#define LANES 4
#else
#define LANES 2
#endif
#if defined(__SSE2__)
#include <immintrin.h>
#endif

/* The largest difference, as bits, that can be passed over; minus infinity is the next. */
#define PASSED (-((int64_t)1 << 52) - 1)
/* The bits of the largest valid cost or ratio. */
#define MOST INT64_C(0x7FEFFFFFFFFFFFFF)

typedef double vector __attribute__((vector_size(8 * LANES), may_alias));
typedef double unaligned_vector __attribute__((vector_size(8 * LANES), aligned(1), may_alias));
typedef int64_t bits __attribute__((vector_size(8 * LANES), may_alias));
typedef uint64_t unsigned_bits __attribute__((vector_size(8 * LANES), may_alias));
typedef int64_t unaligned_bits __attribute__((vector_size(8 * LANES), aligned(1), may_alias));

INLINE vector load(const element *from) {
    return *(const unaligned_vector *)from;
}

INLINE void store(double *to, vector v) {
    *(unaligned_vector *)to = v;
}

INLINE vector every(double value) {
    return value - (vector){0};
}

/* The larger of two numbers from 0 up in each lane. */
INLINE vector larger(vector one, vector other) {
#if LANES == 8
    return (vector)_mm512_max_pd((__m512d)one, (__m512d)other);
#elif LANES == 4
    return (vector)_mm256_max_pd((__m256d)one, (__m256d)other);
#else
    const bits more = one > other;
    return (vector)(((bits)one & more) | ((bits)other & ~more));
#endif
}

/* The largest of all lanes, which are numbers from 0 up. */
INLINE double largest_lane(vector v) {
#if LANES == 8
    return _mm512_reduce_max_pd((__m512d)v);
#elif LANES == 4
    const __m128d half = _mm_max_pd(_mm256_castpd256_pd128((__m256d)v), _mm256_extractf128_pd((__m256d)v, 1));
    return _mm_cvtsd_f64(_mm_max_sd(half, _mm_unpackhi_pd(half, half)));
#else
    return v[0] > v[1] ? v[0] : v[1];
#endif
}

#if LANES == 8
typedef struct {
    __m512i top;
    __m512i sign;
} seen;

INLINE seen seen_nothing(void) {
    return (seen){_mm512_set1_epi64(INT64_MIN), _mm512_setzero_si512()};
}

INLINE vector difference(vector b, vector threshold, vector c) {
    return (vector)_mm512_fnmadd_pd((__m512d)threshold, (__m512d)c, (__m512d)b);
}

INLINE seen see(seen s, vector b, vector d) {
    return (seen){_mm512_max_epi64(s.top, (__m512i)d), _mm512_or_si512(s.sign, (__m512i)b)};
}

/* The lanes in which something may matter. */
INLINE unsigned lanes_seen(seen s) {
    return (unsigned)_mm512_cmpgt_epi64_mask(s.top, _mm512_set1_epi64(PASSED)) | (unsigned)_mm512_movepi64_mask(s.sign);
}

INLINE unsigned lanes_above(vector v, vector threshold) {
    return _mm512_cmp_pd_mask((__m512d)v, (__m512d)threshold, _CMP_GT_OQ);
}

/* The rows of these lanes, counted from the first one, one after the other; writes a whole vector. Returns their number. */
INLINE int32_t write_rows(int32_t *to, int32_t first, unsigned lanes) {
    const __m256i rows = _mm256_add_epi32(_mm256_set1_epi32(first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    _mm256_storeu_si256((__m256i *)to, _mm256_maskz_compress_epi32((__mmask8)lanes, rows));
    return __builtin_popcount(lanes);
}

/* Labels above the last group count as that one. */
INLINE vector of_labels(const double *table, const label *labels, uint32_t last) {
    const __m256i group = _mm256_min_epu32(_mm256_loadu_si256((const __m256i *)labels), _mm256_set1_epi32((int32_t)last));
    return (vector)_mm512_i32gather_pd(group, table, 8);
}

/* Each lane's row out of LANES rows. */
INLINE vector spread_over(vector rows, const int64_t *row_of) {
    return (vector)_mm512_permutexvar_pd(_mm512_loadu_si512(row_of), (__m512d)rows);
}

#elif LANES == 4
typedef bits seen;

INLINE seen seen_nothing(void) {
    return (seen){0};
}

INLINE vector difference(vector b, vector threshold, vector c) {
    return (vector)_mm256_fnmadd_pd((__m256d)threshold, (__m256d)c, (__m256d)b);
}

INLINE seen see(seen s, vector b, vector d) {
    return s | (bits)b | ((bits)d > PASSED);
}

INLINE unsigned lanes_seen(seen s) {
    return (unsigned)_mm256_movemask_pd((__m256d)s);
}

INLINE unsigned lanes_above(vector v, vector threshold) {
    return (unsigned)_mm256_movemask_pd(_mm256_cmp_pd((__m256d)v, (__m256d)threshold, _CMP_GT_OQ));
}

INLINE vector of_labels(const double *table, const label *labels, uint32_t last) {
    const __m128i group = _mm_min_epu32(_mm_loadu_si128((const __m128i *)labels), _mm_set1_epi32((int32_t)last));
    return (vector){table[(uint32_t)_mm_extract_epi32(group, 0)], table[(uint32_t)_mm_extract_epi32(group, 1)],
                    table[(uint32_t)_mm_extract_epi32(group, 2)], table[(uint32_t)_mm_extract_epi32(group, 3)]};
}

/* There is no shuffle of doubles by a vector here, so each goes as its two halves. */
INLINE vector spread_over(vector rows, const int64_t *row_of) {
    const bits low = *(const unaligned_bits *)row_of << 1;
    return (vector)_mm256_permutevar8x32_ps((__m256)rows, (__m256i)(low | (low + 1) << 32));
}

#else
typedef bits seen;

INLINE seen seen_nothing(void) {
    return (seen){0};
}

INLINE vector difference(vector b, vector threshold, vector c) {
    return b - threshold * c;
}

INLINE seen see(seen s, vector b, vector d) {
#if defined(__SSE2__)
    /* It has no comparison of 64-bit integers. A difference is never -0.0 unless the benefit is. */
    const __m128d infinite = _mm_cmpeq_pd((__m128d)d, _mm_set1_pd(-__builtin_inf()));
    return s | (bits)b | (bits)_mm_or_pd(_mm_cmpnlt_pd((__m128d)d, _mm_setzero_pd()), infinite);
#else
    return s | (bits)b | ((bits)d > PASSED);
#endif
}

INLINE unsigned lanes_of(bits mask) {
#if defined(__SSE2__)
    return (unsigned)_mm_movemask_pd((__m128d)mask);
#else
    return (unsigned)(mask[0] < 0) | (unsigned)(mask[1] < 0) << 1;
#endif
}

INLINE unsigned lanes_seen(seen s) {
    return lanes_of(s);
}

INLINE unsigned lanes_above(vector v, vector threshold) {
    return lanes_of(v > threshold);
}

INLINE vector of_labels(const double *table, const label *labels, uint32_t last) {
    const uint32_t first = (uint32_t)*(const volatile label *)labels;
    const uint32_t second = (uint32_t)*(const volatile label *)(labels + 1);
    return (vector){table[first < last ? first : last], table[second < last ? second : last]};
}

/* Rows shorter than a vector have one element here. */
INLINE vector spread_over(vector rows, const int64_t *row_of) {
    (void)row_of;
    return rows;
}
#endif

#if LANES < 8
INLINE int32_t write_rows(int32_t *to, int32_t first, unsigned lanes) {
    int32_t count = 0;
    for (int lane = 0; lane < LANES; lane++) {
        to[count] = first + lane;
        count += lanes >> lane & 1;
    }
    return count;
}
#endif

#endif
