// The checks of a thread's accesses: operands, addresses, bounds, alignment, initialisation and races.
#include "launch.h"

namespace device {
namespace {

std::string hexadecimal(uint64_t value) {
    char text[20];
    snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
    return text;
}

} // namespace

const Instruction& Thread::instruction() const { return block->launch.kernel.code[pc - 1]; }

void Thread::fault(int code, const std::string& why) const {
    const Instruction& i = pc > 0 ? instruction() : block->launch.kernel.code[0];
    throw Fault{code, block->place(*this) + " PTX line " + std::to_string(i.line) + " `" + i.text + "`: " + why};
}

void Thread::find(const char* check, const std::string& what) const {
    const Instruction& i = instruction();
    Launch& launch = block->launch;
    if (!launch.findings.has(check, launch.kernel.name, i.line)) { // the words are costly, the first ones are enough
        launch.findings.add(check, launch.kernel.name, i.line,
            block->place(*this) + " PTX line " + std::to_string(i.line) + " `" + i.text + "`: " + what);
    }
}

void Thread::read_unwritten(Slot slot) {
    if (block->launch.checks.uninitialised) {
        find("uninitialised", "register " + block->launch.kernel.slot_names[slot] + " is read before it is written");
    }
}

uint8_t* Thread::reach(const Instruction& i, unsigned size, bool write, bool atomic) {
    uint64_t address = read<uint64_t>(i.src[0]) + static_cast<uint64_t>(i.offset);
    if (address % size != 0) {
        fault(MISALIGNED_ADDRESS, "address " + hexadecimal(address) + " is not aligned to " + std::to_string(size) + " bytes");
    }
    return i.space == Space::Param    ? reach_parameter(address, size)
           : i.space == Space::Shared ? reach_shared(i, address, size, write, atomic)
                                      : reach_global(i, address, size, write, atomic);
}

uint8_t* Thread::reach_parameter(uint64_t offset, unsigned size) {
    auto& bytes = block->launch.parameters;
    if (offset > bytes.size() || bytes.size() - offset < size) {
        fault(ILLEGAL_ADDRESS, "parameter offset " + std::to_string(offset) + " of " + std::to_string(bytes.size()));
    }
    return &bytes[offset];
}

uint8_t* Thread::reach_shared(const Instruction& i, uint64_t offset, unsigned size, bool write, bool atomic) {
    uint64_t bytes = block->shared.size();
    if (offset < SHARED_RESERVED || offset > bytes || bytes - offset < size) {
        fault(ILLEGAL_ADDRESS, "shared offset " + hexadecimal(offset) + " of " + std::to_string(bytes)
            + " bytes, of which the first " + std::to_string(SHARED_RESERVED) + " belong to nobody");
    }
    Counters& counters = block->launch.counters;
    (atomic ? counters.shared_atomics : write ? counters.shared_written : counters.shared_read) += atomic ? 1 : size;
    check(block->shared_shadow, "shared", offset, size, write, atomic, i.strong, block->serial);
    return &block->shared[offset];
}

uint8_t* Thread::reach_global(const Instruction& i, uint64_t address, unsigned size, bool write, bool atomic) {
    Launch& launch = block->launch;
    Region*& region = launch.last_region[pc - 1];
    if (!region || !region->holds(address, size)) {
        region = launch.memory.near(address);
        if (!region || !region->holds(address, size)) {
            std::string where = region ? std::to_string(address - region->base - region->size)
                + " bytes past the end of the " + std::to_string(region->size) + " bytes at " + hexadecimal(region->base)
                : "in no allocation";
            region = nullptr;
            fault(ILLEGAL_ADDRESS, std::string(write ? "write to " : "read of ") + hexadecimal(address) + ", " + where);
        }
    }
    Counters& counters = launch.counters;
    (atomic ? counters.global_atomics : write ? counters.global_written : counters.global_read) += atomic ? 1 : size;
    check(region->shadow, "global", address - region->base, size, write, atomic, i.strong, launch.first_serial);
    return region->bytes.get() + (address - region->base);
}

void Thread::check(Shadow& shadow, const char* space, uint64_t offset, unsigned size, bool write, bool atomic, bool strong,
                   uint32_t oldest) {
    const Checks& checks = block->launch.checks;
    if (checks.uninitialised) {
        if ((!write || atomic) && !shadow.written(offset, size)) {
            find("uninitialised", std::string(space) + " memory is read before it is written");
        }
        if (write) {
            shadow.mark_written(offset, size);
        }
    }
    if (!checks.races) {
        return;
    }
    if (instruction().non_coherent && shadow.recently_written(offset, oldest)) {
        find("race", "the read-only path to memory that this launch writes");
    }
    Conflict conflict;
    Actor me{block->serial, oldest, block->phase, static_cast<uint16_t>(index)};
    if (shadow.access(offset, size, me, write, strong, conflict)) {
        const Accesses& with = conflict.with;
        find("race", std::string(space) + " memory, with a " + (conflict.with_write ? "write" : "read") + " by "
            + (with.extent == Accesses::OneThread ? "" : "several threads, the last of them ") + "thread "
            + std::to_string(with.thread) + " of " + (with.block == block->serial ? "this block"
               : "block " + std::to_string(block->launch.block_of(with.block))));
    }
}

} // namespace device
