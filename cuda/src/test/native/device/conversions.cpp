// cvt between integers and floats of any size, and cvta between a state space and generic addresses.
#include "block.h"
#include "decoder.h"
#include <cfenv>
#include <cmath>
#include <limits>

namespace device {
namespace {

enum Rounding : uint8_t { Nearest, Zero, Down, Up };

int fenv_mode(uint8_t rounding) {
    static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_DOWNWARD, FE_UPWARD};
    return modes[rounding];
}

template <class T> T to_integral(T value, uint8_t rounding) {
    switch (rounding) {
    case Zero: return std::trunc(value);
    case Down: return std::floor(value);
    case Up: return std::ceil(value);
    default: return std::nearbyint(value); // the mode of the host is to nearest even
    }
}

// Out of range gives the nearest end. NaN gives 0, or the top bit alone for 64 bits, as the hardware does.
template <class To, class From> To saturated(From value) {
    if (std::isnan(value)) {
        return sizeof(To) == 8 ? static_cast<To>(1ull << 63) : To(0);
    }
    constexpr int bits = std::numeric_limits<To>::digits;
    From above = std::ldexp(From(1), bits), below = std::is_signed_v<To> ? -above : From(0);
    if (value >= above) {
        return std::numeric_limits<To>::max();
    }
    return value < below ? std::numeric_limits<To>::min() : static_cast<To>(value);
}

template <class To, class From> void convert(Thread& t, const Instruction& i) {
    From value = t.read<From>(i.src[0]);
    if constexpr (std::is_integral_v<From> && std::is_integral_v<To>) {
        t.write(i.dst, static_cast<To>(value));
    } else if constexpr (std::is_integral_v<To>) {
        t.write(i.dst, saturated<To>(to_integral(value, i.mode)));
    } else if constexpr (std::is_same_v<From, To>) {
        t.write(i.dst, i.invert ? to_integral(value, i.mode) : value); // invert: an integer rounding was named
    } else {
        fesetround(fenv_mode(i.mode));
        volatile To result = static_cast<To>(value);
        fesetround(FE_TONEAREST);
        To out = result;
        if (std::is_same_v<To, float> && std::isnan(out)) {
            t.write<uint32_t>(i.dst, 0x7fffffff);
        } else {
            t.write(i.dst, out);
        }
    }
}

template <class To> Handler from(Type type) {
    return for_bytes_too(type, []<class From>(From) -> Handler { return convert<To, From>; });
}

void cvt(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    int integral = spelling.take_one_of({"rni", "rzi", "rmi", "rpi"}), floating = spelling.take_one_of({"rn", "rz", "rm", "rp"});
    Type to = spelling.take_type(), source = spelling.take_type();
    decoder.expect(operands, 2, 2);
    bool to_integer = is_float(source) && !is_float(to);
    bool narrowing = is_float(to) && (!is_float(source) || size_of(source) > size_of(to));
    if ((to_integer && integral < 0) || (narrowing && floating < 0) || (integral >= 0 && !is_float(source))
        || (integral >= 0 && floating >= 0)) {
        decoder.refuse("this rounding for these types");
    }
    i.type = to;
    i.invert = integral >= 0;
    i.mode = static_cast<uint8_t>(integral >= 0 ? integral : floating >= 0 ? floating : 0);
    i.dst = decoder.destination(operands[0], to, true);
    i.src[0] = decoder.wide_source(operands[1], source);
    i.run = for_bytes_too(to, [&]<class To>(To) -> Handler { return from<To>(source); });
}

template <uint64_t window> void to_generic(Thread& t, const Instruction& i) {
    t.write(i.dst, t.read<uint64_t>(i.src[0]) + window);
}
template <uint64_t window> void from_generic(Thread& t, const Instruction& i) {
    t.write(i.dst, t.read<uint64_t>(i.src[0]) - window);
}

void cvta(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    bool to = spelling.take("to");
    int space = spelling.take_one_of({"global", "const", "shared", "local"});
    i.type = spelling.take_type();
    decoder.expect(operands, 2, 2);
    i.dst = decoder.destination(operands[0], Type::U64);
    i.src[0] = decoder.source(operands[1], Type::U64);
    i.run = space < 0 || i.type != Type::U64 ? nullptr
        : space <= 1 ? to_generic<0>
        : space == 2 ? (to ? from_generic<SHARED_WINDOW> : to_generic<SHARED_WINDOW>)
                     : (to ? from_generic<LOCAL_WINDOW> : to_generic<LOCAL_WINDOW>);
}

} // namespace

void add_conversions(Opcodes& all) {
    all["cvt"] = cvt;
    all["cvta"] = cvta;
}

} // namespace device
