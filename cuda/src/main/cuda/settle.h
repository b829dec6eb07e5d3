// What follows the reading: one group by itself, the blocks' parts put together, the winners' values, the runner-up.
#pragma once
#include "best.h"

/** K = 1, N x T benefits and costs: neither labels nor tables; each thread keeps its best, and hears of the block's. */
static __device__ __forceinline__ void bestOfAll(const Pass& p) {
    const int PAIRS = 4;
    __shared__ u64 best;
    if (threadIdx.x == 0) {
        best = 0;
    }
    __syncthreads();
    Refused refused = {NONE, NONE};
    Found found = {0, NONE, false};
    double above = 0;
    const u64 total = p.rows * p.items;
    const u64 pairs = total / 2;
    const u64 start = p.firstRow * p.items;
    for (u64 tile = (u64)blockIdx.x * blockDim.x * PAIRS; tile < pairs; tile += (u64)gridDim.x * blockDim.x * PAIRS) {
        double2 b[PAIRS], c[PAIRS];
        u64 pair = tile + threadIdx.x;
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            if (pair + i * blockDim.x < pairs) {
                b[i] = __ldg((const double2*)p.benefit + pair + i * blockDim.x);
                c[i] = __ldg((const double2*)p.cost + pair + i * blockDim.x);
            }
        }
        double others = threshold(now(&best));
        above = others > above ? others : above;
        u64 before = found.ratio;
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            if (pair + i * blockDim.x < pairs) {
                u64 index = start + 2 * (pair + i * blockDim.x);
                consider(b[i].x, c[i].x, index, above, found, refused);
                consider(b[i].y, c[i].y, index + 1, above, found, refused);
            }
        }
        if (found.ratio != before) {
            atomicMax(&best, found.ratio << 1);
        }
    }
    if ((total & 1) != 0 && blockIdx.x == 0 && threadIdx.x == 0) {
        consider(__ldg(p.benefit + total - 1), __ldg(p.cost + total - 1), start + total - 1, above, found, refused);
    }
    report(p, refused);
    u64 key = found.ratio << 1 | (found.tied ? 1 : 0);
    u64 where = found.index;
    combineBlock(key, where);
    if (threadIdx.x == 0) {
        p.partKey[blockIdx.x] = key;
        p.partWhere[blockIdx.x] = where;
    }
}

/** Benefit and cost at an index, if its row is one of this range's. */
static __device__ __forceinline__ void fetch(const Pass& p, u64 slot, u64 index) {
    u64 row = quotient(index, p.items);
    if (index != NONE && row >= p.firstRow && row - p.firstRow < p.rows) {
        u64 item = index - row * p.items;
        row -= p.firstRow;
        p.values[slot] = __ldg(p.benefit + row * p.benefitRow + item * p.benefitItem);
        p.values[p.groups + 1 + slot] = __ldg(p.cost + row * p.costRow + item * p.costItem);
    }
}

/** The blocks' parts and what earlier ranges left, a warp a group; then the winners' values. */
static __device__ __forceinline__ void settleParts(const Pass& p) {
    u64 warp = ((u64)blockIdx.x * blockDim.x + threadIdx.x) >> 5;
    u64 warps = (u64)gridDim.x * blockDim.x >> 5;
    for (u64 group = warp; group < p.groups; group += warps) {
        u64 key = 0;
        u64 where = NONE;
#pragma unroll 4
        for (u64 part = threadIdx.x & 31; part < p.parts; part += 32) {
            combine(key, where, p.partKey[group * p.parts + part], p.partWhere[group * p.parts + part]);
        }
        combineWarp(key, where);
        if ((threadIdx.x & 31) == 0) {
            combine(key, where, p.key[group], p.where[group]);
            p.key[group] = key;
            p.where[group] = where;
            fetch(p, group, where);
        }
    }
    if (blockIdx.x == 0 && threadIdx.x == 0) {
        fetch(p, p.groups, p.refused[0]);
    }
}

/** The winners' values after locateAll. */
static __device__ __forceinline__ void gatherValues(const Pass& p) {
    for (u64 group = (u64)blockIdx.x * blockDim.x + threadIdx.x; group <= p.groups;
            group += (u64)gridDim.x * blockDim.x) {
        fetch(p, group, group < p.groups ? p.where[group] : p.refused[0]);
    }
}

/** Looks for the best ratio but for the winner's. */
struct Others {
    const Pass& p;
    Found& found;
    int& group;
    u64& winner;
    double& above;
    Refused& refused;

    __device__ __forceinline__ void begin(int, int of) {
        group = of;
        winner = p.where[of];
        above = threshold(now(&p.second[of]));
    }
    __device__ __forceinline__ void entry(int, double benefit, double cost, u64 start, int element) {
        u64 index = start + element;
        if (index != winner) {
            consider(benefit, cost, index, above, found, refused);
        }
    }
};

static __device__ __forceinline__ void secondBest(const Pass& p) {
    Refused refused = {NONE, NONE};
    const u64 units = AnyRow::units(p);
    for (u64 unit = (u64)blockIdx.x * blockDim.x + threadIdx.x; unit < units; unit += (u64)gridDim.x * blockDim.x) {
        Found found = {0, NONE, false};
        int group = 0;
        u64 winner = NONE;
        double above = 0;
        AnyRow::read(p, unit, refused, Others{p, found, group, winner, above, refused});
        if (found.ratio != 0) {
            atomicMax(&p.second[group], found.ratio << 1);
        }
    }
}
