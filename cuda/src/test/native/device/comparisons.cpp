// setp: comparisons, ordered and unordered, combined with a predicate.
#include "block.h"
#include "decoder.h"
#include <cmath>

namespace device {
namespace {

template <class T> bool unordered(T a, T b) { return a != a || b != b; }

struct Eq { template <class T> static bool of(T a, T b) { return a == b; } };
struct Ne { template <class T> static bool of(T a, T b) { return a != b && !unordered(a, b); } };
struct Lt { template <class T> static bool of(T a, T b) { return a < b; } };
struct Le { template <class T> static bool of(T a, T b) { return a <= b; } };
struct Gt { template <class T> static bool of(T a, T b) { return a > b; } };
struct Ge { template <class T> static bool of(T a, T b) { return a >= b; } };
struct Num { template <class T> static bool of(T a, T b) { return !unordered(a, b); } };
// Of floats only: true as well where an operand is NaN.
template <class Op> struct OrNan { template <class T> static bool of(T a, T b) { return unordered(a, b) || Op::of(a, b); } };
struct Never { template <class T> static bool of(T, T) { return false; } };

enum Combine : uint8_t { Alone, With_and, With_or, With_xor };

bool combined(bool compared, bool other, uint8_t how) {
    return how == With_and ? compared && other : how == With_or ? compared || other : compared != other;
}

template <class Op, class T> void compare(Thread& t, const Instruction& i) {
    t.write<uint8_t>(i.dst, Op::of(t.read<T>(i.src[0]), t.read<T>(i.src[1])));
}

// setp.CMP.BOOL p|q, a, b, c: p = (a CMP b) BOOL c, q = !(a CMP b) BOOL c
template <class Op, class T> void compare_combine(Thread& t, const Instruction& i) {
    bool result = Op::of(t.read<T>(i.src[0]), t.read<T>(i.src[1])), p = result, q = !result;
    if (i.mode != Alone) {
        bool other = t.read<uint8_t>(i.src[2]) != i.invert;
        p = combined(result, other, i.mode);
        q = combined(!result, other, i.mode);
    }
    t.write<uint8_t>(i.dst, p);
    if (i.has_second) {
        t.write<uint8_t>(i.second, q);
    }
}

template <class Op> Handler pick(const Instruction& i, bool plain) {
    return plain ? for_numbers(i.type, []<class T>(T) -> Handler { return compare<Op, T>; })
                 : for_numbers(i.type, []<class T>(T) -> Handler { return compare_combine<Op, T>; });
}
template <class Op> Handler pick_unordered(const Instruction& i) {
    return for_floats(i.type, []<class T>(T) -> Handler { return compare_combine<OrNan<Op>, T>; });
}

Handler handler(Decoder& decoder, Spelling& spelling, const Instruction& i, bool plain, bool is_unsigned) {
    switch (spelling.take_one_of({"eq", "ne", "lt", "le", "gt", "ge", "equ", "neu", "ltu", "leu", "gtu", "geu", "num", "nan",
                                  "lo", "ls", "hi", "hs"})) {
    case 0: return pick<Eq>(i, plain);
    case 1: return pick<Ne>(i, plain);
    case 2: return pick<Lt>(i, plain);
    case 3: return pick<Le>(i, plain);
    case 4: return pick<Gt>(i, plain);
    case 5: return pick<Ge>(i, plain);
    case 6: return pick_unordered<Eq>(i);
    case 7: return pick_unordered<Ne>(i);
    case 8: return pick_unordered<Lt>(i);
    case 9: return pick_unordered<Le>(i);
    case 10: return pick_unordered<Gt>(i);
    case 11: return pick_unordered<Ge>(i);
    case 12: return is_float(i.type) ? pick<Num>(i, plain) : nullptr;
    case 13: return pick_unordered<Never>(i);
    case 14: return is_unsigned ? pick<Lt>(i, plain) : nullptr;
    case 15: return is_unsigned ? pick<Le>(i, plain) : nullptr;
    case 16: return is_unsigned ? pick<Gt>(i, plain) : nullptr;
    case 17: return is_unsigned ? pick<Ge>(i, plain) : nullptr;
    default: decoder.refuse("no comparison");
    }
}

void setp(Decoder& decoder, Spelling& spelling, Operands& operands, Instruction& i) {
    i.mode = static_cast<uint8_t>(spelling.take_one_of({"and", "or", "xor"}) + 1);
    i.type = spelling.take_type();
    size_t first = i.has_second ? 2 : 1, count = first + (i.mode == Alone ? 2 : 3);
    decoder.expect(operands, count, count);
    i.dst = decoder.destination(operands[0], Type::Pred);
    if (i.has_second) {
        i.second = decoder.destination(operands[1], Type::Pred);
    }
    i.src[0] = decoder.source(operands[first], i.type);
    i.src[1] = decoder.source(operands[first + 1], i.type);
    if (i.mode != Alone) {
        i.src[2] = decoder.source(operands[first + 2], Type::Pred);
        i.invert = operands[first + 2].negated;
    }
    bool is_unsigned = !is_float(i.type) && !is_signed(i.type);
    i.run = handler(decoder, spelling, i, i.mode == Alone && !i.has_second, is_unsigned);
}

} // namespace

void add_comparisons(Opcodes& all) { all["setp"] = setp; }

} // namespace device
