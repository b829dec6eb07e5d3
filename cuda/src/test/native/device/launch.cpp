#include "launch.h"
#include <numeric>

namespace device {

uint64_t Counters::total() const {
    return std::accumulate(instructions.begin(), instructions.end(), uint64_t(0),
                           [](uint64_t sum, auto& entry) { return sum + entry.second; });
}

Launch::Launch(const Kernel& kernel, std::vector<uint8_t> parameters, uint32_t blocks, uint32_t block_threads,
               unsigned dynamic_shared, DeviceMemory& memory, Findings& findings, Counters& counters, const Checks& checks)
    : kernel(kernel), parameters(std::move(parameters)), blocks(blocks), block_threads(block_threads),
      shared_size(aligned(kernel.shared_bytes, SHARED_ALIGN) + dynamic_shared), memory(memory), findings(findings),
      counters(counters), checks(checks), executed(kernel.code.size()), last_region(kernel.code.size()), left(checks.budget) {}

void Launch::run(uint32_t first_block) {
    first_serial = first_block;
    struct Count { // after a fault too
        Launch& launch;
        ~Count() {
            launch.counters.launches++;
            launch.counters.threads += static_cast<uint64_t>(launch.blocks) * launch.block_threads;
            for (size_t i = 0; i < launch.executed.size(); i++) {
                if (launch.executed[i]) {
                    launch.counters.instructions[launch.kernel.code[i].name] += launch.executed[i];
                }
            }
        }
    } count{*this};
    run_blocks();
}

void Launch::run_blocks() {
    order.resize(blocks);
    std::iota(order.begin(), order.end(), 0u);
    Random random(checks.seed);
    random.shuffle(order);
    std::vector<std::unique_ptr<Block>> running;
    uint32_t begun = 0;
    while (begun < blocks || !running.empty()) {
        while (begun < blocks && running.size() < checks.resident) {
            running.push_back(std::make_unique<Block>(*this, first_serial + begun, order[begun], random.next()));
            begun++;
        }
        size_t chosen = random.below(static_cast<uint32_t>(running.size()));
        running[chosen]->round();
        if (running[chosen]->done()) {
            running.erase(running.begin() + static_cast<long>(chosen));
        }
    }
}

} // namespace device
