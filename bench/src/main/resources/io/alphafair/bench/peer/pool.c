/* Threads that wait for passes: they spin for a while, because the next pass may come at once, then sleep. */
#include "yardstick.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#define SPINS 20000
#define LINE 64

static inline void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* The chunks that were given to one worker and not taken yet. */
typedef struct {
    _Alignas(LINE) atomic_llong next;
    int64_t end;
} share;

struct pool {
    int threads;
    share *shares;
    pthread_t *ids;
    int started;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    _Alignas(LINE) atomic_uint generation;
    atomic_bool closing;
    _Alignas(LINE) atomic_int working;
    pass_part *part;
    void *task;
    int64_t chunk;
};

typedef struct {
    pool *p;
    int worker;
} seat;

/* The worker's own share from its start, so that a core meets the data that its cache holds; then what others left. */
static void work(pool *p, int worker) {
    for (int other = 0; other < p->threads; other++) {
        share *s = &p->shares[(worker + other) % p->threads];
        for (;;) {
            int64_t from = atomic_fetch_add_explicit(&s->next, p->chunk, memory_order_relaxed);
            if (from >= s->end) {
                break;
            }
            int64_t to = from + p->chunk < s->end ? from + p->chunk : s->end;
            p->part(p->task, worker, from, to);
        }
    }
}

static void *serve(void *argument) {
    seat here = *(seat *)argument;
    free(argument);
    pool *p = here.p;
    unsigned seen = 0;
    for (;;) {
        int spins = 0;
        while (atomic_load_explicit(&p->generation, memory_order_acquire) == seen && spins < SPINS) {
            spins++;
            relax();
        }
        if (spins == SPINS) {
            pthread_mutex_lock(&p->lock);
            while (atomic_load_explicit(&p->generation, memory_order_acquire) == seen) {
                pthread_cond_wait(&p->wake, &p->lock);
            }
            pthread_mutex_unlock(&p->lock);
        }
        seen = atomic_load_explicit(&p->generation, memory_order_acquire);
        if (atomic_load(&p->closing)) {
            return NULL;
        }
        work(p, here.worker);
        atomic_fetch_sub_explicit(&p->working, 1, memory_order_release);
    }
}

pool *pool_open(int threads) {
    pool *p = aligned_alloc(LINE, sizeof(pool));
    if (p == NULL) {
        return NULL;
    }
    *p = (pool){.threads = threads};
    p->shares = aligned_alloc(LINE, (size_t)threads * sizeof(share));
    p->ids = calloc((size_t)threads, sizeof(pthread_t));
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->wake, NULL);
    bool ok = p->shares != NULL && p->ids != NULL;
    for (int worker = 1; ok && worker < threads; worker++) {
        seat *s = malloc(sizeof(seat));
        ok = s != NULL;
        if (ok) {
            *s = (seat){p, worker};
            ok = pthread_create(&p->ids[worker], NULL, serve, s) == 0;
            if (ok) {
                p->started = worker;
            } else {
                free(s);
            }
        }
    }
    if (!ok) {
        pool_close(p);
        return NULL;
    }
    return p;
}

int pool_threads(const pool *p) {
    return p->threads;
}

static void announce(pool *p) {
    pthread_mutex_lock(&p->lock);
    atomic_fetch_add_explicit(&p->generation, 1, memory_order_release);
    pthread_cond_broadcast(&p->wake);
    pthread_mutex_unlock(&p->lock);
}

void pool_run(pool *p, pass_part *part, void *task, int64_t n, int64_t chunk) {
    if (p->threads == 1) {
        part(task, 0, 0, n);
        return;
    }
    for (int worker = 0; worker < p->threads; worker++) {
        /* At the chunks' bounds, so that what is aligned stays so. */
        int64_t chunks = (n + chunk - 1) / chunk;
        int64_t end = chunks * (worker + 1) / p->threads * chunk;
        atomic_store_explicit(&p->shares[worker].next, chunks * worker / p->threads * chunk, memory_order_relaxed);
        p->shares[worker].end = end < n ? end : n;
    }
    p->part = part;
    p->task = task;
    p->chunk = chunk;
    atomic_store_explicit(&p->working, p->threads - 1, memory_order_relaxed);
    announce(p);
    work(p, 0);
    for (int spins = 0; atomic_load_explicit(&p->working, memory_order_acquire) != 0; spins++) {
        if (spins < SPINS) {
            relax();
        } else {
            /* More threads than cores: the one waited for may need this one. */
            sched_yield();
        }
    }
}

void pool_close(pool *p) {
    if (p == NULL) {
        return;
    }
    atomic_store(&p->closing, true);
    announce(p);
    for (int worker = 1; worker <= p->started; worker++) {
        pthread_join(p->ids[worker], NULL);
    }
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->wake);
    free(p->ids);
    free(p->shares);
    free(p);
}
