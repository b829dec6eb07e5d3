// The filter of the selection for allocation with caps: where the entries are that may be above a threshold of their group or
// invalid, for the host to look at.
#pragma once
#include "read.h"

/** One launch. Written by the host as 64-bit words in this order (EntryFilter.java). Several launches may fill one list. */
struct Listing {
    Pass pass;
    const double* threshold;  // a group: what a ratio has to exceed
    u64 firstListed;          // the index that places are counted from; not above the range's
    unsigned* places;         // in any order; there is room for all elements of the range
    unsigned* count;          // how many there are
};

/** Marks which of the elements that a thread reads in one turn are not passed over. */
struct Marks {
    const Listing& l;
    double& above;
    unsigned& marked;  // one bit per element
    u64& first;        // index of the element of bit 0

    __device__ __forceinline__ void begin(int, int of) { above = __ldg(l.threshold + of); }
    __device__ __forceinline__ void entry(int, double benefit, double cost, u64 start, int element) {
        first = start;
        marked |= isPassedOver(benefit, cost, above) ? 0u : 1u << element;
    }
};

/**
 * Appends the places of a warp's marks, with one atomic for all of them; every lane calls it. In turn i a lane knows how many
 * marks 2^i lanes have, among them itself, and hears of the next 2^i lanes from the one that differs in bit i.
 */
static __device__ __forceinline__ void append(const Listing& l, unsigned marked, unsigned place) {
    const int lane = threadIdx.x & 31;
    unsigned before = 0;
    unsigned all = __popc(marked);
#pragma unroll
    for (int lanes = 1; lanes < 32; lanes <<= 1) {
        unsigned others = __shfl_xor_sync(0xffffffffu, all, lanes);
        before += (lane & lanes) != 0 ? others : 0;
        all += others;
    }
    if (all == 0) {
        return;
    }
    unsigned first = lane == 0 ? atomicAdd(l.count, all) : 0;
    unsigned* next = l.places + __shfl_sync(0xffffffffu, first, 0) + before;
#pragma unroll
    for (int i = 0; i < 8; i++) {
        if (marked >> i & 1) {
            *next++ = place + i;
        }
    }
}

/** The blocks take tiles in turn; a tile is one unit a thread. */
template <class Reader>
static __device__ __forceinline__ void listAll(const Listing& l) {
    const Pass& p = l.pass;
    Refused refused = {NONE, NONE};
    const u64 units = Reader::units(p);
    for (u64 tile = (u64)blockIdx.x * blockDim.x; tile < units; tile += (u64)gridDim.x * blockDim.x) {
        unsigned marked = 0;
        u64 first = 0;
        if (tile + threadIdx.x < units) {
            double above = 0;
            Reader::read(p, tile + threadIdx.x, refused, Marks{l, above, marked, first});
        }
        append(l, marked, (unsigned)(first - l.firstListed));
    }
    report(p, refused);
}
