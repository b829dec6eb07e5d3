// Branches, barriers, and the operations of a warp: shfl, vote, match, bar.warp.sync.
#include "decoder.h"
#include "launch.h"

namespace device {
namespace {

void branch(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    spelling.take("uni");
    decoder.expect(operands, 0, 0); // the parser has resolved the label
    i.run = [](Thread& t, const Instruction& i) { t.pc = i.target; };
}

void leave(Decoder& decoder, Spelling&, Operands& operands, Instruction& i) {
    decoder.expect(operands, 0, 0);
    i.run = [](Thread& t, const Instruction&) { t.state = Thread::Exited; };
}

void trap(Decoder& decoder, Spelling&, Operands& operands, Instruction& i) {
    decoder.expect(operands, 0, 0);
    i.run = [](Thread& t, const Instruction&) { t.fault(LAUNCH_FAILED, "trap"); };
}

void wait_for_warp(Thread& t, const Instruction& i) {
    t.mask = t.read<uint32_t>(i.src[3]);
    if (!(t.mask >> t.lane() & 1)) {
        t.fault(LAUNCH_FAILED, "the caller is not in its mask");
    }
    t.state = Thread::AtMeeting;
}

void wait_for_block(Thread& t, const Instruction& i) {
    if (i.src[1] != NO_SLOT && t.read<uint32_t>(i.src[1]) != t.block->threads.size()) {
        t.fault(LAUNCH_FAILED, "a barrier of a part of the block is not interpreted");
    }
    t.barrier = t.read<uint32_t>(i.src[0]);
    t.state = Thread::AtBarrier;
}

void meet_only(Warp& warp, uint32_t lanes, const Instruction&) { warp.history.synchronised(lanes); }

void bar(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    if (spelling.take("warp")) {
        spelling.take("sync");
        decoder.expect(operands, 1, 1);
        i.src[3] = decoder.source(operands[0], Type::U32);
        i.meet = meet_only;
        i.run = wait_for_warp;
        return;
    }
    spelling.take("cta");
    bool sync = spelling.take("sync");
    spelling.take("aligned");
    decoder.expect(operands, 1, 2);
    i.src[0] = decoder.source(operands[0], Type::U32);
    if (operands.size() == 2) {
        i.src[1] = decoder.source(operands[1], Type::U32);
    }
    i.run = sync ? wait_for_block : nullptr;
}

enum Shuffle : uint8_t { UpBy, DownBy, Butterfly, FromIndex };

struct Source {
    int lane;
    bool in_range;
};

// The lane that a lane reads, as the ISA's pseudocode for shfl gives it: c holds a clamp and a segment mask.
Source shuffle_source(int lane, uint32_t b, uint32_t c, uint8_t mode) {
    int by = static_cast<int>(b & 31), clamp = static_cast<int>(c & 31), segment = static_cast<int>(c >> 8 & 31);
    int last = (lane & segment) | (clamp & ~segment), first = lane & segment;
    int from = mode == UpBy ? lane - by : mode == DownBy ? lane + by : mode == Butterfly ? lane ^ by
                                                                                   : first | (by & ~segment);
    bool in_range = mode == UpBy ? from >= last : from <= last;
    return {in_range ? from : lane, in_range};
}

void shuffle(Warp& warp, uint32_t lanes, const Instruction& i) {
    uint32_t values[32] = {};
    for (unsigned lane = 0; lane < warp.lanes; lane++) {
        if (lanes >> lane & 1) {
            values[lane] = warp.threads[lane].read<uint32_t>(i.src[0]);
        }
    }
    for (unsigned lane = 0; lane < warp.lanes; lane++) {
        if (!(lanes >> lane & 1)) {
            continue;
        }
        Thread& t = warp.threads[lane];
        Source from = shuffle_source(static_cast<int>(lane), t.read<uint32_t>(i.src[1]), t.read<uint32_t>(i.src[2]), i.mode);
        if (!(lanes >> from.lane & 1)) {
            t.find("uninitialised", "reads lane " + std::to_string(from.lane) + ", which takes no part");
        }
        t.write(i.dst, values[from.lane]);
        if (i.has_second) {
            t.write<uint8_t>(i.second, from.in_range);
        }
    }
}

void shfl(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    if (!spelling.take("sync")) {
        decoder.refuse("needs .sync");
    }
    int mode = spelling.take_one_of({"up", "down", "bfly", "idx"});
    i.type = spelling.take_type();
    size_t first = i.has_second ? 2 : 1;
    decoder.expect(operands, first + 4, first + 4);
    i.dst = decoder.destination(operands[0], Type::U32);
    if (i.has_second) {
        i.second = decoder.destination(operands[1], Type::Pred);
    }
    for (size_t s = 0; s < 4; s++) {
        i.src[s] = decoder.source(operands[first + s], Type::U32);
    }
    i.mode = static_cast<uint8_t>(mode);
    i.meet = shuffle;
    i.run = mode < 0 || i.type != Type::U32 ? nullptr : wait_for_warp;
}

enum Vote : uint8_t { All, Any, Uniform, Ballot };

void count_votes(Warp& warp, uint32_t lanes, const Instruction& i) {
    uint32_t yes = 0;
    for (unsigned lane = 0; lane < warp.lanes; lane++) {
        if (lanes >> lane & 1 && (warp.threads[lane].read<uint8_t>(i.src[0]) != 0) != i.invert) {
            yes |= 1u << lane;
        }
    }
    bool result = i.mode == All ? yes == lanes : i.mode == Any ? yes != 0 : yes == 0 || yes == lanes;
    for (unsigned lane = 0; lane < warp.lanes; lane++) {
        if (lanes >> lane & 1) {
            i.mode == Ballot ? warp.threads[lane].write(i.dst, yes) : warp.threads[lane].write<uint8_t>(i.dst, result);
        }
    }
}

void vote(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    if (!spelling.take("sync")) {
        decoder.refuse("needs .sync");
    }
    int mode = spelling.take_one_of({"all", "any", "uni", "ballot"});
    i.type = spelling.take_type();
    decoder.expect(operands, 3, 3);
    i.dst = decoder.destination(operands[0], mode == Ballot ? Type::U32 : Type::Pred);
    i.src[0] = decoder.source(operands[1], Type::Pred);
    i.invert = operands[1].negated;
    i.src[3] = decoder.source(operands[2], Type::U32);
    i.mode = static_cast<uint8_t>(mode);
    i.meet = count_votes;
    i.run = mode < 0 || i.type != (mode == Ballot ? Type::U32 : Type::Pred) ? nullptr : wait_for_warp;
}

// match.any: the lanes that hold my value.
template <class T> void find_equals(Warp& warp, uint32_t lanes, const Instruction& i) {
    for (unsigned lane = 0; lane < warp.lanes; lane++) {
        uint32_t equal = 0;
        for (unsigned other = 0; other < warp.lanes && lanes >> lane & 1; other++) {
            if (lanes >> other & 1 && warp.threads[other].read<T>(i.src[0]) == warp.threads[lane].read<T>(i.src[0])) {
                equal |= 1u << other;
            }
        }
        if (lanes >> lane & 1) {
            warp.threads[lane].write(i.dst, equal);
        }
    }
}

void match(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool any = spelling.take("any") && spelling.take("sync");
    i.type = spelling.take_type();
    decoder.expect(operands, 3, 3);
    i.dst = decoder.destination(operands[0], Type::U32);
    i.src[0] = decoder.source(operands[1], i.type);
    i.src[3] = decoder.source(operands[2], Type::U32);
    i.meet = i.type == Type::U64 ? find_equals<uint64_t> : find_equals<uint32_t>;
    i.run = any && !is_float(i.type) && size_of(i.type) >= 4 ? wait_for_warp : nullptr;
}

} // namespace

void add_control(Opcodes& all) {
    all["bra"] = branch;
    all["ret"] = leave;
    all["exit"] = leave;
    all["trap"] = trap;
    all["bar"] = bar;
    all["barrier"] = bar;
    all["shfl"] = shfl;
    all["vote"] = vote;
    all["match"] = match;
}

} // namespace device
