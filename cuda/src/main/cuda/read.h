// How a thread reads what it looks at in one turn, up to 8 neighbouring elements: so many slots, each of one group. All loads
// come before the first use.
#pragma once
#include "pass.h"

/** A slot that does not count: beyond the end, or with a label that no group has. */
static const int NOWHERE = -1;

/** A label; one outside 0..K-1 is reported, and no table is touched with it. */
static __device__ __forceinline__ int label(const Pass& p, u64 row, int group, Refused& refused) {
    if ((u64)(unsigned)group < p.groups) {
        return group;
    }
    u64 place = p.firstRow + row;
    refused.row = place < refused.row ? place : refused.row;
    return NOWHERE;
}

/** Up to 8 items of one row: shapes that broadcast, and rows that do not start at multiples of 16 bytes. */
struct AnyRow {
    static const int SLOTS = 1;
    static const int WIDTH = 8;

    static __device__ __forceinline__ u64 pieces(const Pass& p) { return (p.items + WIDTH - 1) / WIDTH; }
    static __device__ __forceinline__ u64 units(const Pass& p) { return p.rows * pieces(p); }

    template <class Look>
    static __device__ __forceinline__ void read(const Pass& p, u64 unit, Refused& refused, Look look) {
        u64 count = pieces(p);
        u64 row = count == 1 ? unit : quotient(unit, count);
        u64 item = (unit - row * count) * WIDTH;
        u64 left = p.items - item;
        const double* benefit = p.benefit + row * p.benefitRow + item * p.benefitItem;
        const double* cost = p.cost + row * p.costRow + item * p.costItem;
        double b[WIDTH], c[WIDTH];
        int group = label(p, row, __ldg(p.labels + row), refused);
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            if (i < left) {
                b[i] = __ldg(benefit + i * p.benefitItem);
                c[i] = __ldg(cost + i * p.costItem);
            }
        }
        if (group == NOWHERE) {
            return;
        }
        u64 start = (p.firstRow + row) * p.items + item;
        look.begin(0, group);
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            if (i < left) {
                look.entry(0, b[i], c[i], start, i);
            }
        }
    }
};

/** Up to 8 items of one row by 16-byte loads: N x T benefits and costs, T even. */
struct EvenRow {
    static const int SLOTS = 1;
    static const int PAIRS = 4;

    static __device__ __forceinline__ u64 pieces(const Pass& p) { return (p.items + 2 * PAIRS - 1) / (2 * PAIRS); }
    static __device__ __forceinline__ u64 units(const Pass& p) { return p.rows * pieces(p); }

    template <class Look>
    static __device__ __forceinline__ void read(const Pass& p, u64 unit, Refused& refused, Look look) {
        u64 count = pieces(p);
        u64 row = count == 1 ? unit : quotient(unit, count);
        u64 item = (unit - row * count) * (2 * PAIRS);
        u64 left = p.items - item;
        const double2* benefit = (const double2*)(p.benefit + row * p.items + item);
        const double2* cost = (const double2*)(p.cost + row * p.items + item);
        double2 b[PAIRS], c[PAIRS];
        int group = label(p, row, __ldg(p.labels + row), refused);
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            if (2 * i < left) {
                b[i] = __ldg(benefit + i);
                c[i] = __ldg(cost + i);
            }
        }
        if (group == NOWHERE) {
            return;
        }
        u64 start = (p.firstRow + row) * p.items + item;
        look.begin(0, group);
#pragma unroll
        for (int i = 0; i < PAIRS; i++) {
            if (2 * i < left) {
                look.entry(0, b[i].x, c[i].x, start, 2 * i);
                look.entry(0, b[i].y, c[i].y, start, 2 * i + 1);
            }
        }
    }
};

/** Four rows of one item each by 16-byte loads: N x 1 benefits and costs. */
struct Column {
    static const int SLOTS = 4;

    static __device__ __forceinline__ u64 units(const Pass& p) { return (p.rows + SLOTS - 1) / SLOTS; }

    template <class Look>
    static __device__ __forceinline__ void read(const Pass& p, u64 unit, Refused& refused, Look look) {
        u64 row = unit * SLOTS;
        double b[SLOTS], c[SLOTS];
        int group[SLOTS];
        if (row + SLOTS <= p.rows) {
            double2 b0 = __ldg((const double2*)(p.benefit + row)), b1 = __ldg((const double2*)(p.benefit + row) + 1);
            double2 c0 = __ldg((const double2*)(p.cost + row)), c1 = __ldg((const double2*)(p.cost + row) + 1);
            int4 g = __ldg((const int4*)(p.labels + row));
            b[0] = b0.x, b[1] = b0.y, b[2] = b1.x, b[3] = b1.y;
            c[0] = c0.x, c[1] = c0.y, c[2] = c1.x, c[3] = c1.y;
            group[0] = g.x, group[1] = g.y, group[2] = g.z, group[3] = g.w;
        } else {
#pragma unroll
            for (int i = 0; i < SLOTS; i++) {
                u64 at = row + i < p.rows ? row + i : row;
                b[i] = __ldg(p.benefit + at);
                c[i] = __ldg(p.cost + at);
                group[i] = __ldg(p.labels + at);
            }
        }
#pragma unroll
        for (int i = 0; i < SLOTS; i++) {
            if (row + i < p.rows) {
                int known = label(p, row + i, group[i], refused);
                if (known != NOWHERE) {
                    look.begin(i, known);
                    look.entry(i, b[i], c[i], p.firstRow + row, i);
                }
            }
        }
    }
};
