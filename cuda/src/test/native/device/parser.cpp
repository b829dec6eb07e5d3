// Directives and statements of PTX text; decoder.cpp knows what an instruction means.
#include "cursor.h"
#include <algorithm>
#include <cstring>

namespace device {
namespace {

struct SharedArray { // declared outside of kernels, placed in each kernel that follows
    std::string name;
    unsigned align, bytes;
    bool dynamic;
};

unsigned aligned(unsigned value, unsigned align) { return (value + align - 1) / align * align; }

class Parser : Cursor {
public:
    explicit Parser(const std::string& text) : Cursor(tokenise(text)) {}

    std::unique_ptr<Module> all() {
        while (peek().kind != Token::End) {
            module_statement();
        }
        if (module->version == 0 || module->target == 0) {
            fail("no .version or no .target: this is not PTX text");
        }
        return std::move(module);
    }

private:
    std::unique_ptr<Module> module = std::make_unique<Module>();
    std::vector<SharedArray> shared_arrays;
    Kernel* kernel = nullptr;
    Decoder* decoder = nullptr;
    std::unordered_map<std::string, uint32_t> labels;
    std::vector<std::pair<uint32_t, std::string>> branches;

    void module_statement() {
        std::string name = word();
        if (name == ".version") {
            std::string version = next().text; // "6.0"
            module->version = static_cast<int>(strtod(version.c_str(), nullptr) * 10 + 0.5);
        } else if (name == ".target") {
            std::string target = word();
            module->target = target.rfind("sm_", 0) == 0 ? atoi(target.c_str() + 3) : 0;
            while (take(",")) {
                word(); // debug, texmode: no meaning here
            }
        } else if (name == ".address_size") {
            if (number() != 64) {
                fail("only 64-bit addresses are interpreted");
            }
        } else if (name == ".file") {
            while (peek().kind == Token::Number || peek().kind == Token::Text || peek().is(",")) {
                next();
            }
        } else if (name == ".visible" || name == ".weak" || name == ".extern") {
            return; // linkage: the statement follows, and a shared array tells by its size whether it is dynamic
        } else if (name == ".entry") {
            entry();
        } else if (name == ".shared") {
            SharedArray array = shared_array();
            shared_arrays.push_back(array);
        } else if (name == ".global" || name == ".const") {
            variable(name == ".const" ? Space::Const : Space::Global);
        } else {
            at--;
            fail("directive " + name + " is not interpreted");
        }
    }

    // ".align 8 .b8 name[64]", without the space before it; bytes 0: an array of unknown size
    SharedArray declaration(Type& element) {
        unsigned align = take(".align") ? static_cast<unsigned>(number()) : 1;
        element = type(word());
        std::string name = word();
        unsigned count = 1;
        while (take("[")) {
            count *= peek().is("]") ? 0 : static_cast<unsigned>(number());
            expect("]");
        }
        return {name, std::max(align, size_of(element)), count * size_of(element), count == 0};
    }

    SharedArray shared_array() {
        Type element;
        SharedArray array = declaration(element);
        expect(";");
        return array;
    }

    void variable(Space space) {
        Type element;
        SharedArray array = declaration(element);
        Variable variable{array.name, space, array.align, std::vector<uint8_t>(array.bytes), false};
        if (take("=")) {
            initialise(variable, element);
        }
        expect(";");
        module->variables.push_back(std::move(variable));
    }

    void initialise(Variable& variable, Type element) {
        size_t byte = 0;
        int depth = 0;
        do {
            if (take("{")) {
                depth++;
            } else if (take("}")) {
                depth--;
            } else if (!take(",")) {
                uint64_t bits = literal().bits;
                if (byte + size_of(element) > variable.content.size()) {
                    fail("more values than " + variable.name + " has elements");
                }
                memcpy(&variable.content[byte], &bits, size_of(element));
                byte += size_of(element);
            }
        } while (depth > 0);
        variable.initialised = true; // what is not named is zero
    }

    void entry() {
        auto owned = std::make_unique<Kernel>();
        kernel = owned.get();
        kernel->name = word();
        kernel->shared_bytes = SHARED_RESERVED;
        if (take("(")) {
            parameters();
        }
        while (!peek().is("{")) {
            tuning();
        }
        Decoder own(*module, *kernel);
        decoder = &own;
        for (auto& array : shared_arrays) {
            place_if_named(array);
        }
        labels.clear();
        branches.clear();
        expect("{");
        body();
        finish();
        module->kernels[kernel->name] = std::move(owned);
    }

    // A module's shared array takes room in the kernels that name it, not in all.
    void place_if_named(const SharedArray& array) {
        int depth = 0;
        for (size_t ahead = at; tokens[ahead].kind != Token::End; ahead++) {
            depth += tokens[ahead].is("{") - tokens[ahead].is("}");
            if (depth == 0) {
                return;
            }
            if (tokens[ahead].is(array.name.c_str())) {
                return place(array);
            }
        }
    }

    void place(const SharedArray& array) {
        if (array.dynamic) {
            decoder->declare_dynamic(array.name, array.align);
        } else {
            kernel->shared_bytes = aligned(kernel->shared_bytes, array.align);
            decoder->declare_variable(array.name, Space::Shared, kernel->shared_bytes);
            kernel->shared_bytes += array.bytes;
        }
    }

