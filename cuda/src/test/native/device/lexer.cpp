#include "lexer.h"
#include "model.h"
#include <cstring>

namespace device {
namespace {

bool in_word(char c) { return isalnum(static_cast<unsigned char>(c)) || (c && strchr("_$%.", c)); }
bool in_number(char c) { return isalnum(static_cast<unsigned char>(c)) || c == '.'; }
bool in_text(char c) { return c && c != '"'; }
bool in_comment(char c) { return c && c != '\n'; }

} // namespace

// A caller may hand over a NUL-terminated text of unknown length: NUL ends it.
std::vector<Token> tokenise(const std::string& text) {
    std::vector<Token> tokens;
    const char* at = text.c_str();
    int line = 1;
    auto skip = [&](bool (*inside)(char)) {
        while (inside(*at)) {
            at++;
        }
    };
    while (*at) {
        const char* start = at;
        auto add = [&](Token::Kind kind) {
            tokens.push_back({kind, std::string(start, at), line, static_cast<size_t>(start - text.c_str())});
        };
        if (isspace(static_cast<unsigned char>(*at))) {
            line += *at++ == '\n';
        } else if (at[0] == '/' && at[1] == '/') {
            skip(in_comment);
        } else if (isdigit(static_cast<unsigned char>(*at))) {
            skip(in_number);
            add(Token::Number);
        } else if (in_word(*at)) {
            skip(in_word);
            add(Token::Word);
        } else if (*at == '"') {
            at++;
            skip(in_text);
            at += *at == '"';
            add(Token::Text);
        } else if (strchr(",;:[]{}()<>@!|+-=", *at)) {
            at++;
            add(Token::Mark);
        } else {
            throw PtxError("PTX line " + std::to_string(line) + ": unexpected character '" + *at + "'");
        }
    }
    tokens.push_back({Token::End, "the end of the text", line, text.size()});
    return tokens;
}

} // namespace device
