// From the spelling of an instruction to its handler and slots. What no handler was written for is refused by name.
#pragma once
#include "model.h"
#include <initializer_list>
#include <unordered_map>

namespace device {

Type type_named(const std::string& name); // "f64"; None if it is no type

// An operand as it is written.
struct Operand {
    enum Kind { Name, Literal, Address, Vector, Sink } kind = Name;
    std::string name;                // register, special register, variable or label
    Type literal = Type::None;       // S64, F32 or F64
    uint64_t bits = 0;
    int64_t offset = 0;              // of an address
    bool negated = false;
    std::vector<Operand> parts;      // elements of a vector, the base of an address
};
using Operands = std::vector<Operand>;

// "setp.lt.and.f64": each selector takes the modifiers that it carries out; what is left over is refused.
class Spelling {
public:
    explicit Spelling(const std::string& name);
    const std::string opcode;
    bool take(const std::string& modifier);
    // The position in the list of the modifier that is there, or -1.
    int take_one_of(std::initializer_list<const char*> modifiers);
    Type take_type();                // None if there is none
    std::string rest() const;        // what nobody took

private:
    std::vector<std::string> modifiers;
};

// The operand file of one kernel while it is parsed.
class Decoder {
public:
    Decoder(Module& module, Kernel& kernel) : module(module), kernel(kernel) {}

    void declare_register(const std::string& name, Type type);
    void declare_variable(const std::string& name, Space space, uint64_t address); // .shared or .local
    // Offset of the array of the extern declaration, known once all other shared variables are.
    void declare_dynamic(const std::string& name, unsigned align);
    void decode(const std::string& name, Operands& operands, Instruction& out);

    Slot guard(const std::string& name);
    Slot source(const Operand& operand, Type type) { return value(operand, type, false); }
    // ld, st and cvt take registers wider than their type.
    Slot wide_source(const Operand& operand, Type type) { return value(operand, type, true); }
    Slot destination(const Operand& operand, Type type, bool wider = false);
    void address(const Operand& operand, Instruction& out);
    void expect(const Operands& operands, size_t least, size_t most);
    [[noreturn]] void refuse(const std::string& why);

private:
    Module& module;
    Kernel& kernel;
    std::unordered_map<std::string, Slot> registers;
    std::unordered_map<std::string, Slot> symbols;
    std::map<std::pair<Type, uint64_t>, Slot> constants;
    Slot sink = NO_SLOT;
    std::string decoding;

    Slot add_slot(const std::string& name, Type type, uint64_t initial, bool written);
    Slot value(const Operand& operand, Type type, bool wider);
    Slot literal(const Operand& operand, Type type);
    Slot named(const std::string& name);
    bool special(const std::string& name, Slot& slot);
};

using Selector = void (*)(Decoder&, Spelling&, Operands&, Instruction&);
using Opcodes = std::unordered_map<std::string, Selector>;

// Each file of semantics adds the instructions that it carries out.
void add_arithmetic(Opcodes&);
void add_bits(Opcodes&);
void add_comparisons(Opcodes&);
void add_conversions(Opcodes&);
void add_accesses(Opcodes&);
void add_control(Opcodes&);

// A handler template by the type of the instruction: make(T()) gives the handler for T. Null: not for this type.
template <class Make> Handler for_integers(Type type, Make make) {
    switch (type) {
    case Type::U16: return make(uint16_t());
    case Type::U32: return make(uint32_t());
    case Type::U64: return make(uint64_t());
    case Type::S16: return make(int16_t());
    case Type::S32: return make(int32_t());
    case Type::S64: return make(int64_t());
    default: return nullptr;
    }
}
template <class Make> Handler for_floats(Type type, Make make) {
    switch (type) {
    case Type::F32: return make(float());
    case Type::F64: return make(double());
    default: return nullptr;
    }
}
template <class Make> Handler for_numbers(Type type, Make make) {
    return is_float(type) ? for_floats(type, make) : for_integers(type, make);
}
template <class Make> Handler for_bytes_too(Type type, Make make) {
    return type == Type::U8 ? make(uint8_t()) : type == Type::S8 ? make(int8_t()) : for_numbers(type, make);
}

} // namespace device
