#include "lexer.h"
#include "model.h"
#include <cctype>
#include <cstring>

namespace device {
namespace {

class Lexer {
public:
    explicit Lexer(const std::string& text) : text(text) {}

    std::vector<Token> all() {
        std::vector<Token> tokens;
        while (skip_blank()) {
            tokens.push_back(next());
        }
        tokens.push_back({Token::End, "the end of the text", line});
        return tokens;
    }

private:
    const std::string& text;
    size_t at = 0;
    int line = 1;

    char peek(size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
    static bool in_word(char c) { return isalnum(static_cast<unsigned char>(c)) || (c && strchr("_$%.", c)); }

    // A caller may hand over a NUL-terminated text of unknown length: NUL ends it.
    bool skip_blank() {
        while (peek()) {
            if (peek() == '\n') {
                line++;
                at++;
            } else if (isspace(static_cast<unsigned char>(peek()))) {
                at++;
            } else if (peek() == '/' && peek(1) == '/') {
                while (peek() && peek() != '\n') {
                    at++;
                }
            } else if (peek() == '/' && peek(1) == '*') {
                skip_comment();
            } else {
                return true;
            }
        }
        return false;
    }

    void skip_comment() {
        int begun = line;
        while (!(peek() == '*' && peek(1) == '/')) {
            if (!peek()) {
                throw PtxError("line " + std::to_string(begun) + ": a comment without an end");
            }
            line += peek() == '\n';
            at++;
        }
        at += 2;
    }

    Token next() {
        size_t start = at;
        if (isdigit(static_cast<unsigned char>(peek()))) {
            while (isalnum(static_cast<unsigned char>(peek())) || peek() == '.') {
                at++;
            }
            return {Token::Number, text.substr(start, at - start), line};
        }
        if (in_word(peek())) {
            // "ld.global.L1::no_allocate" is one word, "$label:" a word and a mark
            while (in_word(peek()) || (peek() == ':' && peek(1) == ':') || (peek() == ':' && text[at - 1] == ':')) {
                at++;
            }
            return {Token::Word, text.substr(start, at - start), line};
        }
        if (peek() == '"') {
            at++;
            while (peek() && peek() != '"') {
                at++;
            }
            at++;
            return {Token::Text, text.substr(start, at - start), line};
        }
        if (strchr(",;:[]{}()<>@!|+-=", peek())) {
            return {Token::Mark, std::string(1, text[at++]), line};
        }
        throw PtxError("line " + std::to_string(line) + ": unexpected character '" + peek() + "'");
    }
};

} // namespace

std::vector<Token> tokenise(const std::string& text) { return Lexer(text).all(); }

} // namespace device
