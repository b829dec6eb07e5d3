// add sub mul mad fma div rem neg abs min max sqrt rcp, as the PTX ISA defines them for integers, f32 and f64.
#include "block.h"
#include "decoder.h"
#include <cfenv>
#include <cmath>
#include <limits>

namespace device {
namespace {

template <class T> T canonical(T value) {
    if constexpr (std::is_same_v<T, float>) {
        if (std::isnan(value)) { // single precision has one NaN
            uint32_t bits = 0x7fffffff;
            memcpy(&value, &bits, 4);
        }
    }
    return value;
}

// Twice the width of an integer, for .wide and .hi.
template <class T> struct Wide;
template <> struct Wide<uint16_t> { using type = uint32_t; };
template <> struct Wide<int16_t> { using type = int32_t; };
template <> struct Wide<uint32_t> { using type = uint64_t; };
template <> struct Wide<int32_t> { using type = int64_t; };
template <> struct Wide<uint64_t> { using type = unsigned __int128; };
template <> struct Wide<int64_t> { using type = __int128; };

struct Add { template <class T> static T of(T a, T b) { return static_cast<T>(a + b); } };
struct Sub { template <class T> static T of(T a, T b) { return static_cast<T>(a - b); } };
struct Mul { template <class T> static T of(T a, T b) {
    if constexpr (sizeof(T) == 2) {
        return static_cast<T>(static_cast<uint32_t>(a) * static_cast<uint32_t>(b)); // no overflow of a promoted short
    } else {
        return static_cast<T>(a * b);
    }
} };
struct MulHigh { template <class T> static T of(T a, T b) {
    using W = typename Wide<T>::type;
    return static_cast<T>((static_cast<W>(a) * static_cast<W>(b)) >> 8 * sizeof(T));
} };
// Division by zero has no defined result; all ones is what the hardware gives.
struct Div { template <class T> static T of(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return a / b;
    } else if constexpr (std::is_signed_v<T>) {
        return b == 0 ? T(-1) : b == -1 ? static_cast<T>(0 - a) : static_cast<T>(a / b);
    } else {
        return b == 0 ? static_cast<T>(~T(0)) : static_cast<T>(a / b);
    }
} };
struct Rem { template <class T> static T of(T a, T b) {
    if constexpr (std::is_signed_v<T>) {
        return b == 0 ? a : b == -1 ? T(0) : static_cast<T>(a % b);
    } else {
        return b == 0 ? a : static_cast<T>(a % b);
    }
} };
// The operand that is a number wins over NaN, and -0 is below +0.
struct Min { template <class T> static T of(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? a : b) : a < b ? a : b;
    }
    return a < b ? a : b;
} };
struct Max { template <class T> static T of(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? b : a) : a > b ? a : b;
    }
    return a > b ? a : b;
} };
struct Neg { template <class T> static T of(T a) {
    if constexpr (std::is_floating_point_v<T>) {
        return -a;
    }
    return static_cast<T>(0 - a);
} };
struct Abs { template <class T> static T of(T a) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::fabs(a);
    }
    return a < 0 ? static_cast<T>(0 - a) : a;
} };
struct Sqrt { template <class T> static T of(T a) { return std::sqrt(a); } };
struct Rcp { template <class T> static T of(T a) { return T(1) / a; } };

