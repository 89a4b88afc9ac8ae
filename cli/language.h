// In which language the command speaks: chosen once, before anything is said.
#ifndef GREENLENS_CLI_LANGUAGE_H_
#define GREENLENS_CLI_LANGUAGE_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/words/languages.h"
#include "tracer/words/messages.h"

namespace greenlens::cli {

inline constexpr const char* kLanguageOption = "--lang";
inline constexpr const char* kLanguageVariable = "GREENLENS_LANG";

// The words of the language that was chosen; before that the first one's.
const words::Messages& catalogue();
// Its row.
const words::Language& language();

// What a command line asks for with --lang, also before it can be parsed: the options' own help is
// in that language. None when it says nothing; what stands behind -- is the target's.
std::optional<std::string> language_asked_for(const std::vector<std::string>& arguments);

// Chooses by the command line, or else by the environment (words::wanted_language()). When what
// either names is no language nothing is changed, and that name is returned; else it is empty. To
// be called by the first thread, before there are others.
std::string choose_language(const std::vector<std::string>& arguments);

// Whether a person has chosen one for this start, and not only the system: then what the window
// remembers does not count.
bool language_was_chosen();

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LANGUAGE_H_
