// The parser's own words: what stands in its help besides ours, and what it finds wrong.
#ifndef GREENLENS_CLI_PARSER_WORDS_H_
#define GREENLENS_CLI_PARSER_WORDS_H_

#include <CLI/CLI.hpp>
#include <string>

namespace greenlens::cli {

// The help of this app and all of its commands is in the language that was chosen. To be called
// when all commands are there.
void translate_help(CLI::App& app);

// What is wrong with a command line, as a part of a sentence.
std::string what_is_wrong(const CLI::ParseError& wrong);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_PARSER_WORDS_H_
