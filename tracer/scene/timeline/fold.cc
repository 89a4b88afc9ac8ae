#include "tracer/scene/timeline/fold.h"

#include <map>
#include <utility>

namespace greenlens::scene {

std::string without_number(const std::string& name) {
  constexpr const char* kDigits = "0123456789";
  const size_t last = name.find_last_not_of(kDigits);
  const bool has_number = last != name.npos && last + 1 < name.size();
  if (!has_number || last == 0) return name;
  const bool is_apart = name[last] == '-' || name[last] == ' ' || name[last] == '_';
  return is_apart ? name.substr(0, last) : name;
}

std::vector<Fold> folded(const std::vector<facts::GreenletId>& all, facts::GreenletId alone,
                         const FoldedBy& by) {
  std::vector<Fold> folds;
  std::map<std::pair<facts::ThreadId, std::string>, size_t> known;
  for (const facts::GreenletId id : all) {
    const std::string name = by.name(id);
    if (id == alone) {
      folds.push_back({{id}, name});
      continue;
    }
    std::string common = without_number(name);
    const auto [found, is_new] = known.try_emplace({by.thread(id), common}, folds.size());
    if (is_new) {
      folds.push_back({{id}, std::move(common)});
    } else {
      folds[found->second].who.push_back(id);
    }
  }
  for (Fold& fold : folds) {
    if (fold.who.size() == 1) fold.name = by.name(fold.who.front());
  }
  return folds;
}

}  // namespace greenlens::scene
