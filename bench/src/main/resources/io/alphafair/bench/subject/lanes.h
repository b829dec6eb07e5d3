/*
 * One vector's worth of the filter, for the CPU's vectors or, where there are none that we know, for single doubles.
 *
 * d = b - threshold * c of an entry that can be passed over is negative, and finite: as a signed integer its bits are
 * below those of minus infinity. NaN, infinities and everything from 0 up are not. Benefits with a sign bit are told by
 * that. So one comparison finds what may matter and what must be refused.
 */
#ifndef LANES_H
#define LANES_H

#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))
/* The largest that can be passed over; minus infinity is the next. */
#define PASSED (-((int64_t)1 << 52) - 1)

INLINE int64_t bits_of(double value) {
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

INLINE double double_of(int64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>
#define LANES 8

typedef __m512d vector;
typedef __m512i spread;
typedef struct {
    __m512i top;
    __m512i sign;
} seen;

INLINE seen seen_nothing(void) {
    return (seen){_mm512_set1_epi64(INT64_MIN), _mm512_setzero_si512()};
}

INLINE vector load(const double *from) {
    return _mm512_loadu_pd(from);
}

INLINE vector every(double value) {
    return _mm512_set1_pd(value);
}

INLINE vector difference(vector b, vector threshold, vector c) {
    return _mm512_fnmadd_pd(threshold, c, b);
}

INLINE seen see(seen s, vector b, vector d) {
    return (seen){_mm512_max_epi64(s.top, _mm512_castpd_si512(d)), _mm512_or_si512(s.sign, _mm512_castpd_si512(b))};
}

/* The lanes in which something may matter. */
INLINE unsigned lanes_seen(seen s) {
    return (unsigned)_mm512_cmpgt_epi64_mask(s.top, _mm512_set1_epi64(PASSED)) | (unsigned)_mm512_movepi64_mask(s.sign);
}

INLINE vector of_labels(const double *table, const int32_t *label, int apart) {
    __m256i place = _mm256_sll_epi32(_mm256_loadu_si256((const __m256i *)label), _mm_cvtsi32_si128(apart));
    return _mm512_i32gather_pd(place, table, 8);
}

INLINE spread spread_load(const int64_t *lane) {
    return _mm512_loadu_si512(lane);
}

INLINE vector spread_over(vector rows, spread lane) {
    return _mm512_permutexvar_pd(lane, rows);
}

INLINE vector quotient(vector b, vector c) {
    /* + 0.0 makes a -0.0 one. */
    return _mm512_add_pd(_mm512_div_pd(b, c), _mm512_setzero_pd());
}

INLINE void keep(double *to, vector v) {
    _mm512_storeu_pd(to, v);
}

/* Whether a benefit, a cost or a ratio must be refused. */
INLINE unsigned refused(vector b, vector c, vector q) {
    const vector zero = _mm512_setzero_pd();
    const vector most = _mm512_set1_pd(__DBL_MAX__);
    __mmask8 right = _mm512_cmp_pd_mask(b, zero, _CMP_GE_OQ);
    right = _mm512_mask_cmp_pd_mask(right, c, zero, _CMP_GT_OQ);
    right = _mm512_mask_cmp_pd_mask(right, c, most, _CMP_LE_OQ);
    return (uint8_t)~_mm512_mask_cmp_pd_mask(right, q, most, _CMP_LE_OQ);
}

#elif defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#define LANES 4

typedef __m256d vector;
typedef __m256i spread;
typedef __m256d seen;

INLINE seen seen_nothing(void) {
    return _mm256_setzero_pd();
}

INLINE vector load(const double *from) {
    return _mm256_loadu_pd(from);
}

INLINE vector every(double value) {
    return _mm256_set1_pd(value);
}

INLINE vector difference(vector b, vector threshold, vector c) {
    return _mm256_fnmadd_pd(threshold, c, b);
}

INLINE seen see(seen s, vector b, vector d) {
    __m256i matters = _mm256_cmpgt_epi64(_mm256_castpd_si256(d), _mm256_set1_epi64x(PASSED));
    return _mm256_or_pd(s, _mm256_or_pd(b, _mm256_castsi256_pd(matters)));
}

INLINE unsigned lanes_seen(seen s) {
    return (unsigned)_mm256_movemask_pd(s);
}

INLINE vector of_labels(const double *table, const int32_t *label, int apart) {
    return _mm256_set_pd(table[(int64_t)label[3] << apart], table[(int64_t)label[2] << apart],
                         table[(int64_t)label[1] << apart], table[(int64_t)label[0] << apart]);
}

/* There is no shuffle of doubles by a vector here, so each goes as its two halves. */
INLINE spread spread_load(const int64_t *lane) {
    __m256i low = _mm256_slli_epi64(_mm256_loadu_si256((const __m256i *)lane), 1);
    return _mm256_or_si256(low, _mm256_slli_epi64(_mm256_add_epi64(low, _mm256_set1_epi64x(1)), 32));
}

INLINE vector spread_over(vector rows, spread lane) {
    return _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(rows), lane));
}

INLINE vector quotient(vector b, vector c) {
    return _mm256_add_pd(_mm256_div_pd(b, c), _mm256_setzero_pd());
}

INLINE void keep(double *to, vector v) {
    _mm256_storeu_pd(to, v);
}

INLINE unsigned refused(vector b, vector c, vector q) {
    const vector zero = _mm256_setzero_pd();
    const vector most = _mm256_set1_pd(__DBL_MAX__);
    vector right = _mm256_and_pd(_mm256_cmp_pd(b, zero, _CMP_GE_OQ), _mm256_cmp_pd(c, zero, _CMP_GT_OQ));
    right = _mm256_and_pd(right, _mm256_cmp_pd(c, most, _CMP_LE_OQ));
    return ~(unsigned)_mm256_movemask_pd(_mm256_and_pd(right, _mm256_cmp_pd(q, most, _CMP_LE_OQ))) & 0xF;
}

#else
#define LANES 1

typedef double vector;
typedef int64_t spread;
typedef unsigned seen;

INLINE seen seen_nothing(void) {
    return 0;
}

INLINE vector load(const double *from) {
    return *from;
}

INLINE vector every(double value) {
    return value;
}

/* Exact with or without a fused multiplication: a rounded product above b is above it unrounded too. */
INLINE vector difference(vector b, vector threshold, vector c) {
    return b - threshold * c;
}

INLINE seen see(seen s, vector b, vector d) {
    return s | (unsigned)(bits_of(d) > PASSED) | (unsigned)(bits_of(b) < 0);
}

INLINE unsigned lanes_seen(seen s) {
    return s;
}

INLINE vector of_labels(const double *table, const int32_t *label, int apart) {
    return table[(int64_t)*label << apart];
}

INLINE spread spread_load(const int64_t *lane) {
    return *lane;
}

INLINE vector spread_over(vector rows, spread lane) {
    (void)lane;
    return rows;
}

INLINE vector quotient(vector b, vector c) {
    return b / c + 0.0;
}

INLINE void keep(double *to, vector v) {
    *to = v;
}

INLINE unsigned refused(vector b, vector c, vector q) {
    return !(b >= 0 && c > 0 && c <= __DBL_MAX__ && q <= __DBL_MAX__);
}
#endif

#endif
