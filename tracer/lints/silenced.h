// Which lints the notes beside a recording silence: `"lints": {"allow": ["never-finished"]}` among
// the members of their file.
#ifndef GREENLENS_TRACER_LINTS_SILENCED_H_
#define GREENLENS_TRACER_LINTS_SILENCED_H_

#include <vector>

#include "tracer/lints/fired.h"
#include "tracer/words/notes.h"

namespace greenlens::lints {

// Those that are named there, in the order of their rows. What is no list of names, or a name that
// is none, silences nothing.
std::vector<Lint> silenced(const words::Notes& notes);
// What is left of these.
std::vector<Fired> without_silenced(std::vector<Fired> fired, const words::Notes& notes);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_SILENCED_H_
