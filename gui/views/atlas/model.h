// Which CPUs the atlas shows: what the view says besides tracer/cpus. Pure.
#ifndef GREENLENS_GUI_VIEWS_ATLAS_MODEL_H_
#define GREENLENS_GUI_VIEWS_ATLAS_MODEL_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/cpus/cpu.h"

namespace greenlens::gui::atlas {

// The CPU that was chosen by its folder; else the one of the recording, by its name; else the first
// one. Null where there is none at all.
const cpus::Cpu* shown(const std::vector<cpus::Cpu>& all, std::string_view chosen,
                       std::string_view recorded);
// The one beside it that was chosen; else the first one whose calls leave the return address
// elsewhere (on the stack, in a register). Null: nobody is to stand there, or there is none.
const cpus::Cpu* beside(const std::vector<cpus::Cpu>& all, std::string_view chosen,
                        const cpus::Cpu& cpu);
// As `chosen` of beside(): nobody.
inline constexpr std::string_view kNobody = "-";

}  // namespace greenlens::gui::atlas

#endif  // GREENLENS_GUI_VIEWS_ATLAS_MODEL_H_
