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
unsigned long long shuffle(unsigned long long value, unsigned fromThread);
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
static inline int __popc(unsigned value) { return __builtin_popcount(value); }
template <class T>
static inline T __shfl_xor_sync(unsigned, T value, int lanes) {
    return static_cast<T>(shuffle(value, threadIdx.x ^ lanes));
}
static inline unsigned __shfl_sync(unsigned, unsigned value, int lane) {
    return static_cast<unsigned>(shuffle(value, (threadIdx.x & ~31u) + lane));
}

// Fibers change only where they say so, which makes these atomic; saying so at each shows other orders.
static inline unsigned atomicAdd(unsigned* p, unsigned v) {
    maybeYield();
    unsigned before = *p;
    *p += v;
    return before;
}
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
