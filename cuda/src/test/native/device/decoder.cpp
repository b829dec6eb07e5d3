#include "decoder.h"
#include <algorithm>
#include <cstring>

namespace device {
namespace {

const std::unordered_map<std::string, Type> TYPES = {
    {"pred", Type::Pred}, {"b8", Type::U8},   {"b16", Type::U16}, {"b32", Type::U32}, {"b64", Type::U64},
    {"u8", Type::U8},     {"u16", Type::U16}, {"u32", Type::U32}, {"u64", Type::U64}, {"s8", Type::S8},
    {"s16", Type::S16},   {"s32", Type::S32}, {"s64", Type::S64}, {"f32", Type::F32}, {"f64", Type::F64}};

const std::unordered_map<std::string, Special> SPECIALS = {
    {"%tid.x", Special::TidX}, {"%tid.y", Special::TidY}, {"%tid.z", Special::TidZ},
    {"%ntid.x", Special::NtidX}, {"%ntid.y", Special::NtidY}, {"%ntid.z", Special::NtidZ},
    {"%ctaid.x", Special::CtaidX}, {"%ctaid.y", Special::CtaidY}, {"%ctaid.z", Special::CtaidZ},
    {"%nctaid.x", Special::NctaidX}, {"%nctaid.y", Special::NctaidY}, {"%nctaid.z", Special::NctaidZ},
    {"%laneid", Special::LaneId}, {"%warpid", Special::WarpId},
    {"%lanemask_eq", Special::LanemaskEq}, {"%lanemask_lt", Special::LanemaskLt}, {"%lanemask_le", Special::LanemaskLe},
    {"%lanemask_gt", Special::LanemaskGt}, {"%lanemask_ge", Special::LanemaskGe}};

Opcodes all_opcodes() {
    Opcodes all;
    add_arithmetic(all);
    add_bits(all);
    add_comparisons(all);
    add_conversions(all);
    add_accesses(all);
    add_control(all);
    return all;
}

} // namespace

Type type_named(const std::string& name) {
    auto found = TYPES.find(name);
    return found == TYPES.end() ? Type::None : found->second;
}

Spelling::Spelling(const std::string& name) : opcode(name.substr(0, name.find('.'))) {
    for (size_t dot = name.find('.'); dot != std::string::npos;) {
        size_t next = name.find('.', dot + 1);
        modifiers.push_back(name.substr(dot + 1, next == std::string::npos ? next : next - dot - 1));
        dot = next;
    }
}

bool Spelling::take(const std::string& modifier) {
    auto found = std::find(modifiers.begin(), modifiers.end(), modifier);
    if (found == modifiers.end()) {
        return false;
    }
    modifiers.erase(found);
    return true;
}

int Spelling::take_one_of(std::initializer_list<const char*> names) {
    int at = 0;
    for (const char* name : names) {
        if (take(name)) {
            return at;
        }
        at++;
    }
    return -1;
}

Type Spelling::take_type() {
    for (auto& modifier : modifiers) {
        if (Type type = type_named(modifier); type != Type::None) {
            take(modifier);
            return type;
        }
    }
    return Type::None;
}

std::string Spelling::rest() const {
    std::string all;
    for (auto& modifier : modifiers) {
        all += "." + modifier;
    }
    return all;
}

Slot Decoder::add_slot(const std::string& name, Type type, uint64_t initial, bool written) {
    kernel.slot_names.push_back(name);
    kernel.slot_types.push_back(type);
    kernel.initial.push_back(initial);
    kernel.written.push_back(written);
    return static_cast<Slot>(kernel.initial.size() - 1);
}

void Decoder::declare_register(const std::string& name, Type type) {
    registers[name] = add_slot(name, type, 0xDEADBEEFDEADBEEFull, false);
}

void Decoder::declare_variable(const std::string& name, Space, uint64_t address) {
    symbols[name] = add_slot(name, Type::U64, address, true);
}

void Decoder::declare_dynamic(const std::string& name, unsigned align) {
    kernel.dynamic_align = std::max(kernel.dynamic_align, align);
    kernel.dynamic_slots.push_back(symbols[name] = add_slot(name, Type::U64, 0, true));
}

void Decoder::refuse(const std::string& why) { throw PtxError("'" + decoding + "' is not interpreted: " + why); }

void Decoder::expect(const Operands& operands, size_t least, size_t most) {
    if (operands.size() < least || operands.size() > most) {
        refuse(std::to_string(operands.size()) + " operands");
    }
}

void Decoder::decode(const std::string& name, Operands& operands, Instruction& out) {
    static const Opcodes opcodes = all_opcodes();
    decoding = name;
    Spelling spelling(name);
    auto selector = opcodes.find(spelling.opcode);
    if (selector == opcodes.end()) {
        refuse("no such instruction here");
    }
    out.name = name;
    selector->second(*this, spelling, operands, out);
    if (!spelling.rest().empty()) {
        refuse("the modifier " + spelling.rest());
    }
    if (!out.run) {
        refuse("not for this type");
    }
}

bool Decoder::special(const std::string& name, Slot& slot) {
    auto found = SPECIALS.find(name);
    if (found == SPECIALS.end()) {
        return false;
    }
    slot = symbols[name] = add_slot(name, Type::U32, 0, true);
    kernel.specials.push_back({slot, found->second});
    return true;
}

Slot Decoder::named(const std::string& name) {
    if (auto found = registers.find(name); found != registers.end()) {
        return found->second;
    }
    if (auto found = symbols.find(name); found != symbols.end()) {
        return found->second;
    }
    for (auto& parameter : kernel.parameters) {
        if (parameter.name == name) {
            return symbols[name] = add_slot(name, Type::U64, parameter.offset, true);
        }
    }
    for (auto& variable : module.variables) {
        if (variable.name == name) {
            Slot slot = symbols[name] = add_slot(name, Type::U64, 0, true);
            kernel.fixups.push_back({slot, name});
            return slot;
        }
    }
    if (Slot slot; special(name, slot)) {
        return slot;
    }
    if (name == "WARP_SZ") {
        return symbols[name] = add_slot(name, Type::U32, 32, true);
    }
    refuse("unknown name " + name);
}

Slot Decoder::guard(const std::string& name) {
    Operand predicate;
    predicate.name = name;
    return source(predicate, Type::Pred);
}

Slot Decoder::literal(const Operand& operand, Type type) {
    if (is_float(type) ? operand.literal != type : operand.literal != Type::S64) {
        refuse("a literal of another type");
    }
    uint64_t bits = operand.bits;
    if (type == Type::Pred) {
        bits = bits != 0;
    } else if (size_of(type) < 8) {
        bits &= (1ull << 8 * size_of(type)) - 1;
    }
    auto [found, added] = constants.insert({{type, bits}, 0});
    if (added) {
        found->second = add_slot("a constant", type, bits, true);
    }
    return found->second;
}

Slot Decoder::value(const Operand& operand, Type type, bool wider) {
    if (operand.kind == Operand::Literal) {
        return literal(operand, type);
    }
    if (operand.kind != Operand::Name) {
        refuse("a vector or address where a value belongs");
    }
    Slot slot = named(operand.name);
    Type have = kernel.slot_types[slot];
    bool is_register = registers.count(operand.name) > 0;
    if (size_of(have) < size_of(type) || (have == Type::Pred) != (type == Type::Pred)
        || (is_register && !wider && size_of(have) != size_of(type))) {
        refuse("operand " + operand.name + " has another size");
    }
    if (is_register && (is_float(have) ? is_signed(type) : is_float(type) && is_signed(have))) {
        refuse("operand " + operand.name + " has another type");
    }
    return slot;
}

Slot Decoder::destination(const Operand& operand, Type type, bool wider) {
    if (operand.kind == Operand::Sink) {
        return sink == NO_SLOT ? sink = add_slot("_", Type::U64, 0, true) : sink;
    }
    if (operand.kind != Operand::Name || !registers.count(operand.name)) {
        refuse("the destination is no register");
    }
    return value(operand, type, wider);
}

void Decoder::address(const Operand& operand, Instruction& out) {
    if (operand.kind != Operand::Address) {
        refuse("an address in brackets is missing");
    }
    const Operand& base = operand.parts[0];
    out.src[0] = base.kind == Operand::Literal ? literal(base, Type::U64) : value(base, Type::U64, false);
    out.offset = operand.offset;
}

} // namespace device
