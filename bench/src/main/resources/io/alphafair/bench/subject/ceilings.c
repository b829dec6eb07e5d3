/* How fast memory is read and written when nothing is done with it. */
#include "yardstick.h"

#include <stdbool.h>
#include <string.h>
#if defined(__AVX512F__) || defined(__AVX__)
#include <immintrin.h>
#endif

/* As wide as the CPU's vectors; the compiler makes several of one where they are narrower. */
#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define WORDS (BYTES / 8)

typedef uint64_t words __attribute__((vector_size(BYTES), aligned(8), may_alias));
typedef double zeros __attribute__((vector_size(BYTES), aligned(BYTES), may_alias));

/* Bytes that a prefetch is ahead of the loads. By CPU time on one core of a Xeon of 2023: reading from memory, one stream
 * reaches 80 % of eight, and prefetching adds 4 % to eight; 256 to 1,024 bytes ahead are alike; in the caches all ways to
 * read are alike. Writing to memory, stores past the caches are twice as fast as others, and four streams of them add 10 %
 * to one; in the last cache, prefetching adds a third to ordinary stores. */
#define AHEAD 512
/* Vectors read from all streams in one step; each has an accumulator of its own. */
#define STEP 8
/* Bytes a worker takes at a time; each of its streams is a part of them. */
#define READ_CHUNK ((int64_t)1 << 20)
#define SMALL_CHUNK ((int64_t)1 << 16)
/* Below this many bytes there are not enough large chunks to share. */
#define SMALL ((int64_t)1 << 24)

typedef struct {
    const char *start[3];
    int64_t bytes[3];
    int64_t chunk;
    int way;
    _Alignas(64) uint64_t sum[][8];
} read_task;

static int64_t padded(int64_t bytes, int64_t chunk) {
    return (bytes + chunk - 1) / chunk * chunk;
}

static uint64_t fold(words sum) {
    uint64_t all = 0;
    for (int word = 0; word < WORDS; word++) {
        all ^= sum[word];
    }
    return all;
}

static inline __attribute__((always_inline)) uint64_t read_streams(const char *data, int64_t bytes, const int streams,
                                                                  const bool prefetch) {
    words sum[STEP] = {0};
    const int each = STEP / streams;
    const int64_t step = (int64_t)each * BYTES;
    const int64_t length = bytes / streams / step * step;
    for (int64_t at = 0; at < length; at += step) {
        for (int stream = 0; stream < streams; stream++) {
            const char *from = data + stream * length + at;
            for (int vector = 0; vector < each; vector++) {
                if (prefetch) {
                    __builtin_prefetch(from + AHEAD + (int64_t)vector * BYTES);
                }
                sum[stream * each + vector] ^= *(const words *)(from + (int64_t)vector * BYTES);
            }
        }
    }
    for (int vector = 1; vector < STEP; vector++) {
        sum[0] ^= sum[vector];
    }
    uint64_t all = fold(sum[0]);
    for (int64_t at = length * streams; at < bytes; at += 8) {
        uint64_t word = 0;
        memcpy(&word, data + at, (size_t)(bytes - at < 8 ? bytes - at : 8));
        all ^= word;
    }
    return all;
}

static uint64_t read_range(const char *data, int64_t bytes, int way) {
    switch (way) {
    case READ_1: return read_streams(data, bytes, 1, false);
    case READ_2: return read_streams(data, bytes, 2, false);
    case READ_4: return read_streams(data, bytes, 4, false);
    case READ_8: return read_streams(data, bytes, 8, false);
    case READ_4_PREFETCH: return read_streams(data, bytes, 4, true);
    default: return read_streams(data, bytes, 8, true);
    }
}

/* The ranges one after the other, each from a chunk's bound on, so that one pass reads all. */
static void read_part(void *task, int worker, int64_t from, int64_t to) {
    read_task *r = task;
    int64_t start = 0;
    for (int range = 0; range < 3; range++) {
        const int64_t first = from > start ? from - start : 0;
        const int64_t last = to - start < r->bytes[range] ? to - start : r->bytes[range];
        if (first < last) {
            r->sum[worker][0] ^= read_range(r->start[range] + first, last - first, r->way);
        }
        start += padded(r->bytes[range], r->chunk);
    }
}

