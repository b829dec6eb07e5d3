// Branches, barriers, and the shuffles of a warp.
#include "decoder.h"
#include "launch.h"

namespace device {
namespace {

void branch(Thread& t, const Instruction& i) { t.pc = i.target; } // the parser has resolved the label

void leave(Thread& t, const Instruction&) { t.state = Thread::Exited; }

void trap(Thread& t, const Instruction&) { t.fault(LAUNCH_FAILED, "trap"); }

void wait_for_block(Thread& t, const Instruction& i) {
    t.barrier = t.read<uint32_t>(i.src[0]);
    t.state = Thread::AtBarrier;
}

void wait_for_warp(Thread& t, const Instruction& i) {
    t.mask = t.read<uint32_t>(i.src[3]);
    if (!(t.mask >> t.lane() & 1)) {
        t.fault(LAUNCH_FAILED, "the caller is not in its mask");
    }
    t.state = Thread::AtMeeting;
}

// The lane that a lane reads, as the ISA's pseudocode for shfl gives it: c holds a clamp and a segment mask.
unsigned within(unsigned lane, unsigned from, uint32_t c) {
    unsigned clamp = c & 31, segment = c >> 8 & 31, last = (lane & segment) | (clamp & ~segment);
    return from <= last ? from : lane;
}

unsigned butterfly(unsigned lane, uint32_t b, uint32_t c) { return within(lane, lane ^ (b & 31), c); }

unsigned indexed(unsigned lane, uint32_t b, uint32_t c) {
    unsigned segment = c >> 8 & 31;
    return within(lane, (lane & segment) | (b & 31 & ~segment), c);
}

template <unsigned source(unsigned lane, uint32_t b, uint32_t c)>
void shuffle(Warp& warp, uint32_t lanes, const Instruction& i) {
    uint32_t values[32] = {};
    auto each = [&](auto body) {
        for (unsigned lane = 0; lane < warp.lanes; lane++) {
            if (lanes >> lane & 1) {
                body(lane, warp.threads[lane]);
            }
        }
    };
    each([&](unsigned lane, Thread& t) { values[lane] = t.read<uint32_t>(i.src[0]); });
    each([&](unsigned lane, Thread& t) {
        unsigned from = source(lane, t.read<uint32_t>(i.src[1]), t.read<uint32_t>(i.src[2]));
        if (!(lanes >> from & 1)) {
            t.find("uninitialised", "reads lane " + std::to_string(from) + ", which takes no part");
        }
        t.write(i.dst, values[from]);
    });
}

Form form(Handler run, std::vector<Place> places = {}) {
    Form form;
    form.does.run = run;
    form.places = std::move(places);
    return form;
}

} // namespace

void add_control(Forms& all) {
    Place word{Place::Source, Type::U32};
    all["bra"] = all["bra.uni"] = form(branch);
    all["ret"] = all["exit"] = form(leave);
    all["trap"] = form(trap);
    all["bar.sync"] = form(wait_for_block, {word});
    for (auto [name, meet] : {std::pair("shfl.sync.bfly.b32", &shuffle<butterfly>), {"shfl.sync.idx.b32", &shuffle<indexed>}}) {
        all[name] = form(wait_for_warp, {{Place::Result, Type::U32}, word, word, word, word});
        all[name].does.meet = meet;
    }
}

} // namespace device
