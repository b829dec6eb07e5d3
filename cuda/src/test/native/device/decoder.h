// From the spelling of an instruction to its handler and slots. What no handler was written for is refused by name.
#pragma once
#include "model.h"
#include <unordered_map>

namespace device {

Type type_named(const std::string& name); // "f64"; None if it is no type

// An operand as it is written.
struct Operand {
    enum Kind { Name, Literal, Address, Vector } kind = Name;
    std::string name;                // register, special register, parameter or array
    bool is_float = false;           // of a literal
    uint64_t bits = 0;
    int64_t offset = 0;              // of an address
    std::vector<Operand> parts;      // elements of a vector, the base of an address
};

// What an instruction takes at one place.
struct Place {
    enum Kind { Result, Source, Memory, Results, Sources } kind; // the last two: elements of a vector, or one without braces
    Type type = Type::U64;
};
// One spelling of an instruction: its handlers and flags, and what its operands are.
struct Form {
    Instruction does;
    std::vector<Place> places;
    bool wider = false;              // takes registers wider than its types: ld, st and cvt
};
using Forms = std::unordered_map<std::string, Form>;

// Each file of semantics adds the instructions that it carries out, by their full names.
void add_values(Forms&);
void add_accesses(Forms&);
void add_control(Forms&);

// The operand file of one kernel while it is parsed.
class Decoder {
public:
    explicit Decoder(Kernel& kernel) : kernel(kernel) {}

    void declare_register(const std::string& name, Type type);
    Slot declare_address(const std::string& name, uint64_t address);
    void decode(const std::string& name, const std::vector<Operand>& operands, Instruction& out);
    Slot guard(const std::string& name);

private:
    Kernel& kernel;
    std::unordered_map<std::string, Slot> registers, symbols;
    std::map<std::pair<Type, uint64_t>, Slot> constants;
    std::string decoding;

    Slot add_slot(const std::string& name, Type type, uint64_t initial, bool written);
    void bind(const Place& place, bool wider, const Operand& operand, Instruction& out, unsigned& sources);
    Slot value(const Operand& operand, Type type, bool wider);
    Slot destination(const Operand& operand, Type type, bool wider);
    Slot literal(const Operand& operand, Type type);
    Slot named(const std::string& name);
    [[noreturn]] void refuse(const std::string& why);
};

} // namespace device