template <class Op, class T> void unary(Thread& t, const Instruction& i) {
    t.write(i.dst, canonical(Op::of(t.read<T>(i.src[0]))));
}
template <class Op, class T> void binary(Thread& t, const Instruction& i) {
    t.write(i.dst, canonical(Op::of(t.read<T>(i.src[0]), t.read<T>(i.src[1]))));
}
template <class T> void multiply_add(Thread& t, const Instruction& i) {
    T a = t.read<T>(i.src[0]), b = t.read<T>(i.src[1]), c = t.read<T>(i.src[2]);
    if constexpr (std::is_floating_point_v<T>) {
        t.write(i.dst, canonical(std::fma(a, b, c)));
    } else {
        t.write(i.dst, Add::of(Mul::of(a, b), c));
    }
}
template <class T> void multiply_high_add(Thread& t, const Instruction& i) {
    t.write(i.dst, Add::of(MulHigh::of(t.read<T>(i.src[0]), t.read<T>(i.src[1])), t.read<T>(i.src[2])));
}
template <class T> void multiply_wide(Thread& t, const Instruction& i) {
    using W = typename Wide<T>::type;
    t.write(i.dst, static_cast<W>(static_cast<W>(t.read<T>(i.src[0])) * static_cast<W>(t.read<T>(i.src[1]))));
}
template <class T> void multiply_wide_add(Thread& t, const Instruction& i) {
    using W = typename Wide<T>::type;
    W product = static_cast<W>(static_cast<W>(t.read<T>(i.src[0])) * static_cast<W>(t.read<T>(i.src[1])));
    t.write(i.dst, static_cast<W>(product + t.read<W>(i.src[2])));
}

// Runs another handler under the rounding mode of the instruction.
template <Handler inner> void rounded(Thread& t, const Instruction& i) {
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};
    fesetround(modes[i.mode]);
    inner(t, i);
    fesetround(FE_TONEAREST);
}

// The handler for the type; under a mode other than to nearest, the one that sets it.
#define FLOAT_HANDLER(TEMPLATE, i) \
    (i.mode == 0 ? for_floats(i.type, []<class T>(T) -> Handler { return TEMPLATE; }) \
                 : for_floats(i.type, []<class T>(T) -> Handler { return rounded<TEMPLATE>; }))

void take_rounding(Decoder& decoder, Spelling& spelling, Instruction& i, bool must_be_named) {
    int mode = spelling.take_one_of({"rn", "rz", "rm", "rp"});
    if (mode < 0 && must_be_named) {
        decoder.refuse("no rounding mode; approximate arithmetic differs between devices");
    }
    i.mode = static_cast<uint8_t>(mode < 0 ? 0 : mode);
}

void bind(Decoder& decoder, Operands& operands, Instruction& i, unsigned sources) {
    decoder.expect(operands, sources + 1, sources + 1);
    i.dst = decoder.destination(operands[0], i.type);
    for (unsigned s = 0; s < sources; s++) {
        i.src[s] = decoder.source(operands[s + 1], i.type);
    }
}

template <class T> T with_carry(Thread& t, const Instruction& i) {
    bool subtract = i.mode & 1, use = i.mode & 2, set = i.mode & 4;
    using W = typename Wide<T>::type;
    W a = t.read<T>(i.src[0]), b = t.read<T>(i.src[1]), c = use && t.carry;
    W result = subtract ? a - b - c : a + b + c;
    t.carry = set ? (result >> 8 * sizeof(T)) & 1 : t.carry;
    return static_cast<T>(result);
}

void add_or_sub(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool subtract = spelling.opcode.rfind("sub", 0) == 0, use = spelling.opcode.back() == 'c', set = spelling.take("cc");
    i.type = spelling.take_type();
    bind(decoder, operands, i, 2);
    if (use || set) { // signed and unsigned carry alike
        i.mode = static_cast<uint8_t>(subtract | use << 1 | set << 2);
        i.run = size_of(i.type) == 4 ? Handler([](Thread& t, const Instruction& i) { t.write(i.dst, with_carry<uint32_t>(t, i)); })
              : size_of(i.type) == 8 ? Handler([](Thread& t, const Instruction& i) { t.write(i.dst, with_carry<uint64_t>(t, i)); })
                                     : nullptr;
    } else if (is_float(i.type)) {
        take_rounding(decoder, spelling, i, false);
        i.run = subtract ? FLOAT_HANDLER((binary<Sub, T>), i) : FLOAT_HANDLER((binary<Add, T>), i);
    } else {
        i.run = subtract ? for_integers(i.type, []<class T>(T) -> Handler { return binary<Sub, T>; })
                         : for_integers(i.type, []<class T>(T) -> Handler { return binary<Add, T>; });
    }
}

Type widened(Type type) {
    switch (type) {
    case Type::U16: return Type::U32;
    case Type::S16: return Type::S32;
    case Type::U32: return Type::U64;
    case Type::S32: return Type::S64;
    default: return Type::None;
    }
}

