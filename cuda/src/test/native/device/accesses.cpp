// ld, st, atom, red and the fences.
#include "decoder.h"
#include "launch.h"

namespace device {
namespace {

template <class T> T load_from(const uint8_t* memory) {
    T value;
    memcpy(&value, memory, sizeof value);
    return value;
}

template <class T> void load(Thread& t, const Instruction& i) {
    const uint8_t* memory = t.reach(i, sizeof(T) * i.count, false, false);
    for (unsigned n = 0; n < i.count; n++) {
        t.write(i.vector[n], load_from<T>(memory + n * sizeof(T)));
    }
}

template <class T> void load_parameter(Thread& t, const Instruction& i) {
    const auto& parameters = t.block->launch.parameters;
    uint64_t offset = t.read<uint64_t>(i.src[0]) + static_cast<uint64_t>(i.offset), size = sizeof(T) * i.count;
    if (offset > parameters.size() || parameters.size() - offset < size) {
        t.fault(ILLEGAL_ADDRESS, "parameter offset " + std::to_string(offset) + " of " + std::to_string(parameters.size()));
    }
    for (unsigned n = 0; n < i.count; n++) {
        t.write(i.vector[n], load_from<T>(parameters.data() + offset + n * sizeof(T)));
    }
}

template <class T> void store(Thread& t, const Instruction& i) {
    uint8_t* memory = t.reach(i, sizeof(T) * i.count, true, false);
    for (unsigned n = 0; n < i.count; n++) {
        T value = t.read<T>(i.vector[n]);
        memcpy(memory + n * sizeof(T), &value, sizeof value);
    }
}

Space take_space(Spelling& spelling) {
    switch (spelling.take_one_of({"global", "shared", "shared::cta", "local", "param", "const"})) {
    case 0: return Space::Global;
    case 1: case 2: return Space::Shared;
    case 3: return Space::Local;
    case 4: return Space::Param;
    case 5: return Space::Const;
    default: return Space::Generic;
    }
}

void take_scope(Spelling& spelling) { spelling.take_one_of({"cta", "gpu", "sys"}); }

// Volatile and relaxed accesses may meet atomics; acquire and release would order others, which is not interpreted.
void take_order(Spelling& spelling, Instruction& i) {
    i.strong = spelling.take("volatile") || spelling.take("relaxed");
    spelling.take("weak");
    if (i.strong) {
        take_scope(spelling);
    }
    // where a value is cached has no effect on it
    spelling.take_one_of({"ca", "cg", "cs", "cv", "lu", "wb", "wt"});
    spelling.take_one_of({"L1::no_allocate", "L1::evict_first", "L1::evict_last", "L1::evict_normal"});
    spelling.take_one_of({"L2::64B", "L2::128B", "L2::256B"});
}

void bind_access(Decoder& decoder, Spelling& spelling, const Operand& value, const Operand& at, Instruction& i, bool load) {
    take_order(spelling, i);
    i.space = take_space(spelling);
    int vector = spelling.take_one_of({"v2", "v4"});
    i.type = spelling.take_type();
    i.count = vector < 0 ? 1 : vector == 0 ? 2 : 4;
    decoder.address(at, i);
    if ((value.kind == Operand::Vector ? value.parts.size() : 1) != i.count || i.count * size_of(i.type) > 16) {
        decoder.refuse("a vector of this size");
    }
    for (unsigned n = 0; n < i.count; n++) {
        const Operand& element = value.kind == Operand::Vector ? value.parts[n] : value;
        i.vector[n] = load ? decoder.destination(element, i.type, true) : decoder.wide_source(element, i.type);
    }
}

void ld(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    decoder.expect(operands, 2, 2);
    i.non_coherent = spelling.take("nc");
    bind_access(decoder, spelling, operands[0], operands[1], i, true);
    i.run = i.space == Space::Param ? for_bytes_too(i.type, []<class T>(T) -> Handler { return load_parameter<T>; })
                                    : for_bytes_too(i.type, []<class T>(T) -> Handler { return load<T>; });
}

void st(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    decoder.expect(operands, 2, 2);
    bind_access(decoder, spelling, operands[1], operands[0], i, false);
    i.run = i.space == Space::Param || i.space == Space::Const
        ? nullptr : for_bytes_too(i.type, []<class T>(T) -> Handler { return store<T>; });
}

struct Add { template <class T> static T of(T old, T b) { return static_cast<T>(old + b); } };
struct Min { template <class T> static T of(T old, T b) { return b < old ? b : old; } };
struct Max { template <class T> static T of(T old, T b) { return b > old ? b : old; } };
struct Exchange { template <class T> static T of(T, T b) { return b; } };
struct And { template <class T> static T of(T old, T b) { return static_cast<T>(old & b); } };
struct Or { template <class T> static T of(T old, T b) { return static_cast<T>(old | b); } };
struct Xor { template <class T> static T of(T old, T b) { return static_cast<T>(old ^ b); } };
struct Inc { template <class T> static T of(T old, T b) { return old >= b ? T(0) : static_cast<T>(old + 1); } };
struct Dec { template <class T> static T of(T old, T b) { return old == 0 || old > b ? b : static_cast<T>(old - 1); } };

template <class Op, class T> void atomic(Thread& t, const Instruction& i) {
    uint8_t* memory = t.reach(i, sizeof(T), true, true);
    T old = load_from<T>(memory), changed = Op::of(old, t.read<T>(i.src[1]));
    memcpy(memory, &changed, sizeof changed);
    if (i.dst != NO_SLOT) {
        t.write(i.dst, old);
    }
}

template <class T> void compare_and_swap(Thread& t, const Instruction& i) {
    uint8_t* memory = t.reach(i, sizeof(T), true, true);
    T old = load_from<T>(memory), changed = old == t.read<T>(i.src[1]) ? t.read<T>(i.src[2]) : old;
    memcpy(memory, &changed, sizeof changed);
    t.write(i.dst, old);
}

template <class Op> Handler of_words(Type type) {
    return size_of(type) < 4 ? nullptr : for_integers(type, []<class T>(T) -> Handler { return atomic<Op, T>; });
}

Handler atomic_handler(int operation, Type type, bool returns) {
    switch (operation) {
    case 0: return is_float(type) ? for_floats(type, []<class T>(T) -> Handler { return atomic<Add, T>; }) : of_words<Add>(type);
    case 1: return of_words<Min>(type);
    case 2: return of_words<Max>(type);
    case 3: return returns ? of_words<Exchange>(type) : nullptr;
    case 4: return !returns || size_of(type) < 4 ? nullptr
                : for_integers(type, []<class T>(T) -> Handler { return compare_and_swap<T>; });
    case 5: return of_words<And>(type);
    case 6: return of_words<Or>(type);
    case 7: return of_words<Xor>(type);
    case 8: return type == Type::U32 ? atomic<Inc, uint32_t> : nullptr;
    case 9: return type == Type::U32 ? atomic<Dec, uint32_t> : nullptr;
    default: return nullptr;
    }
}

// atom d, [a], b and red [a], b: one indivisible step each, in whatever order the threads come.
void atom_or_red(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool returns = spelling.opcode == "atom";
    spelling.take("relaxed");
    take_scope(spelling);
    i.space = take_space(spelling);
    int operation = spelling.take_one_of({"add", "min", "max", "exch", "cas", "and", "or", "xor", "inc", "dec"});
    i.type = spelling.take_type();
    i.strong = true;
    size_t at = returns ? 1 : 0, sources = operation == 4 ? 2 : 1;
    decoder.expect(operands, at + 1 + sources, at + 1 + sources);
    if (returns) {
        i.dst = decoder.destination(operands[0], i.type);
    }
    decoder.address(operands[at], i);
    for (size_t s = 1; s <= sources; s++) {
        i.src[s] = decoder.source(operands[at + s], i.type);
    }
    i.run = atomic_handler(operation, i.type, returns);
}

// Accesses are carried out one after the other here, so a fence has nothing to do.
void fence(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    decoder.expect(operands, 0, 0);
    spelling.take_one_of({"sc", "acq_rel"});
    spelling.take_one_of({"cta", "gl", "gpu", "sys"});
    i.run = [](Thread&, const Instruction&) {};
}

} // namespace

void add_accesses(Opcodes& all) {
    all["ld"] = ld;
    all["st"] = st;
    all["atom"] = atom_or_red;
    all["red"] = atom_or_red;
    all["membar"] = fence;
    all["fence"] = fence;
}

} // namespace device
