// The pass that writes: N x T zeros and one value a group at its winner, a range of elements at a time.
#pragma once
#include "best.h"

/** One launch. Written by the host as 64-bit words in this order (DenseOutput.java). */
struct Dense {
    double* out;          // elements first .. first + count - 1 of the problem
    u64 first;            // even
    u64 count;
    u64 items;            // T
    u64 groups;           // K
    const u64* winner;    // a group: flat index, or NONE
    const double* value;  // a group
    const int* labels;    // of rows firstRow ..
    u64 firstRow;
};

/** Each block clears a share of its own, then looks through all winners for those in it. */
static __device__ __forceinline__ void placeInShares(const Dense& d) {
    u64 share = ((d.count + gridDim.x - 1) / gridDim.x + 1) & ~1ull;
    u64 from = share * blockIdx.x;
    if (from >= d.count) {
        return;
    }
    u64 to = from + share < d.count ? from + share : d.count;
    double2 zeros;
    zeros.x = 0;
    zeros.y = 0;
    for (u64 at = from + 2 * threadIdx.x; at + 1 < to; at += 2 * blockDim.x) {
        *(double2*)(d.out + at) = zeros;
    }
    if ((to & 1) != 0 && threadIdx.x == 0) {
        d.out[to - 1] = 0;
    }
    __syncthreads();
    for (u64 group = threadIdx.x; group < d.groups; group += blockDim.x) {
        u64 at = d.winner[group] - d.first;
        if (d.winner[group] >= d.first && at >= from && at < to) {
            d.out[at] = d.value[group];
        }
    }
}

/** For many groups: each element asks its row's group whether it is the winner. */
static __device__ __forceinline__ void placeByLabel(const Dense& d) {
    for (u64 at = (u64)blockIdx.x * blockDim.x + threadIdx.x; at < d.count; at += (u64)gridDim.x * blockDim.x) {
        u64 index = d.first + at;
        unsigned group = __ldg(d.labels + (quotient(index, d.items) - d.firstRow));
        d.out[at] = group < d.groups && d.winner[group] == index ? d.value[group] : 0;
    }
}

/** What a dense matrix holds at the winners, 0 for a group without one. */
static __device__ __forceinline__ void pickWinners(const Dense& d) {
    for (u64 group = (u64)blockIdx.x * blockDim.x + threadIdx.x; group < d.groups;
            group += (u64)gridDim.x * blockDim.x) {
        u64 winner = d.winner[group];
        ((double*)d.value)[group] = winner == NONE ? 0 : d.out[winner];
    }
}