uint64_t read_ranges(pool *p, int way, const void *first, int64_t first_bytes, const void *second,
                     int64_t second_bytes, const void *third, int64_t third_bytes) {
    const int threads = pool_threads(p);
    _Alignas(64) char room[sizeof(read_task) + (size_t)threads * 64];
    read_task *r = (read_task *)room;
    memset(room, 0, sizeof room);
    r->start[0] = first;
    r->start[1] = second;
    r->start[2] = third;
    r->bytes[0] = first_bytes;
    r->bytes[1] = second_bytes;
    r->bytes[2] = third_bytes;
    r->way = way;
    r->chunk = first_bytes + second_bytes + third_bytes < SMALL ? SMALL_CHUNK : READ_CHUNK;
    int64_t all_bytes = 0;
    for (int range = 0; range < 3; range++) {
        all_bytes += padded(r->bytes[range], r->chunk);
    }
    pool_run(p, read_part, r, all_bytes, r->chunk);
    uint64_t all = 0;
    for (int worker = 0; worker < threads; worker++) {
        all ^= r->sum[worker][0];
    }
    return all;
}

typedef struct {
    double *out;
    int way;
} write_task;

static inline __attribute__((always_inline)) void store(double *out, int64_t n, const bool prefetch) {
    int64_t at = 0;
    for (; at + 4 * WORDS <= n; at += 4 * WORDS) {
        for (int vector = 0; prefetch && vector < 4; vector++) {
            __builtin_prefetch(out + at + AHEAD / 4 + vector * WORDS, 1);
        }
        for (int vector = 0; vector < 4; vector++) {
            *(volatile zeros *)(out + at + vector * WORDS) = (zeros){0};
        }
    }
    for (; at < n; at++) {
        *(volatile double *)(out + at) = 0;
    }
}

static int has_way(int way) {
#if defined(__x86_64__)
    return way >= WRITE_STORES && way <= WRITE_STRING;
#else
    return way == WRITE_STORES || way == WRITE_PREFETCH || way == WRITE_MEMSET;
#endif
}

#if defined(__x86_64__)
static inline __attribute__((always_inline)) void stream_vector(double *out) {
#if defined(__AVX512F__)
    _mm512_stream_pd(out, _mm512_setzero_pd());
#elif defined(__AVX__)
    _mm256_stream_pd(out, _mm256_setzero_pd());
#else
    __builtin_ia32_movntpd(out, (__attribute__((vector_size(16))) double){0});
#endif
}

static inline __attribute__((always_inline)) void stream(double *out, int64_t n, const int streams) {
    const int64_t step = 4 * WORDS;
    const int64_t length = n / streams / step * step;
    for (int64_t at = 0; at < length; at += step) {
        for (int part = 0; part < streams; part++) {
            for (int vector = 0; vector < 4; vector++) {
                stream_vector(out + part * length + at + vector * WORDS);
            }
        }
    }
    store(out + streams * length, n - streams * length, false);
    __builtin_ia32_sfence();
}

static void string(double *out, int64_t n) {
    size_t bytes = (size_t)n * 8;
    __asm__ volatile("rep stosb" : "+D"(out), "+c"(bytes) : "a"(0) : "memory");
}
#endif

static void write_part(void *task, int worker, int64_t from, int64_t to) {
    (void)worker;
    write_task *w = task;
    double *out = w->out + from;
    int64_t n = to - from;
    switch (w->way) {
    case WRITE_STORES: store(out, n, false); break;
    case WRITE_PREFETCH: store(out, n, true); break;
#if defined(__x86_64__)
    case WRITE_STREAMING_1: stream(out, n, 1); break;
    case WRITE_STREAMING_4: stream(out, n, 4); break;
    case WRITE_STRING: string(out, n); break;
#endif
    default: memset(out, 0, (size_t)n * 8); break;
    }
}

int write_zeros(pool *p, int way, double *out, int64_t n) {
    if (!has_way(way)) {
        return 0;
    }
    write_task w = {out, way};
    pool_run(p, write_part, &w, n, (n * 8 < SMALL ? SMALL_CHUNK : READ_CHUNK) / 8);
    return 1;
}
