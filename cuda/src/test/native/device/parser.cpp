// Directives and statements of PTX text; decoder.cpp knows what an instruction means.
#include "decoder.h"
#include "lexer.h"
#include <algorithm>

namespace device {
namespace {

class Parser {
public:
    explicit Parser(const std::string& text) : text(text), tokens(tokenise(text)) {}

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
    const std::string& text;
    const std::vector<Token> tokens;
    size_t at = 0;
    std::unique_ptr<Module> module = std::make_unique<Module>();
    std::string dynamic_array;       // name of the shared array whose size a launch gives
    Kernel* kernel = nullptr;
    Decoder* decoder = nullptr;
    std::unordered_map<std::string, uint32_t> labels;
    std::vector<std::pair<uint32_t, std::string>> branches;

    const Token& peek() const { return tokens[at]; }
    const Token& next() { return tokens[peek().kind == Token::End ? at : at++]; }
    bool take(const char* what) { return peek().is(what) && ++at; }

    [[noreturn]] void fail(const std::string& why) const {
        throw PtxError("PTX line " + std::to_string(peek().line) + ": " + why);
    }

    void expect(const char* what) {
        if (!take(what)) {
            fail(std::string("expected '") + what + "' before '" + peek().text + "'");
        }
    }

    std::string word() {
        if (peek().kind != Token::Word) {
            fail("expected a name instead of '" + peek().text + "'");
        }
        return next().text;
    }

    uint64_t number() {
        bool negative = take("-");
        char* end = nullptr;
        uint64_t value = strtoull(peek().text.c_str(), &end, 0);
        if (peek().kind != Token::Number || (*end && *end != 'U')) {
            fail("expected a number that is interpreted instead of '" + peek().text + "'");
        }
        next();
        return negative ? 0 - value : value;
    }

    Type type() {
        std::string name = word();
        Type found = name[0] == '.' ? type_named(name.substr(1)) : Type::None;
        if (found == Type::None) {
            fail("'" + name + "' is not a type that is interpreted");
        }
        return found;
    }

    void module_statement() {
        std::string name = word();
        if (name == ".version") {
            module->version = static_cast<int>(strtod(next().text.c_str(), nullptr) * 10 + 0.5); // "6.0"
        } else if (name == ".target") {
            std::string target = word();
            module->target = target.rfind("sm_", 0) == 0 ? atoi(target.c_str() + 3) : 0;
        } else if (name == ".address_size") {
            if (number() != 64) {
                fail("only 64-bit addresses are interpreted");
            }
        } else if (name == ".extern") {
            expect(".shared");
            auto [array, bytes] = shared_array();
            if (bytes != 0) {
                fail("an extern array of known size is not interpreted");
            }
            dynamic_array = array;
        } else if (name == ".visible") {
            return; // the entry follows
        } else if (name == ".entry") {
            entry();
        } else {
            at--;
            fail("directive " + name + " is not interpreted");
        }
    }

    unsigned alignment() { return take(".align") ? static_cast<unsigned>(number()) : 1; }

    // Name and bytes of ".align 8 .b8 name[64]"; 0 bytes: an array of unknown size
    std::pair<std::string, unsigned> shared_array() {
        if (alignment() > SHARED_ALIGN) {
            fail("an alignment of more than 16 bytes is not interpreted");
        }
        unsigned bytes = size_of(type());
        std::string name = word();
        if (take("[")) {
            bytes *= peek().is("]") ? 0 : static_cast<unsigned>(number());
            expect("]");
        }
        expect(";");
        return {name, bytes};
    }

    void entry() {
        auto owned = std::make_unique<Kernel>();
        kernel = owned.get();
        kernel->name = word();
        kernel->shared_bytes = SHARED_RESERVED;
        Decoder own(*kernel);
        decoder = &own;
        labels.clear();
        branches.clear();
        expect("(");
        while (!take(")")) {
            parameter();
            take(",");
        }
        while (!take("{")) {
            tuning();
        }
        Slot dynamic = dynamic_array.empty() ? NO_SLOT : own.declare_address(dynamic_array, 0);
        body();
        finish();
        if (dynamic != NO_SLOT) {
            kernel->initial[dynamic] = aligned(kernel->shared_bytes, SHARED_ALIGN);
        }
        module->kernels[kernel->name] = std::move(owned);
    }

