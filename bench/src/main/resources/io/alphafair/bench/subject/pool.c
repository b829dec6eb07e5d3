/* Threads that wait for passes: they spin for a while, because the next pass may come at once, then sleep. */
#include "yardstick.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* Looks at a word of memory before one sleeps, or lets another thread have the core. */
#define SPINS 100000
#define LINE 64
/* A pass is open, or its number; below it, how many workers are in it. */
#define OPEN ((uint64_t)1 << 16)
#define NUMBER ((uint64_t)1 << 17)

/* Without the CPU's pause: a hypervisor takes a core away from who pauses often. */
static inline void look_again(void) {
    __asm__ volatile("" ::: "memory");
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
    atomic_bool closing;
    atomic_int sleeping;
    /* The caller closes a pass when no chunk is left, and waits for who is in it; who comes later was not needed. */
    _Alignas(LINE) atomic_ullong gate;
    _Alignas(LINE) pass_part *part;
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

/* Whether there is a pass that the worker has not been in, or no more to come. */
static bool is_wanted(pool *p, uint64_t last) {
    const uint64_t gate = atomic_load(&p->gate);
    return ((gate & OPEN) != 0 && gate / NUMBER != last) || atomic_load(&p->closing);
}

static void *serve(void *argument) {
    seat here = *(seat *)argument;
    free(argument);
    pool *p = here.p;
    uint64_t last = 0;
    for (;;) {
        int looks = 0;
        while (looks < SPINS && !is_wanted(p, last)) {
            looks++;
            look_again();
        }
        if (looks == SPINS) {
            pthread_mutex_lock(&p->lock);
            atomic_fetch_add(&p->sleeping, 1);
            while (!is_wanted(p, last)) {
                pthread_cond_wait(&p->wake, &p->lock);
            }
            atomic_fetch_sub(&p->sleeping, 1);
            pthread_mutex_unlock(&p->lock);
        }
        if (atomic_load(&p->closing)) {
            return NULL;
        }
        unsigned long long gate = atomic_load(&p->gate);
        if ((gate & OPEN) != 0 && gate / NUMBER != last && atomic_compare_exchange_strong(&p->gate, &gate, gate + 1)) {
            last = gate / NUMBER;
            work(p, here.worker);
            atomic_fetch_sub(&p->gate, 1);
        }
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

static void wake_all(pool *p) {
    if (atomic_load(&p->sleeping) > 0) {
        pthread_mutex_lock(&p->lock);
        pthread_cond_broadcast(&p->wake);
        pthread_mutex_unlock(&p->lock);
    }
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
    /* Nobody is in a pass now. */
    const uint64_t number = atomic_load(&p->gate) / NUMBER + 1;
    atomic_store(&p->gate, number * NUMBER | OPEN);
    wake_all(p);
    work(p, 0);
    atomic_fetch_and(&p->gate, ~OPEN);
    for (int looks = 0; atomic_load(&p->gate) % OPEN != 0; looks++) {
        if (looks < SPINS) {
            look_again();
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
    wake_all(p);
    for (int worker = 1; worker <= p->started; worker++) {
        pthread_join(p->ids[worker], NULL);
    }
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->wake);
    free(p->ids);
    free(p->shares);
    free(p);
}
