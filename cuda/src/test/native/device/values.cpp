// The instructions that compute a register from registers, as the PTX ISA defines them. The C++ types of a row's lambda are
// the types of the instruction's operands: a row is all there is to say.
#include "block.h"
#include "decoder.h"
#include <bit>
#include <cmath>

namespace device {
namespace {

template <class T> constexpr Type type_of() {
    if constexpr (std::is_same_v<T, bool>) {
        return Type::Pred;
    } else if constexpr (std::is_same_v<T, double>) {
        return Type::F64;
    } else {
        constexpr Type of_size[] = {Type::None, Type::U8, Type::U16, Type::None, Type::U32, Type::None, Type::None, Type::None, Type::U64};
        return static_cast<Type>(static_cast<int>(of_size[sizeof(T)]) + (std::is_signed_v<T> ? 4 : 0));
    }
}

template <class F, class R, class... S> struct Compute {
    template <size_t... n> static void run(Thread& t, const Instruction& i, std::index_sequence<n...>) {
        t.write<R>(i.dst, F()(t.read<S>(i.src[n])...));
    }
    static void run(Thread& t, const Instruction& i) { run(t, i, std::index_sequence_for<S...>()); }
};

class Rows {
public:
    explicit Rows(Forms& all) : all(all) {}
    template <class F> Form& row(const std::string& name, F) { return row<F>(name, &F::operator()); }
    // The operand that is not chosen need not have been written.
    template <class T> void select(const std::string& name) {
        row(name, [](T a, T, bool) { return a; }).does.run = [](Thread& t, const Instruction& i) {
            t.write<T>(i.dst, t.read<T>(i.src[t.read<bool>(i.src[2]) ? 0 : 1]));
        };
    }

private:
    Forms& all;

    template <class F, class R, class... S> Form& row(const std::string& name, R (F::*)(S...) const) {
        Form form;
        form.does.run = Compute<F, R, S...>::run;
        form.places = {{Place::Result, type_of<R>()}, {Place::Source, type_of<S>()}...};
        return all[name] = form;
    }
};

template <class T> void comparisons(Rows& rows, const std::string& type) {
    rows.row("setp.eq" + type, [](T a, T b) { return a == b; });
    rows.row("setp.ne" + type, [](T a, T b) { return a != b && a == a && b == b; }); // false where one is NaN
    rows.row("setp.lt" + type, [](T a, T b) { return a < b; });
    rows.row("setp.le" + type, [](T a, T b) { return a <= b; });
    rows.row("setp.gt" + type, [](T a, T b) { return a > b; });
    rows.row("setp.ge" + type, [](T a, T b) { return a >= b; });
    rows.select<T>("selp" + type);
    rows.row("mov" + type, [](T a) { return a; });
}

template <class T> void numbers(Rows& rows, const std::string& type) {
    comparisons<T>(rows, type);
    rows.row("add" + type, [](T a, T b) -> T { return a + b; });
    rows.row("sub" + type, [](T a, T b) -> T { return a - b; });
    // Division by zero has no defined result; all ones is what the hardware gives.
    rows.row("div" + type, [](T a, T b) -> T { return b == 0 ? ~T(0) : b == T(-1) && std::is_signed_v<T> ? 0 - a : a / b; });
    rows.row("rem" + type, [](T a, T b) -> T { return b == 0 ? a : b == T(-1) && std::is_signed_v<T> ? 0 : a % b; });
    rows.row("min" + type, [](T a, T b) { return a < b ? a : b; });
    rows.row("max" + type, [](T a, T b) { return a > b ? a : b; });
    rows.row("mul.lo" + type, [](T a, T b) -> T { return a * b; });
    rows.row("mad.lo" + type, [](T a, T b, T c) -> T { return a * b + c; });
    // By the width or more a shift leaves nothing, or the sign.
    rows.row("shr" + type, [](T a, uint32_t by) -> T {
        return by < 8 * sizeof(T) ? a >> by : a >> (8 * sizeof(T) - 1) >> std::is_unsigned_v<T>;
    });
    if constexpr (std::is_signed_v<T>) {
        rows.row("neg" + type, [](T a) -> T { return 0 - a; });
        rows.row("abs" + type, [](T a) -> T { return a < 0 ? 0 - a : a; });
    }
}

template <class T, class Wide> void products(Rows& rows, const std::string& type) {
    numbers<T>(rows, type);
    rows.row("mul.wide" + type, [](T a, T b) { return static_cast<Wide>(a) * static_cast<Wide>(b); });
}

template <class T> void bits(Rows& rows, const std::string& type) {
    rows.row("and" + type, [](T a, T b) -> T { return a & b; });
    rows.row("or" + type, [](T a, T b) -> T { return a | b; });
    rows.row("xor" + type, [](T a, T b) -> T { return a ^ b; });
    rows.row("not" + type, [](T a) -> T { return a ^ (std::is_same_v<T, bool> ? T(1) : static_cast<T>(-1)); });
    rows.row("mov" + type, [](T a) { return a; });
    if constexpr (sizeof(T) > 1) {
        rows.row("shl" + type, [](T a, uint32_t by) -> T { return by < 8 * sizeof(T) ? a << by : 0; });
        rows.select<T>("selp" + type);
        rows.row("setp.eq" + type, [](T a, T b) { return a == b; });
        rows.row("setp.ne" + type, [](T a, T b) { return a != b; });
    }
}

void doubles(Rows& rows) {
    comparisons<double>(rows, ".f64");
    // True as well where one is NaN.
    rows.row("setp.equ.f64", [](double a, double b) { return !(a < b || a > b); });
    rows.row("setp.neu.f64", [](double a, double b) { return a != b; });
    rows.row("setp.ltu.f64", [](double a, double b) { return !(a >= b); });
    rows.row("setp.leu.f64", [](double a, double b) { return !(a > b); });
    rows.row("setp.gtu.f64", [](double a, double b) { return !(a <= b); });
    rows.row("setp.geu.f64", [](double a, double b) { return !(a < b); });
    rows.row("add.rn.f64", [](double a, double b) { return a + b; });
    rows.row("sub.rn.f64", [](double a, double b) { return a - b; });
    rows.row("mul.rn.f64", [](double a, double b) { return a * b; });
    rows.row("div.rn.f64", [](double a, double b) { return a / b; });
    rows.row("neg.f64", [](double a) { return -a; });
    rows.row("abs.f64", [](double a) { return std::fabs(a); });
    // The operand that is a number wins over NaN, and -0 is below +0.
    rows.row("min.f64", [](double a, double b) {
        return std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? a : b) : a < b ? a : b;
    });
    rows.row("max.f64", [](double a, double b) {
        return std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? b : a) : a > b ? a : b;
    });
}

