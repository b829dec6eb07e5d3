// Threads, warps and blocks, and the order in which they run.
#pragma once
#include "findings.h"
#include "memory.h"
#include "model.h"
#include <cstring>

namespace device {

class Block;
class Launch;

class Thread {
public:
    enum State : uint8_t { Running, AtBarrier, AtMeeting, Exited };

    template <class T> T read(Slot slot) {
        if (!written[slot]) {
            read_unwritten(slot);
        }
        T value;
        memcpy(&value, &values[slot], sizeof value);
        return value;
    }
    // Wider registers get the sign or zeros above, as PTX wants it of ld and cvt.
    template <class T> void write(Slot slot, T value) {
        if constexpr (std::is_integral_v<T>) {
            values[slot] = static_cast<uint64_t>(value);
        } else {
            memcpy(&values[slot], &value, sizeof value);
        }
        written[slot] = 1;
    }
    // The memory behind an address, after every check; it stays valid for this instruction.
    uint8_t* reach(const Instruction& i, unsigned size, bool write, bool atomic);
    [[noreturn]] void fault(int code, const std::string& why) const;
    void find(const char* check, const std::string& what) const;
    const Instruction& instruction() const; // the one that runs

    State state = Running;
    uint32_t pc = 0;                 // already of the next instruction while one runs
    uint32_t index = 0;
    uint32_t mask = 0;               // lanes that a warp operation waits for
    uint32_t barrier = 0;            // id of the barrier that it waits at
    Block* block = nullptr;
    uint64_t* values = nullptr;      // a slot each
    uint8_t* written = nullptr;

    unsigned lane() const { return index % 32; }

private:
    void read_unwritten(Slot slot);
    uint8_t* reach_parameter(uint64_t offset, unsigned size);
    uint8_t* reach_shared(const Instruction& i, uint64_t offset, unsigned size, bool write, bool atomic);
    uint8_t* reach_global(const Instruction& i, uint64_t address, unsigned size, bool write, bool atomic);
    void check(Shadow& shadow, const char* space, uint64_t offset, unsigned size, bool write, bool atomic, bool strong,
               uint32_t oldest);
};

class Warp {
public:
    Thread* threads = nullptr;       // lane 0
    unsigned lanes = 0;              // 32, or fewer in the last warp

    // Carries out each warp operation whose lanes have all arrived; whether there was one.
    bool meet();

private:
    bool arrived(const Thread& first) const;
};

class Block {
public:
    Block(Launch& launch, uint32_t serial, uint32_t flat, uint64_t seed);
    bool done() const { return exited == threads.size(); }
    // Lets every thread that can run do so for a while, then opens the barrier or the warps' meetings.
    void round();

    Launch& launch;
    const uint32_t serial;           // unique over all launches
    const uint32_t flat;             // index in the grid
    uint32_t phase = 1;
    std::vector<Thread> threads;
    std::vector<Warp> warps;
    std::vector<uint8_t> shared;
    Shadow shared_shadow;
    std::string place(const Thread& thread) const;

private:
    Random random;
    size_t exited = 0;
    std::vector<uint32_t> order;
    std::vector<uint64_t> values;
    std::vector<uint8_t> written;

    bool run_threads();
    void run(Thread& thread);
    void open_barrier();
    [[noreturn]] void deadlock();
};

} // namespace device
