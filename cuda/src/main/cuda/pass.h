// What every kernel is told, and the two steps in which a group's best entry is found.
#pragma once
#include "device.h"

typedef unsigned long long u64;

/** No entry, no row: larger than any index, and what a buffer filled with bytes of 0xff holds. */
static const u64 NONE = ~0ull;
static const double LARGEST = 1.7976931348623157e308;

/**
 * One launch. Written by the host as 64-bit words in this order (PassArgument.java). Benefits, costs and labels are those
 * of a range of rows; a stride of 0 broadcasts. Indices in the tables are row * items + item in the whole problem.
 */
struct Pass {
    const double* benefit;
    const double* cost;
    const int* labels;
    u64 rows;      // of the range
    u64 firstRow;  // of the range, in the problem
    u64 items;     // T
    u64 groups;    // K
    u64 benefitRow;
    u64 benefitItem;
    u64 costRow;
    u64 costItem;
    u64* key;       // a group: twice the bits of the best ratio, plus 1 where it is reached twice; 0 without one
    u64* where;     // a group: the lowest index that reaches it
    u64* second;    // a group: twice the bits of the best ratio but for the entry at where
    u64* partKey;   // [group][block]: key and where of what one block has read
    u64* partWhere;
    u64 parts;       // how many blocks there are parts of
    u64* refused;    // [0] the lowest index with an invalid value, [1] the lowest row with a label outside 0..K-1
    double* values;  // benefit at where, then cost, for groups 0..K-1 and, as group K, for refused[0]
};

/** An entry that may be its group's best; a ratio of 0 says there is none. */
struct Found {
    u64 ratio;  // the bits: positive doubles order like their bits
    u64 index;
    bool tied;
};

/** What a thread has met that must be refused. */
struct Refused {
    u64 index;
    u64 row;
};

/**
 * An entry matters if its ratio is above this: the double below the best ratio, so that ties are seen, or, once there is a
 * tie, the best ratio itself.
 */
static __device__ __forceinline__ double threshold(u64 key) {
    return __longlong_as_double((key - (key != 0)) >> 1);
}

static __device__ __forceinline__ u64 now(const u64* word) {
    return *(const volatile u64*)word;
}

static __device__ __forceinline__ u64 quotient(u64 a, u64 b) {
    return (a | b) >> 32 == 0 ? (unsigned)a / (unsigned)b : a / b;
}

/**
 * Whether an entry is valid and its ratio not above a threshold, as far as can be told without a division: rounding is
 * monotone, so benefit < threshold * cost implies that the ratio is not above the threshold. Such an entry is valid if its
 * benefit is not negative and its cost not infinite; NaN is never passed over.
 */
static __device__ __forceinline__ bool isPassedOver(double benefit, double cost, double above) {
    return benefit < above * cost && benefit >= 0 && cost <= LARGEST;
}

/** Takes an entry in. */
static __device__ __forceinline__ void consider(double benefit, double cost, u64 index, double& above, Found& best,
        Refused& refused) {
    if (isPassedOver(benefit, cost, above)) {
        return;
    }
    double ratio = 0;
    bool valid = benefit >= 0 && benefit <= LARGEST && cost > 0 && cost <= LARGEST;
    if (valid && benefit > 0) {
        ratio = benefit / cost;
        valid = ratio <= LARGEST;
    }
    if (!valid) {
        refused.index = index < refused.index ? index : refused.index;
    } else if (ratio > above) {
        u64 bits = __double_as_longlong(ratio);
        if (bits > best.ratio) {
            best.ratio = bits;
            best.index = index;
            best.tied = false;
            above = __longlong_as_double(bits - 1);
        } else {
            best.tied = true;
            above = ratio;
        }
    }
}

/**
 * Step 1, of all threads before any does step 2: the best ratio. Whoever raises it forgets the place of the old one. It
 * does not say that there is a tie: a thread that is still in step 1 would then reject an equal entry of lower index.
 */
static __device__ __forceinline__ void raise(u64* key, u64* where, int group, const Found& found) {
    u64 before = atomicMax(&key[group], found.ratio << 1);
    if (before >> 1 < found.ratio) {
        atomicExch(&where[group], NONE);
    }
}

/** Step 2, of all threads after step 1: the lowest index among the equals, and whether there are several. */
static __device__ __forceinline__ void locate(u64* key, u64* where, int group, const Found& found) {
    if (now(&key[group]) >> 1 != found.ratio) {
        return;
    }
    u64 before = atomicMin(&where[group], found.index);
    if (before != NONE || found.tied) {
        atomicMax(&key[group], found.ratio << 1 | 1);
    }
}

static __device__ __forceinline__ void report(const Pass& p, const Refused& refused) {
    if (refused.index != NONE) {
        atomicMin(&p.refused[0], refused.index);
    }
    if (refused.row != NONE) {
        atomicMin(&p.refused[1], refused.row);
    }
}

/** Two results over different entries: the larger ratio, then the lower index. */
static __device__ __forceinline__ void combine(u64& key, u64& where, u64 otherKey, u64 otherWhere) {
    u64 ratio = key >> 1;
    u64 otherRatio = otherKey >> 1;
    if (otherRatio > ratio) {
        key = otherKey;
        where = otherWhere;
    } else if (otherRatio == ratio && ratio != 0) {
        key |= 1;
        where = otherWhere < where ? otherWhere : where;
    }
}
