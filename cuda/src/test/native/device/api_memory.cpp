// Device and page-locked memory, copies and fills.
#include "driver.h"

using namespace device;

namespace {

Region* holding(Context& c, uint64_t address, size_t size) {
    Region* region = c.memory.near(address);
    return region && region->holds(address, size) ? region : nullptr;
}

void count(Driver& d, uint64_t& bytes, size_t size) {
    bytes += size;
    d.clock += 1000 + size / 16;
}

int to_device(Context& c, uint64_t to, const void* from, size_t size) {
    Region* region = holding(c, to, size);
    if (!region) {
        return ILLEGAL_ADDRESS;
    }
    memcpy(region->bytes.get() + (to - region->base), from, size);
    region->shadow.mark_written(to - region->base, size);
    count(driver(), driver().to_device, size);
    return SUCCESS;
}

int to_host(Context& c, void* to, uint64_t from, size_t size) {
    Region* region = holding(c, from, size);
    if (!region) {
        return ILLEGAL_ADDRESS;
    }
    if (driver().settings.checks.uninitialised && !region->shadow.written(from - region->base, size)) {
        driver().findings.add("uninitialised", "copy to the host", static_cast<int>(size),
                              "copy to the host of " + std::to_string(size) + " bytes, of which some were never written");
    }
    memcpy(to, region->bytes.get() + (from - region->base), size);
    count(driver(), driver().to_host, size);
    return SUCCESS;
}

int within_device(Context& c, uint64_t to, uint64_t from, size_t size) {
    Region *target = holding(c, to, size), *source = holding(c, from, size);
    if (!target || !source) {
        return ILLEGAL_ADDRESS;
    }
    memmove(target->bytes.get() + (to - target->base), source->bytes.get() + (from - source->base), size);
    target->shadow.mark_written(to - target->base, size);
    return SUCCESS;
}

// On the stream, if the device addresses are right now.
int queue(Context& c, void* handle, std::initializer_list<uint64_t> addresses, size_t size, std::function<int()> action) {
    auto stream = shared_stream(c, handle);
    if (!stream) {
        return INVALID_HANDLE;
    }
    for (uint64_t address : addresses) {
        if (!holding(c, address, size)) {
            return INVALID_VALUE;
        }
    }
    give(c, stream, std::move(action));
    return SUCCESS;
}

template <class T> int fill(Context& c, void* stream, uint64_t to, T value, size_t n) {
    if (to % sizeof(T) != 0) {
        return INVALID_VALUE;
    }
    return queue(c, stream, {to}, n * sizeof(T), [&c, to, value, n]() -> int {
        Region* region = holding(c, to, n * sizeof(T));
        if (!region) {
            return ILLEGAL_ADDRESS;
        }
        for (size_t i = 0; i < n; i++) {
            memcpy(region->bytes.get() + (to - region->base) + i * sizeof(T), &value, sizeof(T));
        }
        region->shadow.mark_written(to - region->base, n * sizeof(T));
        driver().clock += 1000 + n * sizeof(T) / 64;
        return SUCCESS;
    });
}

int page_locked(Driver&, Context& c, void** out, size_t size) {
    if (size == 0) {
        return INVALID_VALUE;
    }
    if (posix_memalign(out, 4096, size) != 0) {
        return OUT_OF_MEMORY;
    }
    c.page_locked[reinterpret_cast<uintptr_t>(*out)] = {size, false};
    return SUCCESS;
}

} // namespace

DRIVER_API cuMemGetInfo_v2(size_t* free, size_t* total) {
    return in_context(__func__, [&](Driver& d, Context&) -> int {
        *total = d.settings.memory;
        *free = d.settings.memory - std::min(d.settings.memory, d.memory_used());
        return SUCCESS;
    });
}

DRIVER_API cuMemAlloc_v2(uint64_t* out, size_t size) {
    return in_context(__func__, [&](Driver& d, Context& c) -> int {
        if (size == 0) {
            return INVALID_VALUE;
        }
        if (size > d.settings.memory || d.memory_used() > d.settings.memory - size) {
            return OUT_OF_MEMORY;
        }
        *out = c.memory.allocate(size, 256, false).base;
        return SUCCESS;
    });
}

DRIVER_API cuMemFree_v2(uint64_t address) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Region* region = c.memory.near(address);
        if (address == 0) {
            return SUCCESS;
        }
        if (!region || region->base != address || region->of_module) {
            return INVALID_VALUE;
        }
        int code = complete_all(c); // as the driver does
        c.memory.free(address);
        return code;
    });
}

DRIVER_API cuMemGetAddressRange_v2(uint64_t* base, size_t* size, uint64_t address) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Region* region = holding(c, address, 1);
        if (!region) {
            return NOT_FOUND;
        }
        *base = region->base;
        *size = region->size;
        return SUCCESS;
    });
}