void mul_or_mad(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool add = spelling.opcode == "mad";
    int part = spelling.take_one_of({"lo", "hi", "wide"});
    i.type = spelling.take_type();
    if (is_float(i.type)) {
        take_rounding(decoder, spelling, i, add);
        bind(decoder, operands, i, add ? 3 : 2);
        i.run = add ? FLOAT_HANDLER(multiply_add<T>, i) : FLOAT_HANDLER((binary<Mul, T>), i);
        return;
    }
    if (part < 0) {
        decoder.refuse("needs .lo, .hi or .wide");
    }
    decoder.expect(operands, add ? 4 : 3, add ? 4 : 3);
    Type result = part == 2 ? widened(i.type) : i.type;
    if (result == Type::None) {
        decoder.refuse("has no such width");
    }
    i.dst = decoder.destination(operands[0], result);
    i.src[0] = decoder.source(operands[1], i.type);
    i.src[1] = decoder.source(operands[2], i.type);
    if (add) {
        i.src[2] = decoder.source(operands[3], result);
    }
    if (part == 0) {
        i.run = add ? for_integers(i.type, []<class T>(T) -> Handler { return multiply_add<T>; })
                    : for_integers(i.type, []<class T>(T) -> Handler { return binary<Mul, T>; });
    } else if (part == 1) {
        i.run = add ? for_integers(i.type, []<class T>(T) -> Handler { return multiply_high_add<T>; })
                    : for_integers(i.type, []<class T>(T) -> Handler { return binary<MulHigh, T>; });
    } else {
        auto wide = []<class T>(T) -> Handler {
            if constexpr (sizeof(T) < 8) {
                return multiply_wide<T>;
            }
            return nullptr;
        };
        auto wide_add = []<class T>(T) -> Handler {
            if constexpr (sizeof(T) < 8) {
                return multiply_wide_add<T>;
            }
            return nullptr;
        };
        i.run = add ? for_integers(i.type, wide_add) : for_integers(i.type, wide);
    }
}

void fma(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    take_rounding(decoder, spelling, i, true);
    i.type = spelling.take_type();
    bind(decoder, operands, i, 3);
    i.run = FLOAT_HANDLER(multiply_add<T>, i);
}

void div(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, 2);
    if (is_float(i.type)) {
        take_rounding(decoder, spelling, i, true);
        i.run = FLOAT_HANDLER((binary<Div, T>), i);
    } else {
        i.run = for_integers(i.type, []<class T>(T) -> Handler { return binary<Div, T>; });
    }
}

void rem(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, 2);
    i.run = for_integers(i.type, []<class T>(T) -> Handler { return binary<Rem, T>; });
}

template <class Op> void min_or_max(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, 2);
    i.run = for_numbers(i.type, []<class T>(T) -> Handler { return binary<Op, T>; });
}

template <class Op> void signed_unary(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.type = spelling.take_type();
    bind(decoder, operands, i, 1);
    i.run = is_signed(i.type) || is_float(i.type) ? for_numbers(i.type, []<class T>(T) -> Handler { return unary<Op, T>; })
                                                  : nullptr;
}

template <class Op> void float_unary(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    take_rounding(decoder, spelling, i, true);
    i.type = spelling.take_type();
    bind(decoder, operands, i, 1);
    i.run = FLOAT_HANDLER((unary<Op, T>), i);
}

} // namespace

void add_arithmetic(Opcodes& all) {
    for (const char* name : {"add", "addc", "sub", "subc"}) {
        all[name] = add_or_sub;
    }
    all["mul"] = mul_or_mad;
    all["mad"] = mul_or_mad;
    all["fma"] = fma;
    all["div"] = div;
    all["rem"] = rem;
    all["neg"] = signed_unary<Neg>;
    all["abs"] = signed_unary<Abs>;
    all["min"] = min_or_max<Min>;
    all["max"] = min_or_max<Max>;
    all["sqrt"] = float_unary<Sqrt>;
    all["rcp"] = float_unary<Rcp>;
}

} // namespace device
