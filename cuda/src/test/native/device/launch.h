// One kernel launch: its grid, what it may reach, and what it counted.
#pragma once
#include "block.h"

namespace device {

// Sums over the launches of a kernel.
struct Counters {
    uint64_t launches = 0, threads = 0;
    uint64_t global_read = 0, global_written = 0; // bytes by ld and st
    uint64_t shared_read = 0, shared_written = 0;
    uint64_t global_atomics = 0, shared_atomics = 0;
    std::map<std::string, uint64_t> instructions; // by name with modifiers; one whose guard is false does not count
    uint64_t total() const;
};

struct Checks {
    bool races = true, uninitialised = true;
    uint64_t seed = 1;
    uint32_t resident = 3;           // blocks that run at the same time
    uint64_t budget = 20'000'000'000ull; // instructions, then the launch is ended as hung
};

class Launch {
public:
    Launch(const Kernel& kernel, std::vector<uint8_t> parameters, uint32_t blocks, uint32_t block_threads,
           unsigned dynamic_shared, DeviceMemory& memory, Findings& findings, Counters& counters, const Checks& checks);
    // Runs the grid. first_block numbers its blocks; they take as many numbers as there are blocks. Throws Fault.
    void run(uint32_t first_block);

    const Kernel& kernel;
    std::vector<uint8_t> parameters;
    const uint32_t blocks, block_threads;
    const unsigned shared_size;
    DeviceMemory& memory;
    Findings& findings;
    Counters& counters;
    const Checks checks;
    uint32_t first_serial = 0;
    std::vector<uint64_t> executed;  // by index of the instruction
    std::vector<Region*> last_region; // a cache by index of the instruction
    uint64_t left;                   // of the budget
    uint32_t block_of(uint32_t serial) const { return order[serial - first_serial]; }

private:
    std::vector<uint32_t> order;     // of the blocks
    void run_blocks();
};

} // namespace device
