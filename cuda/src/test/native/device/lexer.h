// PTX text as tokens.
#pragma once
#include <string>
#include <vector>

namespace device {

struct Token {
    enum Kind { Word, Number, Text, Mark, End } kind; // Word: a name, directive or instruction with its dots
    std::string text;
    int line;
    size_t begin;                    // in the text
    bool is(const char* what) const { return (kind == Word || kind == Mark) && text == what; }
};

std::vector<Token> tokenise(const std::string& text);

} // namespace device
