// In which language the command speaks, and at which level it tells steps: chosen once, before
// anything is said.
#ifndef GREENLENS_CLI_LANGUAGE_H_
#define GREENLENS_CLI_LANGUAGE_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/words/languages.h"
#include "tracer/words/levels.h"
#include "tracer/words/messages.h"

namespace greenlens::cli {

inline constexpr const char* kLanguageOption = "--lang";
inline constexpr const char* kLanguageVariable = "GREENLENS_LANG";

inline constexpr const char* kLevelOption = "--level";
inline constexpr const char* kLevelVariable = "GREENLENS_LEVEL";

// The words of the language and the level that were chosen; before that the first language's, of
// the mechanism.
const words::Messages& catalogue();
// By which steps are counted where nobody says so: a story has its own.
const char* usual_grain();
// Its row.
const words::Language& language();

// What a command line asks for with --lang, also before it can be parsed: the options' own help is
// in that language. None when it says nothing; what stands behind -- is the target's.
std::optional<std::string> language_asked_for(const std::vector<std::string>& arguments);

// Chooses by the command line, or else by the environment (words::wanted_language()). When what
// either names is no language nothing is changed, and that name is returned; else it is empty. To
// be called by the first thread, before there are others.
std::string choose_language(const std::vector<std::string>& arguments);

// The level, likewise: by the command line, or else by GREENLENS_LEVEL.
std::string choose_level(const std::vector<std::string>& arguments);
// None was asked for: then what the window remembers counts.
std::optional<words::Level> level();

// Whether a person has chosen one for this start, and not only the system: then what the window
// remembers does not count.
bool language_was_chosen();

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LANGUAGE_H_
