// What the kernels need of CUDA, for a C++ compiler: device.h is empty where ALPHAFAIR_FIBERS is defined.
#pragma once
#include <cstring>

#define __device__
#define __global__
#define __shared__ static
#define __forceinline__ inline
#define __launch_bounds__(threads, blocks)
// A block at a time: one buffer serves all.
#define DYNAMIC_SHARED(type, name) static type name[40960 / sizeof(type)]

struct double2 { double x, y; };
struct int4 { int x, y, z, w; };
struct Index { unsigned x; };

// Of the fiber that runs; fibers.cpp keeps them.
extern Index threadIdx, blockIdx, blockDim, gridDim;
void __syncthreads();
unsigned long long shuffleXor(unsigned long long value, int lanes);
void maybeYield();

template <class To, class From>
static inline To bits(From from) {
    To to;
    static_assert(sizeof to == sizeof from);
    memcpy(&to, &from, sizeof to);
    return to;
}

static inline long long __double_as_longlong(double d) { return bits<long long>(d); }
static inline double __longlong_as_double(long long l) { return bits<double>(l); }
template <class T>
static inline T __ldg(const T* p) { return *p; }
static inline unsigned long long __shfl_xor_sync(unsigned, unsigned long long value, int lanes) {
    return shuffleXor(value, lanes);
}

// Fibers change only where they say so, which makes these atomic; saying so at each shows other orders.
static inline unsigned long long atomicMax(unsigned long long* p, unsigned long long v) {
    maybeYield();
    unsigned long long before = *p;
    *p = v > before ? v : before;
    return before;
}
static inline unsigned long long atomicMin(unsigned long long* p, unsigned long long v) {
    maybeYield();
    unsigned long long before = *p;
    *p = v < before ? v : before;
    return before;
}
static inline unsigned long long atomicExch(unsigned long long* p, unsigned long long v) {
    maybeYield();
    unsigned long long before = *p;
    *p = v;
    return before;
}
