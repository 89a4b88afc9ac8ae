#include "gui/recent.h"

#include <algorithm>

namespace greenlens::gui {

std::vector<std::string> with_recent(std::vector<std::string> recent, const std::string& path) {
  // A line of the settings file is one name: such a one could not be read back.
  if (path.empty() || path.find('\n') != path.npos || path.find('\r') != path.npos) return recent;
  recent.erase(std::remove(recent.begin(), recent.end(), path), recent.end());
  recent.insert(recent.begin(), path);
  if (recent.size() > kMostRecent) recent.resize(kMostRecent);
  return recent;
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == path.npos) return "";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_in_folder(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace greenlens::gui