DRIVER_API cuPointerGetAttribute(void* out, int attribute, uint64_t address) {
    return in_context(__func__, [&](Driver& d, Context& c) -> int {
        for (Context* owner : d.contexts) {
            if (holding(*owner, address, 1)) {
                switch (attribute) {
                case 1: *static_cast<Context**>(out) = owner; return SUCCESS;
                case 2: *static_cast<unsigned*>(out) = 2; return SUCCESS; // CU_MEMORYTYPE_DEVICE
                case 3: *static_cast<uint64_t*>(out) = address; return SUCCESS;
                case 9: *static_cast<int*>(out) = owner->device; return SUCCESS;
                default: return NOT_SUPPORTED;
                }
            }
        }
        if (attribute == 2 && c.is_page_locked(reinterpret_cast<void*>(address), 1)) {
            *static_cast<unsigned*>(out) = 1; // CU_MEMORYTYPE_HOST
            return SUCCESS;
        }
        return INVALID_VALUE;
    });
}

DRIVER_API cuMemAllocHost_v2(void** out, size_t size) {
    return in_context(__func__, [&](Driver& d, Context& c) { return page_locked(d, c, out, size); });
}

DRIVER_API cuMemHostAlloc(void** out, size_t size, unsigned) {
    return in_context(__func__, [&](Driver& d, Context& c) { return page_locked(d, c, out, size); });
}

DRIVER_API cuMemFreeHost(void* host) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto found = c.page_locked.find(reinterpret_cast<uintptr_t>(host));
        if (found == c.page_locked.end() || found->second.registered) {
            return INVALID_VALUE;
        }
        int code = complete_all(c);
        c.page_locked.erase(found);
        free(host);
        return code;
    });
}

DRIVER_API cuMemHostRegister_v2(void* host, size_t size, unsigned) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto begin = reinterpret_cast<uintptr_t>(host);
        if (!host || size == 0) {
            return INVALID_VALUE;
        }
        for (auto& [base, range] : c.page_locked) {
            if (begin < base + range.size && base < begin + size) {
                return ALREADY_REGISTERED;
            }
        }
        c.page_locked[begin] = {size, true};
        return SUCCESS;
    });
}

DRIVER_API cuMemHostUnregister(void* host) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto found = c.page_locked.find(reinterpret_cast<uintptr_t>(host));
        if (found == c.page_locked.end() || !found->second.registered) {
            return NOT_REGISTERED;
        }
        int code = complete_all(c);
        c.page_locked.erase(found);
        return code;
    });
}

DRIVER_API cuMemcpyHtoD_v2(uint64_t to, const void* from, size_t size) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        if (!holding(c, to, size)) {
            return INVALID_VALUE;
        }
        int code = complete_default(c);
        return code ? code : to_device(c, to, from, size);
    });
}

DRIVER_API cuMemcpyDtoH_v2(void* to, uint64_t from, size_t size) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        if (!holding(c, from, size)) {
            return INVALID_VALUE;
        }
        int code = complete_default(c);
        return code ? code : to_host(c, to, from, size);
    });
}

DRIVER_API cuMemcpyDtoD_v2(uint64_t to, uint64_t from, size_t size) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        if (!holding(c, to, size) || !holding(c, from, size)) {
            return INVALID_VALUE;
        }
        int code = complete_default(c);
        return code ? code : within_device(c, to, from, size);
    });
}

DRIVER_API cuMemcpyHtoDAsync_v2(uint64_t to, const void* from, size_t size, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        if (c.is_page_locked(from, size)) { // read when the copy is done: overwriting it before is an error of the caller
            return queue(c, stream, {to}, size, [&c, to, from, size] { return to_device(c, to, from, size); });
        }
        auto bytes = static_cast<const uint8_t*>(from);
        return queue(c, stream, {to}, size, [&c, to, staged = std::vector<uint8_t>(bytes, bytes + size)] {
            return to_device(c, to, staged.data(), staged.size());
        });
    });
}

DRIVER_API cuMemcpyDtoHAsync_v2(void* to, uint64_t from, size_t size, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        int code = queue(c, stream, {from}, size, [&c, to, from, size] { return to_host(c, to, from, size); });
        if (code != SUCCESS) {
            return code;
        }
        if (!c.is_page_locked(to, size)) {
            auto given = shared_stream(c, stream);
            return complete(c, {given, given->given});
        }
        memset(to, 0xDB, size); // who reads before synchronising must not find the values of an earlier copy
        return SUCCESS;
    });
}

DRIVER_API cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t size, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) {
        return queue(c, stream, {to, from}, size, [&c, to, from, size] { return within_device(c, to, from, size); });
    });
}

DRIVER_API cuMemsetD8_v2(uint64_t to, unsigned char value, size_t n) {
    return in_context(__func__, [&](Driver&, Context& c) { return fill(c, nullptr, to, value, n); });
}

DRIVER_API cuMemsetD32_v2(uint64_t to, unsigned value, size_t n) {
    return in_context(__func__, [&](Driver&, Context& c) { return fill(c, nullptr, to, value, n); });
}

DRIVER_API cuMemsetD8Async(uint64_t to, unsigned char value, size_t n, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) { return fill(c, stream, to, value, n); });
}

DRIVER_API cuMemsetD32Async(uint64_t to, unsigned value, size_t n, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) { return fill(c, stream, to, value, n); });
}
