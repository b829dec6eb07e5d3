// What the checks found: a finding does not stop a kernel, a fault does.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace device {

// CUresult values.
enum Code : int {
    SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100, INVALID_DEVICE = 101,
    INVALID_CONTEXT = 201, NO_BINARY_FOR_GPU = 209, INVALID_PTX = 218, JIT_COMPILER_NOT_FOUND = 221,
    UNSUPPORTED_PTX_VERSION = 222, INVALID_HANDLE = 400, NOT_FOUND = 500, NOT_READY = 600, ILLEGAL_ADDRESS = 700,
    OUT_OF_RESOURCES = 701, LAUNCH_TIMEOUT = 702, MISALIGNED_ADDRESS = 716, LAUNCH_FAILED = 719, NOT_SUPPORTED = 801,
};

// Ends the launch; the context answers with the code from then on.
struct Fault {
    int code;
    std::string what;
};

// One line a check, kernel and PTX line: the first occurrence in words, and how often it came.
class Findings {
public:
    void add(const char* check, const std::string& kernel, int line, const std::string& what) {
        auto [found, added] = all.insert({{check, kernel, line}, {what, 0}});
        found->second.second++;
    }
    bool has(const char* check, const std::string& kernel, int line) {
        auto found = all.find({check, kernel, line});
        return found != all.end() && ++found->second.second;
    }
    void clear() { all.clear(); }
    std::string report() const {
        std::string text;
        for (auto& [key, value] : all) {
            text += "finding " + std::get<0>(key) + " " + value.first + " (" + std::to_string(value.second) + " times)\n";
        }
        return text;
    }

private:
    std::map<std::tuple<std::string, std::string, int>, std::pair<std::string, uint64_t>> all;
};

// A small, seeded generator: the same seed gives the same order everywhere (splitmix64).
class Random {
public:
    explicit Random(uint64_t seed) : state(seed) {}
    uint64_t next() {
        uint64_t z = state += 0x9E3779B97F4A7C15ull;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    uint32_t below(uint32_t bound) { return static_cast<uint32_t>((next() >> 32) * bound >> 32); }
    template <class Range> void shuffle(Range& range) {
        for (size_t i = range.size(); i > 1; i--) {
            std::swap(range[i - 1], range[below(static_cast<uint32_t>(i))]);
        }
    }

private:
    uint64_t state;
};

} // namespace device