template <class From> void conversions_of(Rows& rows, const std::string& from) {
    auto to = [&]<class To>(const char* type, To) {
        rows.row("cvt" + std::string(type) + from, [](From a) { return static_cast<To>(a); }).wider = true;
    };
    to(".u16", uint16_t());
    to(".u32", uint32_t());
    to(".u64", uint64_t());
    to(".s16", int16_t());
    to(".s32", int32_t());
    to(".s64", int64_t());
}

// mov.b64 {a, b}, c: the first element is the least significant.
void unpack(Thread& t, const Instruction& i) {
    uint64_t value = t.read<uint64_t>(i.src[0]);
    t.write(i.vector[0], static_cast<uint32_t>(value));
    t.write(i.vector[1], static_cast<uint32_t>(value >> 32));
}

} // namespace

void add_values(Forms& all) {
    Form unpacks;
    unpacks.does.run = unpack;
    unpacks.does.count = 2;
    unpacks.places = {{Place::Results, Type::U32}, {Place::Source, Type::U64}};
    all["mov.b64 {}"] = unpacks;
    Rows rows(all);
    products<uint16_t, uint32_t>(rows, ".u16");
    products<uint32_t, uint64_t>(rows, ".u32");
    products<int16_t, int32_t>(rows, ".s16");
    products<int32_t, int64_t>(rows, ".s32");
    numbers<uint64_t>(rows, ".u64");
    numbers<int64_t>(rows, ".s64");
    bits<bool>(rows, ".pred");
    bits<uint16_t>(rows, ".b16");
    bits<uint32_t>(rows, ".b32");
    bits<uint64_t>(rows, ".b64");
    rows.row("popc.b32", [](uint32_t a) { return static_cast<uint32_t>(std::popcount(a)); });
    doubles(rows);
    conversions_of<uint8_t>(rows, ".u8");
    conversions_of<int8_t>(rows, ".s8");
    conversions_of<uint16_t>(rows, ".u16");
    conversions_of<int16_t>(rows, ".s16");
    conversions_of<uint32_t>(rows, ".u32");
    conversions_of<int32_t>(rows, ".s32");
    conversions_of<uint64_t>(rows, ".u64");
    conversions_of<int64_t>(rows, ".s64");
    // Global memory is where generic addresses lead too.
    rows.row("cvta.global.u64", [](uint64_t a) { return a; });
    rows.row("cvta.to.global.u64", [](uint64_t a) { return a; });
}

} // namespace device
