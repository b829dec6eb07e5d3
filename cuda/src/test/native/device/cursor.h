// A place in the tokens of a PTX text, and what stands there: names, numbers, types, operands.
#pragma once
#include "decoder.h"
#include "lexer.h"

namespace device {

class Cursor {
public:
    explicit Cursor(std::vector<Token> tokens) : tokens(std::move(tokens)) {}

protected:
    const std::vector<Token> tokens;
    size_t at = 0;

    const Token& peek() const { return tokens[at]; }
    const Token& next() { return tokens[peek().kind == Token::End ? at : at++]; }
    bool take(const char* what) { return peek().is(what) && ++at; }
    void expect(const char* what);
    [[noreturn]] void fail(const std::string& why) const;

    std::string word();
    uint64_t number();
    Type type(const std::string& name); // ".f64"
    Operand literal();
    Operand operand();
};

} // namespace device
