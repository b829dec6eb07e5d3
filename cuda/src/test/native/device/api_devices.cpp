// cuInit, devices, contexts and the names of errors.
#include "driver.h"

using namespace device;

namespace {

template <class Body> int for_device(const char* name, int ordinal, Body body) {
    return initialised(name, [&](Driver& d) {
        require(ordinal >= 0 && ordinal < d.settings.devices, INVALID_DEVICE);
        body(d);
    });
}

// By the numbers of CUdevice_attribute; clocks in kHz. What is not here is 0.
const std::map<int, int> ATTRIBUTES = {
    {1, 1024}, {8, 49152}, {10, 32}, {13, 1'000'000}, // threads and shared bytes a block, lanes a warp, clock
    {16, 2},                                          // multiprocessors: few, so that persistent grids stay small
    {36, 1'000'000}, {37, 64}, {38, 1 << 20},         // memory clock, bus width, L2 cache
    {39, 1024}, {81, 65536}};                         // threads and shared bytes a multiprocessor

int attribute(const Settings& settings, int which) {
    if (auto set = settings.attributes.find(which); set != settings.attributes.end()) {
        return set->second;
    }
    auto found = ATTRIBUTES.find(which);
    return which == 75 ? settings.capability / 10 : which == 76 ? settings.capability % 10
        : found == ATTRIBUTES.end() ? 0 : found->second;
}

const std::map<int, const char*> ERROR_NAMES = {
    {SUCCESS, "CUDA_SUCCESS"},
    {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
    {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
    {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED"},
    {46, "CUDA_ERROR_DEVICE_UNAVAILABLE"},
    {NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
    {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE"},
    {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT"},
    {NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU"},
    {INVALID_PTX, "CUDA_ERROR_INVALID_PTX"},
    {JIT_COMPILER_NOT_FOUND, "CUDA_ERROR_JIT_COMPILER_NOT_FOUND"},
    {UNSUPPORTED_PTX_VERSION, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"},
    {214, "CUDA_ERROR_ECC_UNCORRECTABLE"},
    {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE"},
    {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
    {NOT_READY, "CUDA_ERROR_NOT_READY"},
    {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
    {OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"},
    {LAUNCH_TIMEOUT, "CUDA_ERROR_LAUNCH_TIMEOUT"},
    {MISALIGNED_ADDRESS, "CUDA_ERROR_MISALIGNED_ADDRESS"},
    {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"},
    {NOT_SUPPORTED, "CUDA_ERROR_NOT_SUPPORTED"},
    {999, "CUDA_ERROR_UNKNOWN"}};

} // namespace

DRIVER_API cuInit(unsigned flags) {
    return any_time(__func__, [&](Driver& d) {
        require(flags == 0, INVALID_VALUE);
        d.initialised = d.settings.devices > 0;
        require(d.initialised, NO_DEVICE);
    });
}

DRIVER_API cuDriverGetVersion(int* version) {
    return any_time(__func__, [&](Driver& d) { *version = d.settings.driver; });
}

DRIVER_API cuDeviceGetCount(int* count) {
    return initialised(__func__, [&](Driver& d) { *count = d.settings.devices; });
}

DRIVER_API cuDeviceGet(int* out, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) { *out = ordinal; });
}

DRIVER_API cuDeviceGetName(char* name, int length, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) {
        snprintf(name, static_cast<size_t>(length), "PTX interpreter, no GPU (%d)", ordinal);
    });
}

DRIVER_API cuDeviceTotalMem_v2(size_t* bytes, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) { *bytes = d.settings.memory; });
}

DRIVER_API cuDeviceGetAttribute(int* value, int which, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) { *value = attribute(d.settings, which); });
}

DRIVER_API cuDevicePrimaryCtxRetain(Context** out, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) {
        Context*& primary = d.primaries[ordinal];
        primary = primary ? primary : new Context;
        primary->references++;
        *out = primary;
    });
}

DRIVER_API cuDevicePrimaryCtxRelease_v2(int ordinal) {
    return initialised(__func__, [&](Driver& d) {
        auto found = d.primaries.find(ordinal);
        require(found != d.primaries.end(), INVALID_CONTEXT);
        if (--found->second->references == 0) {
            destroy(found->second);
        }
    });
}

DRIVER_API cuCtxSetCurrent(Context* context) {
    return initialised(__func__, [&](Driver& d) {
        require(!context || d.lives(context), INVALID_CONTEXT);
        current_context() = context;
    });
}

DRIVER_API cuGetErrorName(int code, const char** name) {
    return any_time(__func__, [&](Driver&) {
        auto found = ERROR_NAMES.find(code);
        *name = found == ERROR_NAMES.end() ? nullptr : found->second;
        require(*name, INVALID_VALUE);
    });
}
