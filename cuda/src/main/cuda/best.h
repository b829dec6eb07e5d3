// The group argmax: tables in shared memory while they fit, tables in device memory beyond, one group by itself.
#pragma once
#include "read.h"

DYNAMIC_SHARED(u64, dynamicShared);

/** Looks at a thread's entries against the thresholds in a table. */
template <int SLOTS>
struct Best {
    const u64* key;
    Found (&found)[SLOTS];
    int (&group)[SLOTS];
    double (&above)[SLOTS];
    Refused& refused;

    __device__ __forceinline__ void begin(int slot, int of) {
        group[slot] = of;
        above[slot] = threshold(now(&key[of]));
    }
    __device__ __forceinline__ void entry(int slot, double benefit, double cost, u64 start, int element) {
        consider(benefit, cost, start + element, above[slot], found[slot], refused);
    }
};

/**
 * A block's own tables. The blocks take tiles in turn; a tile is one unit a thread. The two steps are divided by a barrier,
 * and a tile without a candidate, as nearly all are, needs no second one. Ends with a part a block for settle.
 */
template <class Reader>
static __device__ __forceinline__ void bestInBlock(const Pass& p) {
    const int SLOTS = Reader::SLOTS;
    // Set by a tile that has a candidate. A third slot, so that it can be cleared while the second is in use.
    __shared__ u64 candidates[3];
    u64* key = dynamicShared;
    u64* where = dynamicShared + p.groups;
    for (u64 group = threadIdx.x; group < p.groups; group += blockDim.x) {
        key[group] = 0;
        where[group] = NONE;
    }
    if (threadIdx.x == 0) {
        candidates[0] = candidates[1] = candidates[2] = 0;
    }
    __syncthreads();
    Refused refused = {NONE, NONE};
    const u64 units = Reader::units(p);
    int turn = 0;
    for (u64 tile = (u64)blockIdx.x * blockDim.x; tile < units; tile += (u64)gridDim.x * blockDim.x) {
        Found found[SLOTS];
        int group[SLOTS];
        double above[SLOTS];
        bool any = false;
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            found[i].ratio = 0;
            group[i] = 0;
        }
        if (tile + threadIdx.x < units) {
            Reader::read(p, tile + threadIdx.x, refused, Best<SLOTS>{key, found, group, above, refused});
        }
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            if (found[i].ratio != 0) {
                raise(key, where, group[i], found[i]);
                any = true;
            }
        }
        if (any) {
            atomicExch(&candidates[turn], 1);
        }
        __syncthreads();
        bool some = candidates[turn] != 0;
        turn = turn == 2 ? 0 : turn + 1;
        if (threadIdx.x == 0) {
            candidates[turn == 2 ? 0 : turn + 1] = 0;
        }
        if (some) {
#pragma unroll
            for (int i = 0; i < SLOTS; i++) {
                if (found[i].ratio != 0) {
                    locate(key, where, group[i], found[i]);
                }
            }
            __syncthreads();
        }
    }
    report(p, refused);
    for (u64 group = threadIdx.x; group < p.groups; group += blockDim.x) {
        p.partKey[group * gridDim.x + blockIdx.x] = key[group];
        p.partWhere[group * gridDim.x + blockIdx.x] = where[group];
    }
}

/** Step 1 against the tables in device memory; step 2 is another launch. */
template <class Reader>
static __device__ __forceinline__ void raiseAll(const Pass& p) {
    const int SLOTS = Reader::SLOTS;
    Refused refused = {NONE, NONE};
    const u64 units = Reader::units(p);
    for (u64 unit = (u64)blockIdx.x * blockDim.x + threadIdx.x; unit < units; unit += (u64)gridDim.x * blockDim.x) {
        Found found[SLOTS];
        int group[SLOTS];
        double above[SLOTS];
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            found[i].ratio = 0;
            group[i] = 0;
        }
        Reader::read(p, unit, refused, Best<SLOTS>{p.key, found, group, above, refused});
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            if (found[i].ratio != 0) {
                raise(p.key, p.where, group[i], found[i]);
            }
        }
    }
    report(p, refused);
}

/** Looks for the entries that reach their group's best ratio; a tie that is known to start lower is left alone. */
template <int SLOTS>
struct Equals {
    const Pass& p;
    Found (&found)[SLOTS];
    int (&group)[SLOTS];
    double (&above)[SLOTS];
    Refused& refused;

    __device__ __forceinline__ void begin(int slot, int of) {
        group[slot] = of;
        // Without the tie, of which only a part of the equals may know.
        above[slot] = threshold(now(&p.key[of]) & ~1ull);
    }
    __device__ __forceinline__ void entry(int slot, double benefit, double cost, u64 start, int element) {
        consider(benefit, cost, start + element, above[slot], found[slot], refused);
    }
};

/** Step 2 against the tables in device memory. */
template <class Reader>
static __device__ __forceinline__ void locateAll(const Pass& p) {
    const int SLOTS = Reader::SLOTS;
    Refused refused = {NONE, NONE};
    const u64 units = Reader::units(p);
    for (u64 unit = (u64)blockIdx.x * blockDim.x + threadIdx.x; unit < units; unit += (u64)gridDim.x * blockDim.x) {
        Found found[SLOTS];
        int group[SLOTS];
        double above[SLOTS];
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            found[i].ratio = 0;
            group[i] = 0;
        }
        Reader::read(p, unit, refused, Equals<SLOTS>{p, found, group, above, refused});
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            if (found[i].ratio != 0 && (now(&p.where[group[i]]) > found[i].index || (now(&p.key[group[i]]) & 1) == 0)) {
                locate(p.key, p.where, group[i], found[i]);
            }
        }
    }
}

/** The best of a warp's lanes, in each of them; every lane calls it. */
static __device__ __forceinline__ void combineWarp(u64& key, u64& where) {
    for (int lanes = 16; lanes > 0; lanes >>= 1) {
        u64 otherKey = __shfl_xor_sync(0xffffffffu, key, lanes);
        u64 otherWhere = __shfl_xor_sync(0xffffffffu, where, lanes);
        combine(key, where, otherKey, otherWhere);
    }
}

/** The best of a block's threads, in thread 0; every thread calls it, once. */
static __device__ __forceinline__ void combineBlock(u64& key, u64& where) {
    __shared__ u64 warpKey[32];
    __shared__ u64 warpWhere[32];
    combineWarp(key, where);
    if ((threadIdx.x & 31) == 0) {
        warpKey[threadIdx.x >> 5] = key;
        warpWhere[threadIdx.x >> 5] = where;
    }
    __syncthreads();
    if (threadIdx.x == 0) {
        for (int warp = 1; warp < blockDim.x >> 5; warp++) {
            combine(key, where, warpKey[warp], warpWhere[warp]);
        }
    }
}
