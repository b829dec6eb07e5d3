/*
 * What the machine can do, for comparison with the backends: how fast it reads and writes memory. Compiled where it is
 * measured, so that it uses what the CPU has.
 */
#ifndef YARDSTICK_H
#define YARDSTICK_H

#include <stddef.h>
#include <stdint.h>

/* Threads that wait for passes; one of them is the caller. */
typedef struct pool pool;

/* A part of a pass: elements from .. to-1 of a range, done by one worker. */
typedef void pass_part(void *task, int worker, int64_t from, int64_t to);

/* NULL if the threads or the memory cannot be had. */
pool *pool_open(int threads);
int pool_threads(const pool *p);
/* Runs part over 0 .. n-1 on all threads, in chunks of at most `chunk`; returns when all is done. One pass at a time. */
void pool_run(pool *p, pass_part *part, void *task, int64_t n, int64_t chunk);
void pool_close(pool *p);

/* Ways to read: streams per thread, without and with software prefetch. */
enum read_way { READ_1, READ_2, READ_4, READ_8, READ_4_PREFETCH, READ_8_PREFETCH };

/* The exclusive or of all 64-bit words of three ranges, the last word of each padded with zeros. A range may be empty. */
uint64_t read_ranges(pool *p, int way, const void *first, int64_t first_bytes, const void *second,
                     int64_t second_bytes, const void *third, int64_t third_bytes);

/* Ways to write: vector stores without and with prefetch, stores past the caches in 1 and 4 streams, memset, rep stosb. */
enum write_way { WRITE_STORES, WRITE_PREFETCH, WRITE_STREAMING_1, WRITE_STREAMING_4, WRITE_MEMSET, WRITE_STRING };

/* Sets n doubles at a 64-byte aligned place to 0; returns 0 where this CPU does not have the way. */
int write_zeros(pool *p, int way, double *out, int64_t n);

#endif
