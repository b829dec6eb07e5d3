#include "decoder.h"

namespace device {
namespace {

const std::unordered_map<std::string, Type> TYPES = {
    {"pred", Type::Pred}, {"b8", Type::U8},   {"b16", Type::U16}, {"b32", Type::U32}, {"b64", Type::U64},
    {"u8", Type::U8},     {"u16", Type::U16}, {"u32", Type::U32}, {"u64", Type::U64}, {"s8", Type::S8},
    {"s16", Type::S16},   {"s32", Type::S32}, {"s64", Type::S64}, {"f64", Type::F64}};

const std::unordered_map<std::string, Special> SPECIALS = {
    {"%tid.x", Special::Tid}, {"%ntid.x", Special::Ntid}, {"%ctaid.x", Special::Ctaid}, {"%nctaid.x", Special::Nctaid}};

Forms all_forms() {
    Forms all;
    add_values(all);
    add_accesses(all);
    add_control(all);
    return all;
}

} // namespace

Type type_named(const std::string& name) {
    auto found = TYPES.find(name);
    return found == TYPES.end() ? Type::None : found->second;
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

Slot Decoder::declare_address(const std::string& name, uint64_t address) {
    return symbols[name] = add_slot(name, Type::U64, address, true);
}

void Decoder::refuse(const std::string& why) { throw PtxError("'" + decoding + "' is not interpreted: " + why); }

void Decoder::decode(const std::string& name, const std::vector<Operand>& operands, Instruction& out) {
    static const Forms forms = all_forms();
    decoding = name;
    bool unpacks = name == "mov.b64" && !operands.empty() && operands[0].kind == Operand::Vector;
    auto found = forms.find(unpacks ? name + " {}" : name);
    if (found == forms.end()) {
        refuse("no such instruction here");
    }
    const Form& form = found->second;
    if (operands.size() != form.places.size()) {
        refuse(std::to_string(operands.size()) + " operands");
    }
    Instruction statement = out;
    out = form.does;
    out.name = name;
    out.line = statement.line;
    out.guard = statement.guard;
    out.guard_negated = statement.guard_negated;
    unsigned sources = 0;
    for (size_t i = 0; i < operands.size(); i++) {
        bind(form.places[i], form.wider, operands[i], out, sources);
    }
}

void Decoder::bind(const Place& place, bool wider, const Operand& operand, Instruction& out, unsigned& sources) {
    if ((place.kind == Place::Memory) != (operand.kind == Operand::Address)) {
        refuse("an address in brackets is missing or out of place");
    }
    switch (place.kind) {
    case Place::Result: out.dst = destination(operand, place.type, wider); break;
    case Place::Source: out.src[sources++] = value(operand, place.type, wider); break;
    case Place::Memory:
        out.src[sources++] = value(operand.parts[0], Type::U64, false);
        out.offset = operand.offset;
        break;
    default:
        std::vector<Operand> one{operand};
        const std::vector<Operand>& parts = operand.kind == Operand::Vector ? operand.parts : one;
        if (parts.size() != out.count) {
            refuse("a vector of this size");
        }
        for (size_t n = 0; n < parts.size(); n++) {
            out.vector[n] = place.kind == Place::Results ? destination(parts[n], place.type, wider)
                                                         : value(parts[n], place.type, wider);
        }
    }
}

Slot Decoder::named(const std::string& name) {
    for (auto* names : {&registers, &symbols}) {
        if (auto found = names->find(name); found != names->end()) {
            return found->second;
        }
    }
    if (auto found = SPECIALS.find(name); found != SPECIALS.end()) {
        Slot slot = symbols[name] = add_slot(name, Type::U32, 0, true);
        kernel.specials.push_back({slot, found->second});
        return slot;
    }
    refuse("unknown name " + name);
}

Slot Decoder::guard(const std::string& name) {
    Operand predicate;
    predicate.name = name;
    return value(predicate, Type::Pred, false);
}

Slot Decoder::literal(const Operand& operand, Type type) {
    if (operand.is_float != (type == Type::F64)) {
        refuse("a literal of another type");
    }
    uint64_t bits = type == Type::Pred ? operand.bits != 0
        : size_of(type) < 8 ? operand.bits & ((1ull << 8 * size_of(type)) - 1) : operand.bits;
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
    if (is_register && (have == Type::F64 ? is_signed(type) : type == Type::F64 && is_signed(have))) {
        refuse("operand " + operand.name + " has another type");
    }
    return slot;
}

Slot Decoder::destination(const Operand& operand, Type type, bool wider) {
    if (operand.kind != Operand::Name || !registers.count(operand.name)) {
        refuse("the destination is no register");
    }
    return value(operand, type, wider);
}

} // namespace device
