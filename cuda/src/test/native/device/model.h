// What a parsed PTX module is: kernels as arrays of decoded instructions over one numbering of operand slots.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace device {

class Thread;
class Warp;
struct Instruction;

// Untyped .bN is held as .uN: the instructions that take it only move bits.
enum class Type : uint8_t { None, Pred, U8, U16, U32, U64, S8, S16, S32, S64, F64 };

inline unsigned size_of(Type type) {
    static const unsigned sizes[] = {0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 8};
    return sizes[static_cast<int>(type)];
}
inline bool is_signed(Type type) { return type >= Type::S8 && type <= Type::S64; }

enum class Space : uint8_t { None, Global, Shared, Param };

// Index into a thread's operand file. Registers come first, then every constant and special register that the kernel
// names: a handler reads all of them the same way, without asking what kind of operand it has.
using Slot = uint32_t;
constexpr Slot NO_SLOT = ~0u;

using Handler = void (*)(Thread&, const Instruction&);
using Collective = void (*)(Warp&, uint32_t lanes, const Instruction&);

struct Instruction {
    Handler run = nullptr;           // for one thread
    Collective meet = nullptr;       // for the lanes of a warp that have all arrived; null unless a warp operation
    Slot guard = NO_SLOT;
    bool guard_negated = false;
    bool strong = false;             // volatile or atomic: may meet other strong accesses without a race
    bool non_coherent = false;       // ld.global.nc
    Space space = Space::None;
    uint8_t count = 1;               // elements of a vector access
    Slot dst = NO_SLOT;
    Slot src[4] = {NO_SLOT, NO_SLOT, NO_SLOT, NO_SLOT};
    Slot vector[4] = {NO_SLOT, NO_SLOT, NO_SLOT, NO_SLOT};
    int64_t offset = 0;              // added to the address in src[0]
    uint32_t target = 0;             // of a branch
    int line = 0;
    std::string name, text;          // "ld.global.f64", the statement
};

struct Parameter {
    std::string name;
    unsigned offset, size;
};

// What a thread is told of itself; in this order.
enum class Special : uint8_t { Tid, Ntid, Ctaid, Nctaid };
struct SpecialSlot {
    Slot slot;
    Special which;
};

struct Kernel {
    std::string name;
    std::vector<Parameter> parameters;
    unsigned parameter_bytes = 0;
    std::vector<Instruction> code;   // ends with an implicit ret
    std::vector<std::string> slot_names;
    std::vector<Type> slot_types;
    std::vector<uint64_t> initial;   // a value a slot
    std::vector<uint8_t> written;    // 1: the slot holds something that may be read
    std::vector<SpecialSlot> specials;
    unsigned shared_bytes = 0;       // static, with the reserved first bytes; the dynamic array follows
    unsigned max_threads = 1024;     // .maxntid
};

struct Module {
    int version = 0;                 // 60 is ISA 6.0
    int target = 0;                  // 60 is sm_60
    std::map<std::string, std::unique_ptr<Kernel>> kernels;
};

// The text is not PTX, or is PTX that this interpreter does not know. The message names the line.
struct PtxError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::unique_ptr<Module> parse(const std::string& text);

// Nothing lies at shared address 0, so that a null pointer is caught there too.
constexpr unsigned SHARED_RESERVED = 16;
constexpr unsigned SHARED_ALIGN = 16;

inline unsigned aligned(unsigned value, unsigned align) { return (value + align - 1) / align * align; }

} // namespace device
