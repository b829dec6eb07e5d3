#include "cursor.h"

namespace device {

void Cursor::fail(const std::string& why) const {
    throw PtxError("PTX line " + std::to_string(peek().line) + ": " + why);
}

void Cursor::expect(const char* what) {
    if (!take(what)) {
        fail(std::string("expected '") + what + "' before '" + peek().text + "'");
    }
}

std::string Cursor::word() {
    if (peek().kind != Token::Word) {
        fail("expected a name instead of '" + peek().text + "'");
    }
    return next().text;
}

uint64_t Cursor::number() {
    bool negative = take("-");
    if (peek().kind != Token::Number) {
        fail("expected a number instead of '" + peek().text + "'");
    }
    uint64_t value = strtoull(next().text.c_str(), nullptr, 0); // a trailing U is ignored, as PTX wants it
    return negative ? 0 - value : value;
}

Type Cursor::type(const std::string& name) {
    Type found = name[0] == '.' ? type_named(name.substr(1)) : Type::None;
    if (found == Type::None) {
        fail("'" + name + "' is not a type that is interpreted");
    }
    return found;
}

Operand Cursor::operand() {
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
        while (take("+")) {
            result.offset += static_cast<int64_t>(number());
        }
        if (peek().is("-")) {
            result.offset += static_cast<int64_t>(number());
        }
        expect("]");
    } else if (take("!")) {
        result = operand();
        result.negated = true;
    } else if (take("_")) {
        result.kind = Operand::Sink;
    } else if (peek().is("-") || peek().kind == Token::Number) {
        result = literal();
    } else {
        result.name = word();
    }
    return result;
}

Operand Cursor::literal() {
    Operand result;
    result.kind = Operand::Literal;
    const std::string& text = peek().text;
    bool float32 = text.size() == 10 && text[0] == '0' && (text[1] == 'f' || text[1] == 'F');
    bool float64 = text.size() == 18 && text[0] == '0' && (text[1] == 'd' || text[1] == 'D');
    if (float32 || float64) {
        result.literal = float32 ? Type::F32 : Type::F64;
        result.bits = strtoull(next().text.c_str() + 2, nullptr, 16);
    } else if (text.find('.') != std::string::npos) {
        fail("decimal literals are not interpreted");
    } else {
        result.literal = Type::S64;
        result.bits = number();
    }
    return result;
}

} // namespace device
