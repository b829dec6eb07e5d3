// cuInit, devices, contexts and the names of errors.
#include "driver.h"

using namespace device;

DRIVER_API cuInit(unsigned flags) {
    return any_time(__func__, [&](Driver& d) -> int {
        if (flags != 0) {
            return INVALID_VALUE;
        }
        d.initialised = d.settings.devices > 0;
        return d.initialised ? int(SUCCESS) : int(NO_DEVICE);
    });
}

DRIVER_API cuDriverGetVersion(int* version) {
    return any_time(__func__, [&](Driver& d) -> int {
        *version = d.settings.driver;
        return SUCCESS;
    });
}

DRIVER_API cuDeviceGetCount(int* count) {
    return initialised(__func__, [&](Driver& d) -> int {
        *count = d.settings.devices;
        return SUCCESS;
    });
}

namespace {

template <class Body> int for_device(const char* name, int ordinal, Body body) {
    return initialised(name, [&](Driver& d) -> int {
        if (ordinal < 0 || ordinal >= d.settings.devices) {
            return INVALID_DEVICE;
        }
        body(d);
        return SUCCESS;
    });
}

int attribute(const Settings& settings, int which) {
    if (auto set = settings.attributes.find(which); set != settings.attributes.end()) {
        return set->second;
    }
    switch (which) {
    case 1: case 2: case 3: return 1024;    // threads a block, its x and y
    case 4: return 64;                      // its z
    case 5: return 0x7fffffff;              // grid x
    case 6: case 7: return 65535;           // grid y, z
    case 8: return 49152;                   // shared memory a block
    case 9: return 65536;                   // constant memory
    case 10: return 32;                     // warp
    case 12: case 82: return 65536;         // registers a block, a multiprocessor
    case 13: return 1'000'000;              // clock in kHz
    case 16: return 2;                      // multiprocessors: few, so that persistent grids stay small
    case 31: case 40: case 41: return 1;    // concurrent kernels, copy engine, unified addressing
    case 36: return 1'000'000;              // memory clock in kHz
    case 37: return 64;                     // bus width
    case 38: return 1 << 20;                // L2 cache
    case 39: return 1024;                   // threads a multiprocessor
    case 75: return settings.capability / 10;
    case 76: return settings.capability % 10;
    case 81: return 65536;                  // shared memory a multiprocessor
    case 97: return 65536;                  // shared memory a block, if asked for
    default: return 0;
    }
}

} // namespace

DRIVER_API cuDeviceGet(int* out, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) { *out = ordinal; });
}

DRIVER_API cuDeviceGetName(char* name, int length, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) {
        snprintf(name, static_cast<size_t>(length), "PTX interpreter, no GPU (%d)", ordinal);
    });
}

DRIVER_API cuDeviceGetUuid(unsigned char* uuid, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) {
        memset(uuid, 0, 16);
        uuid[15] = static_cast<unsigned char>(ordinal + 1);
    });
}

DRIVER_API cuDeviceGetPCIBusId(char* id, int length, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver&) {
        snprintf(id, static_cast<size_t>(length), "0000:%02x:00.0", ordinal + 1);
    });
}

DRIVER_API cuDeviceTotalMem_v2(size_t* bytes, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) { *bytes = d.settings.memory; });
}

DRIVER_API cuDeviceComputeCapability(int* major, int* minor, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) {
        *major = d.settings.capability / 10;
        *minor = d.settings.capability % 10;
    });
}

DRIVER_API cuDeviceGetAttribute(int* value, int which, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) { *value = attribute(d.settings, which); });
}

namespace {

Context* create(Driver& d, int ordinal) {
    auto* context = new Context;
    context->device = ordinal;
    d.contexts.insert(context);
    return context;
}

} // namespace

DRIVER_API cuCtxCreate_v2(Context** out, unsigned, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) { current_contexts().push_back(*out = create(d, ordinal)); });
}

DRIVER_API cuCtxDestroy_v2(Context* context) {
    return initialised(__func__, [&](Driver& d) -> int {
        if (!d.contexts.count(context) || context->primary) {
            return INVALID_CONTEXT;
        }
        destroy(context);
        return SUCCESS;
    });
}

DRIVER_API cuDevicePrimaryCtxRetain(Context** out, int ordinal) {
    return for_device(__func__, ordinal, [&](Driver& d) {
        Context*& primary = d.primaries[ordinal];
        if (!primary) {
            primary = create(d, ordinal);
            primary->primary = true;
        }
        primary->references++;
        *out = primary;
    });
}

