#include "tracer/scene/tree/tree_rows.h"

#include <algorithm>
#include <map>

namespace greenlens::scene {
namespace {

class Choice {
 public:
  Choice(size_t nodes, size_t room) : chosen_(nodes, false), room_(room) {}

  // All of the path, or as much of its end as has room.
  void add(const std::vector<size_t>& path) {
    auto first = path.begin();
    while (first != path.end() && chosen_[*first]) ++first;
    const auto missing = static_cast<size_t>(path.end() - first);
    if (missing == 0) return;
    if (missing <= room_) {
      for (auto at = first; at != path.end(); ++at) take(*at);
      return;
    }
    // One row says how many are left out; its root says which tree it is.
    const size_t root = first == path.begin() && room_ >= 3 ? 1 : 0;
    if (room_ < root + 2) return;
    const size_t kept = room_ - root - 1;
    if (root == 1) take(*first);
    for (auto at = path.end() - static_cast<std::ptrdiff_t>(kept); at != path.end(); ++at)
      take(*at);
    --room_;
    left_out_[*(path.end() - static_cast<std::ptrdiff_t>(kept))] = missing - root - kept;
  }
  void add_in_order(const std::vector<size_t>& parents) {
    for (size_t i = 0; i < chosen_.size() && room_ > 0; ++i) {
      if (!chosen_[i] && (parents[i] == kNoParent || chosen_[parents[i]])) take(i);
    }
  }
  TreeRows rows() const {
    TreeRows made;
    for (size_t i = 0; i < chosen_.size(); ++i) {
      if (!chosen_[i]) continue;
      if (const auto out = left_out_.find(i); out != left_out_.end()) {
        made.rows.push_back({i, out->second});
      }
      made.rows.push_back({i, 0});
      ++made.shown;
    }
    return made;
  }

 private:
  void take(size_t node) {
    chosen_[node] = true;
    --room_;
  }

  std::vector<bool> chosen_;
  size_t room_;
  std::map<size_t, size_t> left_out_;
};

}  // namespace

TreeRows tree_rows(const std::vector<size_t>& parents,
                   const std::vector<std::vector<size_t>>& paths, size_t room) {
  const bool all = parents.size() <= room;
  Choice choice(parents.size(), all ? room : room - std::min<size_t>(room, 1));
  for (const std::vector<size_t>& path : paths) choice.add(path);
  choice.add_in_order(parents);
  return choice.rows();
}

}  // namespace greenlens::scene
