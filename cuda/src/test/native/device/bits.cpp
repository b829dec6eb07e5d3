// mov and or xor not shl shr shf selp popc clz brev bfe bfi prmt: instructions that move and pick bits.
#include "block.h"
#include "decoder.h"
#include <algorithm>

namespace device {
namespace {

struct And { template <class T> static T of(T a, T b) { return static_cast<T>(a & b); } };
struct Or { template <class T> static T of(T a, T b) { return static_cast<T>(a | b); } };
struct Xor { template <class T> static T of(T a, T b) { return static_cast<T>(a ^ b); } };
// Shifts by the width or more leave nothing, or the sign.
struct Shl { template <class T> static T of(T a, uint32_t by) {
    return by >= 8 * sizeof(T) ? T(0) : static_cast<T>(static_cast<uint64_t>(a) << by);
} };
struct Shr { template <class T> static T of(T a, uint32_t by) {
    return static_cast<T>(by < 8 * sizeof(T) ? a >> by : a >> (8 * sizeof(T) - 1) >> std::is_unsigned_v<T>);
} };

void bind(Decoder& decoder, Operands& operands, Instruction& i, std::initializer_list<Type> sources, Type result) {
    decoder.expect(operands, sources.size() + 1, sources.size() + 1);
    i.dst = decoder.destination(operands[0], result);
    unsigned s = 0;
    for (Type type : sources) {
        i.src[s] = decoder.source(operands[s + 1], type);
        s++;
    }
}

template <class T> void move(Thread& t, const Instruction& i) { t.write(i.dst, t.read<T>(i.src[0])); }

// mov.b64 {a,b}, c and mov.b64 c, {a,b}: the first element is the least significant.
template <class Whole, class Part> void unpack(Thread& t, const Instruction& i) {
    Whole value = t.read<Whole>(i.src[0]);
    for (unsigned n = 0; n < i.count; n++) {
        t.write(i.vector[n], static_cast<Part>(value >> 8 * sizeof(Part) * n));
    }
}
template <class Whole, class Part> void pack(Thread& t, const Instruction& i) {
    Whole value = 0;
    for (unsigned n = 0; n < i.count; n++) {
        value |= static_cast<Whole>(t.read<Part>(i.vector[n])) << 8 * sizeof(Part) * n;
    }
    t.write(i.dst, value);
}

void mov_vector(Decoder& decoder, Operands& operands, Instruction& i) {
    bool from = operands[1].kind == Operand::Vector;
    const Operands& parts = operands[from].parts;
    i.count = static_cast<uint8_t>(parts.size());
    unsigned whole = size_of(i.type), part = i.count == 2 || i.count == 4 ? whole / i.count : 0;
    Type types[] = {Type::None, Type::None, Type::U16, Type::None, Type::U32};
    if (part != 2 && part != 4) {
        decoder.refuse("packing into these sizes");
    }
    for (unsigned n = 0; n < i.count; n++) {
        i.vector[n] = from ? decoder.source(parts[n], types[part]) : decoder.destination(parts[n], types[part]);
    }
    if (from) {
        i.dst = decoder.destination(operands[0], i.type);
        i.run = whole == 4 ? pack<uint32_t, uint16_t> : part == 2 ? pack<uint64_t, uint16_t> : pack<uint64_t, uint32_t>;
    } else {
        i.src[0] = decoder.source(operands[1], i.type);
        i.run = whole == 4 ? unpack<uint32_t, uint16_t> : part == 2 ? unpack<uint64_t, uint16_t> : unpack<uint64_t, uint32_t>;
    }
}

void mov(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    decoder.expect(operands, 2, 2);
    if (operands[0].kind == Operand::Vector || operands[1].kind == Operand::Vector) {
        mov_vector(decoder, operands, i);
        return;
    }
    bind(decoder, operands, i, {i.type}, i.type);
    i.run = i.type == Type::Pred ? move<uint8_t>
                                 : for_numbers(i.type, []<class T>(T) -> Handler { return move<T>; });
}

template <class Op> void logic(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type, i.type}, i.type);
    auto make = []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) { t.write(i.dst, Op::of(t.read<T>(i.src[0]), t.read<T>(i.src[1]))); };
    };
    i.run = i.type == Type::Pred ? make(uint8_t()) : for_integers(i.type, make);
}

void complement(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type}, i.type);
    if (i.type == Type::Pred) {
        i.run = [](Thread& t, const Instruction& i) { t.write<uint8_t>(i.dst, !t.read<uint8_t>(i.src[0])); };
    } else {
        i.run = for_integers(i.type, []<class T>(T) -> Handler {
            return [](Thread& t, const Instruction& i) { t.write(i.dst, static_cast<T>(~t.read<T>(i.src[0]))); };
        });
    }
}

template <class Op> void shift(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type, Type::U32}, i.type);
    i.run = for_integers(i.type, []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) {
            t.write(i.dst, Op::of(t.read<T>(i.src[0]), t.read<uint32_t>(i.src[1])));
        };
    });
}

uint32_t funnel_amount(Thread& t, const Instruction& i) {
    uint32_t by = t.read<uint32_t>(i.src[2]);
    return i.mode == 0 ? by & 31 : std::min(by, 32u);
}