DRIVER_API cuDevicePrimaryCtxRelease_v2(int ordinal) {
    return initialised(__func__, [&](Driver& d) -> int {
        auto found = d.primaries.find(ordinal);
        if (found == d.primaries.end()) {
            return INVALID_CONTEXT;
        }
        if (--found->second->references == 0) {
            destroy(found->second);
            d.primaries.erase(found);
        }
        return SUCCESS;
    });
}

DRIVER_API cuDevicePrimaryCtxReset_v2(int ordinal) {
    return initialised(__func__, [&](Driver& d) -> int {
        if (auto found = d.primaries.find(ordinal); found != d.primaries.end()) {
            destroy(found->second);
            d.primaries.erase(found);
        }
        return SUCCESS;
    });
}

DRIVER_API cuCtxSetCurrent(Context* context) {
    return initialised(__func__, [&](Driver& d) -> int {
        if (context && !d.contexts.count(context)) {
            return INVALID_CONTEXT;
        }
        Contexts& current = current_contexts();
        if (!current.empty()) {
            current.pop_back();
        }
        if (context) {
            current.push_back(context);
        }
        return SUCCESS;
    });
}

DRIVER_API cuCtxPushCurrent_v2(Context* context) {
    return initialised(__func__, [&](Driver& d) -> int {
        if (!d.contexts.count(context)) {
            return INVALID_CONTEXT;
        }
        current_contexts().push_back(context);
        return SUCCESS;
    });
}

DRIVER_API cuCtxPopCurrent_v2(Context** out) {
    return initialised(__func__, [&](Driver&) -> int {
        Contexts& current = current_contexts();
        if (current.empty()) {
            return INVALID_CONTEXT;
        }
        if (out) {
            *out = current.back();
        }
        current.pop_back();
        return SUCCESS;
    });
}

DRIVER_API cuCtxGetCurrent(Context** out) {
    return initialised(__func__, [&](Driver& d) -> int {
        Contexts& current = current_contexts();
        *out = current.empty() || !d.contexts.count(current.back()) ? nullptr : current.back();
        return SUCCESS;
    });
}

DRIVER_API cuCtxGetDevice(int* out) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        *out = c.device;
        return SUCCESS;
    });
}

DRIVER_API cuCtxSynchronize() {
    return in_context(__func__, [&](Driver&, Context& c) { return complete_all(c); });
}

namespace {

struct ErrorName {
    int code;
    const char *name, *words;
};
const ErrorName ERROR_NAMES[] = {
    {SUCCESS, "CUDA_SUCCESS", "no error"},
    {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
    {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
    {4, "CUDA_ERROR_DEINITIALIZED", "driver shutting down"},
    {NO_DEVICE, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
    {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
    {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
    {NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU", "no kernel image is available for execution on the device"},
    {INVALID_PTX, "CUDA_ERROR_INVALID_PTX", "a PTX JIT compilation failed"},
    {UNSUPPORTED_PTX_VERSION, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION",
     "the provided PTX was compiled with an unsupported toolchain."},
    {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
    {NOT_FOUND, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
    {NOT_READY, "CUDA_ERROR_NOT_READY", "device not ready"},
    {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
    {OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES", "too many resources requested for launch"},
    {LAUNCH_TIMEOUT, "CUDA_ERROR_LAUNCH_TIMEOUT", "the launch timed out and was terminated"},
    {ALREADY_REGISTERED, "CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED",
     "part or all of the requested memory range is already mapped"},
    {NOT_REGISTERED, "CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED", "pointer does not correspond to a registered memory region"},
    {MISALIGNED_ADDRESS, "CUDA_ERROR_MISALIGNED_ADDRESS", "misaligned address"},
    {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
    {NOT_SUPPORTED, "CUDA_ERROR_NOT_SUPPORTED", "operation not supported"},
    {999, "CUDA_ERROR_UNKNOWN", "unknown error"},
};

int describe(int code, const char** out, const char* ErrorName::*field) {
    for (auto& entry : ERROR_NAMES) {
        if (entry.code == code) {
            *out = entry.*field;
            return SUCCESS;
        }
    }
    *out = nullptr;
    return INVALID_VALUE;
}

} // namespace

DRIVER_API cuGetErrorName(int code, const char** name) {
    return any_time(__func__, [&](Driver&) { return describe(code, name, &ErrorName::name); });
}

DRIVER_API cuGetErrorString(int code, const char** words) {
    return any_time(__func__, [&](Driver&) { return describe(code, words, &ErrorName::words); });
}
