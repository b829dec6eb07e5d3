#include "launch.h"
#include <numeric>

namespace device {

uint64_t Counters::total() const {
    return std::accumulate(instructions.begin(), instructions.end(), uint64_t(0),
                           [](uint64_t sum, auto& entry) { return sum + entry.second; });
}

Launch::Launch(const Kernel& kernel, std::vector<uint8_t> parameters, Shape grid, Shape block, unsigned dynamic_shared,
               DeviceMemory& memory, Findings& findings, Counters& counters, const Checks& checks)
    : kernel(kernel), parameters(std::move(parameters)), grid(grid), block_shape(block),
      shared_size((kernel.shared_bytes + kernel.dynamic_align - 1) / kernel.dynamic_align * kernel.dynamic_align
                  + dynamic_shared),
      memory(memory), findings(findings), counters(counters), checks(checks), executed(kernel.code.size()),
      last_region(kernel.code.size()), left(checks.budget) {}

void Launch::run(uint32_t first_block) {
    first_serial = first_block;
    order.resize(grid.total());
    std::iota(order.begin(), order.end(), uint64_t(0));
    Random random(checks.seed);
    random.shuffle(order);
    std::vector<std::unique_ptr<Block>> running;
    size_t begun = 0;
    try {
        while (begun < order.size() || !running.empty()) {
            while (begun < order.size() && running.size() < checks.resident) {
                uint32_t serial = first_serial + static_cast<uint32_t>(begun);
                running.push_back(std::make_unique<Block>(*this, serial, order[begun++], random.next()));
            }
            size_t chosen = random.below(static_cast<uint32_t>(running.size()));
            running[chosen]->round();
            if (running[chosen]->done()) {
                running.erase(running.begin() + static_cast<long>(chosen));
            }
        }
    } catch (const Fault&) {
        count();
        throw;
    }
    count();
}

void Launch::count() {
    counters.launches++;
    counters.threads += grid.total() * block_shape.total();
    for (size_t i = 0; i < executed.size(); i++) {
        if (executed[i]) {
            counters.instructions[kernel.code[i].name] += executed[i];
        }
    }
}

} // namespace device
