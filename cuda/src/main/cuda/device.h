// What the kernels need of CUDA's headers, as compiler builtins, so that clang compiles them without a CUDA toolkit.
// nvcc brings its own; the test executor that runs threads as fibers brings its own in place of this file.
#pragma once
#if !defined(ALPHAFAIR_FIBERS)
#define DYNAMIC_SHARED(type, name) extern __shared__ type name[]
#endif
#if defined(__clang__) && !defined(ALPHAFAIR_FIBERS)
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __launch_bounds__(threads, blocks) __attribute__((launch_bounds(threads, blocks)))
#define __forceinline__ __inline__ __attribute__((always_inline))
#include <__clang_cuda_builtin_vars.h>

typedef double double2 __attribute__((ext_vector_type(2)));
typedef int int4 __attribute__((ext_vector_type(4)));

__device__ __forceinline__ long long __double_as_longlong(double d) { return __builtin_bit_cast(long long, d); }
__device__ __forceinline__ double __longlong_as_double(long long l) { return __builtin_bit_cast(double, l); }
__device__ __forceinline__ double __ldg(const double* p) { return __nvvm_ldg_d(p); }
__device__ __forceinline__ double2 __ldg(const double2* p) { return __nvvm_ldg_d2(p); }
__device__ __forceinline__ int __ldg(const int* p) { return __nvvm_ldg_i(p); }
__device__ __forceinline__ int4 __ldg(const int4* p) { return __nvvm_ldg_i4(p); }
__device__ __forceinline__ int __popc(unsigned v) { return __builtin_popcount(v); }

__device__ __forceinline__ unsigned __shfl_xor_sync(unsigned mask, unsigned v, int lanes) {
    return __nvvm_shfl_sync_bfly_i32(mask, (int)v, lanes, 31);
}
__device__ __forceinline__ unsigned __shfl_sync(unsigned mask, unsigned v, int lane) {
    return __nvvm_shfl_sync_idx_i32(mask, (int)v, lane, 31);
}
__device__ __forceinline__ unsigned long long __shfl_xor_sync(unsigned mask, unsigned long long v, int lanes) {
    unsigned low = __nvvm_shfl_sync_bfly_i32(mask, (int)v, lanes, 31);
    unsigned high = __nvvm_shfl_sync_bfly_i32(mask, (int)(v >> 32), lanes, 31);
    return (unsigned long long)high << 32 | low;
}

__device__ __forceinline__ unsigned atomicAdd(unsigned* p, unsigned v) {
    return __nvvm_atom_add_gen_i((int*)p, (int)v);
}
__device__ __forceinline__ unsigned long long atomicMax(unsigned long long* p, unsigned long long v) {
    return __nvvm_atom_max_gen_ull(p, v);
}
__device__ __forceinline__ unsigned long long atomicMin(unsigned long long* p, unsigned long long v) {
    return __nvvm_atom_min_gen_ull(p, v);
}
__device__ __forceinline__ unsigned long long atomicExch(unsigned long long* p, unsigned long long v) {
    return __nvvm_atom_xchg_gen_ll((long long*)p, (long long)v);
}
#endif
