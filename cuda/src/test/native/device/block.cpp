#include "block.h"
#include "launch.h"
#include <algorithm>
#include <numeric>

namespace device {

Block::Block(Launch& launch, uint32_t serial, uint32_t flat, uint64_t seed)
    : launch(launch), serial(serial), flat(flat), threads(launch.block_threads), warps((threads.size() + 31) / 32),
      shared(launch.shared_size, 0xFB), shared_shadow(launch.shared_size), random(seed), order(threads.size()) {
    const Kernel& kernel = launch.kernel;
    size_t slots = kernel.initial.size(), count = threads.size();
    values.resize(slots * count);
    written.resize(slots * count);
    std::iota(order.begin(), order.end(), 0u);
    for (uint32_t t = 0; t < count; t++) {
        Thread& thread = threads[t];
        thread.index = t;
        thread.block = this;
        thread.values = &values[t * slots];
        thread.written = &written[t * slots];
        std::copy(kernel.initial.begin(), kernel.initial.end(), thread.values);
        std::copy(kernel.written.begin(), kernel.written.end(), thread.written);
        uint32_t specials[] = {t, launch.block_threads, flat, launch.blocks}; // as in enum Special
        for (auto& special : kernel.specials) {
            thread.values[special.slot] = specials[static_cast<int>(special.which)];
        }
    }
    for (size_t w = 0; w < warps.size(); w++) {
        warps[w].threads = &threads[w * 32];
        warps[w].lanes = static_cast<unsigned>(std::min<size_t>(32, count - w * 32));
    }
}

std::string Block::place(const Thread& thread) const {
    return launch.kernel.name + " block " + std::to_string(flat) + " thread " + std::to_string(thread.index);
}

void Block::round() {
    if (run_threads()) {
        return;
    }
    bool met = false;
    for (auto& warp : warps) {
        met |= warp.meet();
    }
    if (!met) {
        open_barrier();
    }
}

bool Block::run_threads() {
    random.shuffle(order);
    bool ran = false;
    for (uint32_t t : order) {
        if (threads[t].state == Thread::Running) {
            ran = true;
            run(threads[t]);
        }
    }
    return ran;
}

// The threads of a warp do not march in step: what holds in every order holds in that of the hardware.
void Block::run(Thread& thread) {
    const Instruction* code = launch.kernel.code.data();
    uint64_t* executed = launch.executed.data();
    uint32_t slice = 1 + random.below(250);
    if (slice > launch.left) {
        thread.fault(LAUNCH_TIMEOUT, "the launch runs for more instructions than the budget");
    }
    launch.left -= slice;
    for (; slice > 0; slice--) {
        const Instruction& i = code[thread.pc];
        uint64_t& times = executed[thread.pc++];
        if (i.guard != NO_SLOT && thread.read<uint8_t>(i.guard) == i.guard_negated) {
            continue;
        }
        times++;
        i.run(thread, i);
        if (thread.state != Thread::Running) {
            exited += thread.state == Thread::Exited;
            return;
        }
    }
}

// Nobody can run: all that have not exited wait at one barrier, or the block hangs.
void Block::open_barrier() {
    Thread* first = nullptr;
    for (auto& thread : threads) {
        if (thread.state == Thread::AtMeeting) {
            deadlock();
        }
        if (thread.state == Thread::AtBarrier) {
            if (first && thread.barrier != first->barrier) {
                deadlock();
            }
            if (first && thread.pc != first->pc) {
                thread.find("divergence", "waits at another barrier instruction than thread "
                    + std::to_string(first->index) + ", which is at PTX line "
                    + std::to_string(first->instruction().line));
            }
            first = first ? first : &thread;
        }
    }
    if (first && exited > 0) {
        first->find("divergence", std::to_string(exited) + " threads of the block have exited before the barrier");
    }
    for (auto& thread : threads) {
        if (thread.state == Thread::AtBarrier) {
            thread.state = Thread::Running;
        }
    }
    phase++;
}

void Block::deadlock() {
    std::string waiting;
    const Thread* first = nullptr;
    std::map<uint32_t, std::pair<uint32_t, uint32_t>> places; // pc: threads, first of them
    for (auto& thread : threads) {
        if (thread.state != Thread::Exited) {
            first = first ? first : &thread;
            auto [at, added] = places.insert({thread.pc, {0, thread.index}});
            at->second.first++;
        }
    }
    for (auto& [pc, who] : places) {
        waiting += "; " + std::to_string(who.first) + " threads (first " + std::to_string(who.second) + ") at PTX line "
            + std::to_string(launch.kernel.code[pc - 1].line);
    }
    first->fault(LAUNCH_FAILED, "deadlock, " + std::to_string(exited) + " threads have exited" + waiting);
}

bool Warp::arrived(const Thread& first) const {
    for (unsigned lane = 0; lane < lanes; lane++) {
        const Thread& thread = threads[lane];
        if (!(first.mask >> lane & 1)) {
            continue;
        }
        if (thread.state == Thread::Exited) {
            first.find("divergence", "lane " + std::to_string(lane) + " of the mask has exited");
        } else if (thread.state != Thread::AtMeeting || thread.pc != first.pc || thread.mask != first.mask) {
            return false;
        }
    }
    return true;
}

bool Warp::meet() {
    bool any = false;
    for (unsigned lane = 0; lane < lanes; lane++) {
        Thread& first = threads[lane];
        if (first.state != Thread::AtMeeting || !arrived(first)) {
            continue;
        }
        uint32_t here = 0;
        for (unsigned other = lane; other < lanes; other++) {
            if ((first.mask >> other & 1) && threads[other].state == Thread::AtMeeting) {
                here |= 1u << other;
            }
        }
        const Instruction& i = first.instruction();
        i.meet(*this, here, i);
        for (unsigned other = lane; other < lanes; other++) {
            if (here >> other & 1) {
                threads[other].state = Thread::Running;
            }
        }
        any = true;
    }
    return any;
}

} // namespace device
