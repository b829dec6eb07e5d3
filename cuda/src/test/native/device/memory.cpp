#include "memory.h"
#include <cstring>

namespace device {

Region::Region(uint64_t base, size_t size)
    : base(base), size(size), bytes(new uint8_t[size]), shadow(size) {
    memset(bytes.get(), 0xFB, size); // not zero: an algorithm must not live by it
}

Region& DeviceMemory::allocate(size_t size, size_t align) {
    top = (top + align - 1) / align * align;
    auto [at, added] = regions.try_emplace(top, top, size);
    top += size + GAP;
    in_use += size;
    return at->second;
}

void DeviceMemory::free(uint64_t base) {
    in_use -= regions.at(base).size;
    regions.erase(base);
}

Region* DeviceMemory::near(uint64_t address) {
    auto after = regions.upper_bound(address);
    return after == regions.begin() ? nullptr : &std::prev(after)->second;
}

} // namespace device