    void parameter() {
        expect(".param");
        unsigned align = alignment(), size = size_of(type());
        align = std::max(align, size);
        std::string name = word();
        if (take("[")) {
            size *= static_cast<unsigned>(number());
            expect("]");
        }
        unsigned offset = aligned(kernel->parameter_bytes, align);
        kernel->parameters.push_back({name, offset, size});
        kernel->parameter_bytes = offset + size;
        decoder->declare_address(name, offset);
    }

    void tuning() {
        std::string name = word();
        unsigned product = static_cast<unsigned>(number());
        while (take(",")) {
            product *= static_cast<unsigned>(number());
        }
        if (name == ".maxntid") {
            kernel->max_threads = product;
        } else if (name != ".minnctapersm") {
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
            kernel->shared_bytes = aligned(kernel->shared_bytes, SHARED_ALIGN);
            auto [name, bytes] = shared_array();
            decoder->declare_address(name, kernel->shared_bytes);
            kernel->shared_bytes += bytes;
        } else if (take(".pragma")) {
            next();
            expect(";");
        } else {
            instruction();
        }
    }

    void registers() {
        Type of = type();
        std::string name = word();
        uint64_t count = 1;
        bool numbered = take("<");
        if (numbered) {
            count = number();
            expect(">");
        }
        for (uint64_t i = 0; i < count; i++) {
            decoder->declare_register(numbered ? name + std::to_string(i) : name, of);
        }
        expect(";");
    }

    void instruction() {
        Instruction decoded;
        const Token& first = peek();
        decoded.line = first.line;
        try {
            if (take("@")) {
                decoded.guard_negated = take("!");
                decoded.guard = decoder->guard(word());
            }
            std::string name = word();
            std::vector<Operand> operands;
            while (!peek().is(";")) {
                operands.push_back(operand());
                if (!take(",") && !peek().is(";")) {
                    fail("expected ',' or ';' before '" + peek().text + "'");
                }
            }
            if (name.rfind("bra", 0) == 0 && operands.size() == 1) {
                branches.push_back({static_cast<uint32_t>(kernel->code.size()), operands[0].name});
                operands.clear();
            }
            decoder->decode(name, operands, decoded);
        } catch (const PtxError& error) {
            std::string what = error.what();
            throw PtxError(what.rfind("PTX line", 0) == 0
                ? what : "PTX line " + std::to_string(decoded.line) + ", kernel " + kernel->name + ": " + what);
        }
        decoded.text = text.substr(first.begin, next().begin - first.begin);
        std::replace(decoded.text.begin(), decoded.text.end(), '\t', ' ');
        kernel->code.push_back(std::move(decoded));
    }

    Operand operand() {
        Operand result;
        if (take("{")) {
            result.kind = Operand::Vector;
            do {
                result.parts.push_back(operand());
            } while (take(","));
            expect("}");
        } else if (take("[")) {
            result.kind = Operand::Address;
            result.parts.push_back(operand());
            if (take("+")) {
                result.offset = static_cast<int64_t>(number());
            }
            expect("]");
        } else if (peek().is("-") || peek().kind == Token::Number) {
            result.kind = Operand::Literal;
            result.is_float = peek().text.size() == 18 && peek().text.rfind("0d", 0) == 0;
            result.bits = result.is_float ? strtoull(next().text.c_str() + 2, nullptr, 16) : number();
        } else {
            result.name = word();
        }
        return result;
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
        decoder->decode("ret", {}, end);
        end.text = "the end of the kernel";
        kernel->code.push_back(std::move(end));
    }
};

} // namespace

std::unique_ptr<Module> parse(const std::string& text) { return Parser(text).all(); }

} // namespace device