// The middle 32 bits of b:a, shifted.
void funnel_shift(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool left = spelling.take_one_of({"r", "l"}) == 1;
    i.mode = static_cast<uint8_t>(spelling.take_one_of({"wrap", "clamp"}));
    i.type = spelling.take_type();
    bind(decoder, operands, i, {Type::U32, Type::U32, Type::U32}, Type::U32);
    i.run = left ? Handler([](Thread& t, const Instruction& i) {
        uint64_t both = static_cast<uint64_t>(t.read<uint32_t>(i.src[1])) << 32 | t.read<uint32_t>(i.src[0]);
        t.write(i.dst, static_cast<uint32_t>(both << funnel_amount(t, i) >> 32));
    }) : Handler([](Thread& t, const Instruction& i) {
        uint64_t both = static_cast<uint64_t>(t.read<uint32_t>(i.src[1])) << 32 | t.read<uint32_t>(i.src[0]);
        t.write(i.dst, static_cast<uint32_t>(both >> funnel_amount(t, i)));
    });
}

void select(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type, i.type, Type::Pred}, i.type);
    i.invert = operands[3].negated;
    i.run = for_numbers(i.type, []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) {
            bool first = t.read<uint8_t>(i.src[2]) != i.invert;
            t.write(i.dst, t.read<T>(i.src[first ? 0 : 1]));
        };
    });
}

struct Popc { static uint32_t of(uint64_t v, unsigned) { return static_cast<uint32_t>(__builtin_popcountll(v)); } };
struct Clz { static uint32_t of(uint64_t v, unsigned bits) {
    return v == 0 ? bits : static_cast<uint32_t>(__builtin_clzll(v)) - (64 - bits);
} };
template <class Op> void count_bits(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type}, Type::U32);
    i.run = i.type == Type::U32 ? Handler([](Thread& t, const Instruction& i) { t.write(i.dst, Op::of(t.read<uint32_t>(i.src[0]), 32)); })
          : i.type == Type::U64 ? Handler([](Thread& t, const Instruction& i) { t.write(i.dst, Op::of(t.read<uint64_t>(i.src[0]), 64)); })
                                : nullptr;
}

template <class T> T reversed(T value) {
    T result = 0;
    for (unsigned bit = 0; bit < 8 * sizeof(T); bit++) {
        result = static_cast<T>(result << 1 | (value >> bit & 1));
    }
    return result;
}
// A field that reaches past the top is filled with the sign of the last bit that there is.
template <class T> T extracted(T value, uint32_t position, uint32_t length) {
    constexpr unsigned bits = 8 * sizeof(T);
    position &= 255;
    length &= 255;
    bool sign = std::is_signed_v<T> && length > 0 && (value >> std::min(position + length - 1, bits - 1) & 1);
    T result = 0;
    for (unsigned bit = 0; bit < bits; bit++) {
        bool set = bit < length && position + bit < bits ? value >> (position + bit) & 1 : sign;
        result = static_cast<T>(result | static_cast<T>(set) << bit);
    }
    return result;
}
template <class T> T inserted(T field, T value, uint32_t position, uint32_t length) {
    position &= 255;
    length &= 255;
    for (unsigned bit = 0; bit < length && position + bit < 8 * sizeof(T); bit++) {
        T one = static_cast<T>(T(1) << (position + bit));
        value = static_cast<T>(field >> bit & 1 ? value | one : value & ~one);
    }
    return value;
}

bool word_or_double(Type type) { return size_of(type) >= 4 && !is_float(type); }

void reverse(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type}, i.type);
    i.run = !word_or_double(i.type) ? nullptr : for_integers(i.type, []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) {
            t.write(i.dst, static_cast<T>(reversed(t.read<std::make_unsigned_t<T>>(i.src[0]))));
        };
    });
}

void extract(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type, Type::U32, Type::U32}, i.type);
    i.run = !word_or_double(i.type) ? nullptr : for_integers(i.type, []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) {
            t.write(i.dst, extracted(t.read<T>(i.src[0]), t.read<uint32_t>(i.src[1]), t.read<uint32_t>(i.src[2])));
        };
    });
}

void insert(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {i.type, i.type, Type::U32, Type::U32}, i.type);
    i.run = !word_or_double(i.type) ? nullptr : for_integers(i.type, []<class T>(T) -> Handler {
        return [](Thread& t, const Instruction& i) {
            t.write(i.dst, inserted(t.read<T>(i.src[0]), t.read<T>(i.src[1]), t.read<uint32_t>(i.src[2]),
                                    t.read<uint32_t>(i.src[3])));
        };
    });
}

// Each result byte is one of the eight of b:a, or eight copies of its sign.
void permute(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, {Type::U32, Type::U32, Type::U32}, Type::U32);
    i.run = [](Thread& t, const Instruction& i) {
        uint64_t both = static_cast<uint64_t>(t.read<uint32_t>(i.src[1])) << 32 | t.read<uint32_t>(i.src[0]);
        uint32_t pick = t.read<uint32_t>(i.src[2]), result = 0;
        for (unsigned n = 0; n < 4; n++) {
            uint32_t how = pick >> 4 * n & 15;
            uint8_t byte = static_cast<uint8_t>(both >> 8 * (how & 7));
            result |= static_cast<uint32_t>(how & 8 ? (byte & 0x80 ? 0xff : 0) : byte) << 8 * n;
        }
        t.write(i.dst, result);
    };
}

} // namespace

void add_bits(Opcodes& all) {
    all["mov"] = mov;
    all["and"] = logic<And>;
    all["or"] = logic<Or>;
    all["xor"] = logic<Xor>;
    all["not"] = complement;
    all["shl"] = shift<Shl>;
    all["shr"] = shift<Shr>;
    all["shf"] = funnel_shift;
    all["selp"] = select;
    all["popc"] = count_bits<Popc>;
    all["clz"] = count_bits<Clz>;
    all["brev"] = reverse;
    all["bfe"] = extract;
    all["bfi"] = insert;
    all["prmt"] = permute;
}

} // namespace device
