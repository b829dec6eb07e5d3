// Reading and nothing else: what the kernels that answer are held against.
#pragma once
#include "pass.h"

/**
 * The bits of the largest of p.rows positive doubles, an even number of them, at p.benefit; into p.key[0]. Loads of 16 bytes,
 * eight in flight a thread.
 */
static __device__ __forceinline__ void largestOfAll(const Pass& p) {
    const int PAIRS = 8;
    const u64 pairs = p.rows / 2;
    double best = 0;
    for (u64 tile = (u64)blockIdx.x * blockDim.x * PAIRS; tile < pairs; tile += (u64)gridDim.x * blockDim.x * PAIRS) {
        double2 value[PAIRS];
        u64 pair = tile + threadIdx.x;
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            u64 at = pair + i * blockDim.x;
            value[i] = __ldg((const double2*)p.benefit + (at < pairs ? at : pairs - 1));
        }
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            best = value[i].x > best ? value[i].x : best;
            best = value[i].y > best ? value[i].y : best;
        }
    }
    u64 bits = __double_as_longlong(best);
#pragma unroll
    for (int lanes = 16; lanes > 0; lanes /= 2) {
        u64 other = __shfl_xor_sync(~0u, bits, lanes);
        bits = other > bits ? other : bits;
    }
    if (threadIdx.x % 32 == 0) {
        atomicMax(&p.key[0], bits);
    }
}
