// Device memory: addresses that mean nothing to the host and are never given out twice.
#pragma once
#include "shadow.h"
#include <cstdint>
#include <map>
#include <memory>

namespace device {

struct Region {
    uint64_t base;
    size_t size;
    std::unique_ptr<uint8_t[]> bytes;
    Shadow shadow;

    Region(uint64_t base, size_t size);
    bool holds(uint64_t address, size_t length) const {
        return address >= base && length <= size && address - base <= size - length;
    }
};

class DeviceMemory {
public:
    Region& allocate(size_t size, size_t align);
    void free(uint64_t base);
    // The region that holds the address, or the nearest below it; null if there is none.
    Region* near(uint64_t address);
    const std::map<uint64_t, Region>& all() const { return regions; }
    size_t used() const { return in_use; }

private:
    static constexpr uint64_t FIRST = 0x7000000000ull; // no offset in shared memory looks like it
    static constexpr uint64_t GAP = 4096;              // an index just past an end meets nobody
    std::map<uint64_t, Region> regions;
    uint64_t top = FIRST;
    size_t in_use = 0;
};

} // namespace device
