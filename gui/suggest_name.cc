#include "gui/suggest_name.h"

#include "gui/recent.h"

namespace greenlens::gui {

std::string shown_in(const Look& look) {
  const std::string folder = look.began_live ? "" : folder_of(look.shown_name);
  if (folder.empty()) return look.here;
  return folder[0] == '/' || look.here.empty() ? folder : look.here + '/' + folder;
}

std::string name_for(const Look& look, const std::string& ending, std::optional<uint64_t> step) {
  std::string name = name_in_folder(look.shown_name);
  if (name.ends_with(kRecordingEnding))
    name.resize(name.size() - std::string(kRecordingEnding).size());
  if (name.empty()) name = "greenlens";
  if (step) name += '-' + std::to_string(*step);
  return name + ending;
}

std::string solution_name(const std::string& file, const std::string& ending) {
  const bool has_it = file.ends_with(ending);
  return file.substr(0, file.size() - (has_it ? ending.size() : 0)) + "-solution" + ending;
}

}  // namespace greenlens::gui
