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
enum class Type : uint8_t { None, Pred, U8, U16, U32, U64, S8, S16, S32, S64, F32, F64 };

inline unsigned size_of(Type type) {
    static const unsigned sizes[] = {0, 1, 1, 2, 4, 8, 1, 2, 4, 8, 4, 8};
    return sizes[static_cast<int>(type)];
}
inline bool is_float(Type type) { return type == Type::F32 || type == Type::F64; }
inline bool is_signed(Type type) { return type >= Type::S8 && type <= Type::S64; }

enum class Space : uint8_t { Generic, Global, Shared, Local, Param, Const };

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
    bool strong = false;             // volatile, relaxed or atomic: may meet other strong accesses without a race
    bool invert = false;             // the predicate operand is written with '!'
    bool has_second = false;         // setp p|q, shfl d|p: second is written
    bool non_coherent = false;       // ld.global.nc
    Space space = Space::Generic;
    uint8_t count = 1;               // elements of a vector access
    uint8_t mode = 0;                // rounding, boolean or shuffle mode, as the handler defines it
    Type type = Type::None;
    Slot dst = NO_SLOT, second = NO_SLOT;
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

// What a slot holds before the first instruction.
enum class Special : uint8_t {
    TidX, TidY, TidZ, NtidX, NtidY, NtidZ, CtaidX, CtaidY, CtaidZ, NctaidX, NctaidY, NctaidZ,
    LaneId, WarpId, LanemaskEq, LanemaskLt, LanemaskLe, LanemaskGt, LanemaskGe,
};
struct SpecialSlot {
    Slot slot;
    Special which;
};
struct GlobalFixup { // a constant slot that holds the address of a module variable
    Slot slot;
    std::string variable;
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
    std::vector<GlobalFixup> fixups;
    unsigned shared_bytes = 0;       // static, with the reserved first bytes
    unsigned local_bytes = 0;
    unsigned dynamic_align = 16;
    std::vector<Slot> dynamic_slots; // constants that hold the address of the dynamic shared array
    unsigned required_threads = 0;   // .reqntid, 0: any
    unsigned max_threads = 1024;     // .maxntid
};

struct Variable { // of the module, in global or constant memory
    std::string name;
    Space space;
    unsigned align;
    std::vector<uint8_t> content;
    bool initialised;
};

struct Module {
    int version = 0;                 // 60 is ISA 6.0
    int target = 0;                  // 60 is sm_60
    std::map<std::string, std::unique_ptr<Kernel>> kernels;
    std::vector<Variable> variables;
};

// The text is not PTX, or is PTX that this interpreter does not know. The message names the line.
struct PtxError : std::runtime_error {
    explicit PtxError(const std::string& what) : std::runtime_error(what) {}
};

std::unique_ptr<Module> parse(const std::string& text);

// Where generic addresses of the two windows begin; device allocations lie above both.
constexpr uint64_t SHARED_WINDOW = 1ull << 32, LOCAL_WINDOW = 2ull << 32, WINDOW_SIZE = 1ull << 28;
// Nothing lies at shared address 0, so that a null pointer is caught there too.
constexpr unsigned SHARED_RESERVED = 16;

} // namespace device
