// Device and page-locked memory, copies and fills.
#include "driver.h"

using namespace device;

namespace {

// The place in the region that holds all of these bytes.
struct Target {
    Region& region;
    size_t offset;
    uint8_t* bytes() const { return region.bytes.get() + offset; }
};

Target holding(Context& c, uint64_t address, size_t size, int otherwise) {
    Region* region = c.memory.near(address);
    require(region && region->holds(address, size), otherwise);
    return {*region, address - region->base};
}

void count(uint64_t& bytes, size_t size) {
    bytes += size;
    driver().clock += 1000 + size / 16;
}

// Puts an action on these bytes of the device into the stream, if the address is right now; freed since, it is illegal.
void queue(Context& c, void* stream, uint64_t address, size_t size, std::function<void(Target)> action) {
    holding(c, address, size, INVALID_VALUE);
    give(find(c.streams, stream), [&c, address, size, action = std::move(action)] {
        action(holding(c, address, size, ILLEGAL_ADDRESS));
    });
}

} // namespace

DRIVER_API cuMemGetInfo_v2(size_t* free, size_t* total) {
    return in_context(__func__, [&](Driver& d, Context&) {
        *total = d.settings.memory;
        *free = d.settings.memory - std::min(d.settings.memory, d.memory_used());
    });
}

DRIVER_API cuMemAlloc_v2(uint64_t* out, size_t size) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        require(size > 0, INVALID_VALUE);
        require(size <= d.settings.memory && d.memory_used() <= d.settings.memory - size, OUT_OF_MEMORY);
        *out = c.memory.allocate(size, 256).base;
    });
}

DRIVER_API cuMemFree_v2(uint64_t address) {
    return in_context(__func__, [&](Driver&, Context& c) {
        Region* region = c.memory.near(address);
        require(region && region->base == address, INVALID_VALUE);
        complete_all(c); // as the driver does
        c.memory.free(address);
    });
}

DRIVER_API cuMemAllocHost_v2(void** out, size_t size) {
    return in_context(__func__, [&](Driver&, Context& c) {
        require(size > 0, INVALID_VALUE);
        require(posix_memalign(out, 4096, size) == 0, OUT_OF_MEMORY);
        c.page_locked[*out] = size;
    });
}

DRIVER_API cuMemFreeHost(void* host) {
    return in_context(__func__, [&](Driver&, Context& c) {
        require(c.page_locked.count(host), INVALID_VALUE);
        complete_all(c);
        c.page_locked.erase(host);
        free(host);
    });
}

DRIVER_API cuMemcpyHtoDAsync_v2(uint64_t to, const void* from, size_t size, void* stream) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        // Page-locked memory is read when the copy is done: overwriting it before is an error of the caller.
        auto bytes = static_cast<const uint8_t*>(from);
        std::vector<uint8_t> staged(bytes, c.is_page_locked(from, size) ? bytes : bytes + size);
        queue(c, stream, to, size, [&d, bytes, size, staged = std::move(staged)](Target target) {
            memcpy(target.bytes(), staged.empty() ? bytes : staged.data(), size);
            target.region.shadow.mark_written(target.offset, size);
            count(d.to_device, size);
        });
    });
}

DRIVER_API cuMemcpyDtoHAsync_v2(void* to, uint64_t from, size_t size, void* stream) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        queue(c, stream, from, size, [&d, to, size](Target source) {
            if (d.settings.checks.uninitialised && !source.region.shadow.written(source.offset, size)) {
                d.findings.add("uninitialised", "copy to the host", static_cast<int>(size),
                               "copy to the host of " + std::to_string(size) + " bytes, of which some were never written");
            }
            memcpy(to, source.bytes(), size);
            count(d.to_host, size);
        });
        if (c.is_page_locked(to, size)) {
            memset(to, 0xDB, size); // who reads before synchronising must not find the values of an earlier copy
        } else {
            auto& given = find(c.streams, stream);
            complete(c, {given, given->given});
        }
    });
}

DRIVER_API cuMemsetD8Async(uint64_t to, unsigned char value, size_t n, void* stream) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        queue(c, stream, to, n, [&d, value, n](Target target) {
            memset(target.bytes(), value, n);
            target.region.shadow.mark_written(target.offset, n);
            d.clock += 1000 + n / 64;
        });
    });
}