    void parameters() {
        while (!take(")")) {
            if (word() != ".param") {
                fail("expected .param");
            }
            unsigned align = take(".align") ? static_cast<unsigned>(number()) : 1;
            unsigned size = size_of(type(word()));
            align = std::max(align, size);
            if (take(".ptr")) {
                pointer_attributes();
            }
            std::string name = word();
            if (take("[")) {
                size *= static_cast<unsigned>(number());
                expect("]");
            }
            kernel->parameter_bytes = aligned(kernel->parameter_bytes, align);
            kernel->parameters.push_back({name, kernel->parameter_bytes, size});
            kernel->parameter_bytes += size;
            take(",");
        }
    }

    void pointer_attributes() {
        while (peek().is(".global") || peek().is(".shared") || peek().is(".align")) {
            if (next().text == ".align") {
                number();
            }
        }
    }

    void tuning() {
        std::string name = word();
        unsigned product = static_cast<unsigned>(number());
        while (take(",")) {
            product *= static_cast<unsigned>(number());
        }
        if (name == ".maxntid") {
            kernel->max_threads = product;
        } else if (name == ".reqntid") {
            kernel->required_threads = product;
        } else if (name != ".minnctapersm" && name != ".maxnreg") {
            fail("directive " + name + " is not interpreted");
        }
    }

    void body() {
        for (int depth = 1; depth > 0;) {
            if (take("{")) {
                depth++;
            } else if (take("}")) {
                depth--;
            } else {
                statement();
            }
        }
    }

    void statement() {
        if (peek().kind == Token::Word && tokens[at + 1].is(":")) {
            labels[word()] = static_cast<uint32_t>(kernel->code.size());
            expect(":");
        } else if (take(".reg")) {
            registers();
        } else if (take(".shared")) {
            place(shared_array());
        } else if (take(".local")) {
            SharedArray array = shared_array();
            kernel->local_bytes = aligned(kernel->local_bytes, array.align);
            decoder->declare_variable(array.name, Space::Local, kernel->local_bytes);
            kernel->local_bytes += array.bytes;
        } else if (take(".loc")) {
            int line = peek().line;
            while (peek().line == line) {
                next();
            }
        } else if (take(".pragma")) {
            next();
            expect(";");
        } else {
            instruction();
        }
    }

    void registers() {
        Type of = type(word());
        do {
            std::string name = word();
            if (take("<")) {
                uint64_t count = number();
                expect(">");
                for (uint64_t i = 0; i < count; i++) {
                    decoder->declare_register(name + std::to_string(i), of);
                }
            } else {
                decoder->declare_register(name, of);
            }
        } while (take(","));
        expect(";");
    }

    void instruction() {
        Instruction decoded;
        size_t first = at;
        decoded.line = peek().line;
        try {
            if (take("@")) {
                decoded.guard_negated = take("!");
                decoded.guard = decoder->guard(word());
            }
            std::string name = word();
            Operands operands;
            while (!peek().is(";")) {
                operands.push_back(operand());
                if (take("|")) {
                    operands.push_back(operand());
                    decoded.has_second = true;
                }
                if (!take(",") && !peek().is(";")) {
                    fail("expected ',' or ';' before '" + peek().text + "'");
                }
            }
            expect(";");
            if (name == "bra" || name == "bra.uni") {
                if (operands.size() != 1) {
                    fail("a branch has one label");
                }
                branches.push_back({static_cast<uint32_t>(kernel->code.size()), operands[0].name});
                operands.clear();
            }
            decoder->decode(name, operands, decoded);
        } catch (const PtxError& error) {
            std::string what = error.what();
            throw PtxError(what.rfind("PTX line", 0) == 0
                ? what : "PTX line " + std::to_string(decoded.line) + ", kernel " + kernel->name + ": " + what);
        }
        decoded.text = statement_text(first);
        kernel->code.push_back(std::move(decoded));
    }

    std::string statement_text(size_t first) const {
        std::string text;
        for (size_t i = first; i + 1 < at; i++) {
            bool glue = text.empty() || strchr("@[-!+{|", text.back())
                || (tokens[i].kind == Token::Mark && strchr(",]}+|", tokens[i].text[0]));
            text += (glue ? "" : " ") + tokens[i].text;
        }
        return text;
    }

    void finish() {
        for (auto& [branch, label] : branches) {
            auto found = labels.find(label);
            if (found == labels.end()) {
                throw PtxError("PTX line " + std::to_string(kernel->code[branch].line) + ": no label " + label);
            }
            kernel->code[branch].target = found->second;
        }
        Instruction end;
        end.line = tokens[at - 1].line;
        Operands none;
        decoder->decode("ret", none, end);
        end.text = "the end of the kernel";
        kernel->code.push_back(std::move(end));
        for (Slot slot : kernel->dynamic_slots) {
            kernel->initial[slot] = aligned(kernel->shared_bytes, kernel->dynamic_align);
        }
    }
};

} // namespace

std::unique_ptr<Module> parse(const std::string& text) { return Parser(text).all(); }

} // namespace device
