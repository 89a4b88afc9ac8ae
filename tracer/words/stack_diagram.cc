#include "tracer/words/stack_diagram.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

constexpr size_t kLabelColumns = 32;  // names and addresses, left of the stack
constexpr size_t kStackColumns = 24;  // inside the stack's walls
constexpr size_t kHeapColumns = kTextColumns - kLabelColumns - kStackColumns - 9;
constexpr size_t kNameColumns = 10;                     // of a greenlet's name in a label
constexpr size_t kWidestCopy = 22, kNarrowestCopy = 9;  // with both walls
constexpr size_t kRowsPerPart = 2;
constexpr size_t kSignColumns = 22;  // of a legend

// A heap copy at the addresses that it came from.
struct Copy {
  const state::GreenletState* owner;
  facts::Address low, high;
  size_t column = 0;
};

class Diagram {
 public:
  Diagram(const Messages& messages, const state::State& state, const state::Thread& thread)
      : messages_(messages),
        state_(state),
        thread_(thread),
        ranges_(stack_ranges(state, thread.own_stack)) {
    collect_copies();
    collect_labels();
  }

  std::string text() {
    if (ranges_.empty()) return messages_.text("narrate.diagram.empty") + '\n';
    row("", ' ', fmt::format("{:^{}}", "^^^", kStackColumns), {});
    row("", ' ', centered("narrate.diagram.older"), {});
    for (auto address = boundaries_.rbegin(); address != boundaries_.rend(); ++address) {
      boundary_row(*address);
      const auto below = std::next(address);
      if (below == boundaries_.rend()) break;
      for (size_t i = 0; i < kRowsPerPart; ++i) part_row(*below, *address, i);
    }
    row(other_labels(), ' ', centered("narrate.diagram.newer"), {});
    row("", ' ', fmt::format("{:^{}}", "vvv", kStackColumns), {});
    if (unplaced_ > 0) out_ += note("narrate.diagram.more", unplaced_);
    out_ += wrapped(messages_.text("narrate.diagram.legend"), kTextColumns);
    return out_;
  }

  std::string legend() const {
    std::string all = messages_.text("narrate.legend.title") + '\n';
    const auto line = [&](const std::string& sign, const char* id, const std::string& names) {
      const std::string words =
          messages_.text(std::string("narrate.legend.") + id, {{"names", names}});
      all += "  " + fitted(sign, kSignColumns) + words + '\n';
    };
    if (ranges_.empty()) return messages_.text("narrate.diagram.empty") + '\n';
    line(".", "address", "");
    if (!stars_.empty()) line("*", "star", "");
    if (has_label("sp")) line("sp", "sp", "");
    if (has_label("stack_start")) line("stack_start", "start", "");
    if (has_label("stack_stop")) line("stack_stop", "stop", "");
    const auto ranges = [&](state::Occupancy occupancy) {
      std::set<std::string> names;
      for (const state::StackRange& range : ranges_) {
        if (range.occupancy == occupancy) names.insert(name_of(state_, range.owner));
      }
      return names;
    };
    const auto in_place = ranges(state::Occupancy::in_place),
               stale = ranges(state::Occupancy::stale);
    if (!in_place.empty()) line(*in_place.begin(), "in_place", listed(in_place));
    if (!stale.empty()) {
      line(messages_.text("narrate.diagram.was", {{"name", *stale.begin()}}), "stale",
           listed(stale));
    }
    for (const state::StackRange& range : ranges_) {
      if (range.occupancy != state::Occupancy::unused) continue;
      line(range_text(range, 0), "unused", "");
      break;
    }
    std::set<std::string> copied;
    for (const Copy& copy : copies_) copied.insert(name_of(state_, copy.owner->id));
    if (!copied.empty()) line(copy_text(copies_.front(), 0), "copy", listed(copied));
    if (thread_.current != 0) line(">", "current", name_of(state_, thread_.current));
    return all;
  }

 private:
  bool has_label(std::string_view ending) const {
    return std::any_of(labels_.begin(), labels_.end(), [&](const auto& at) {
      return std::any_of(at.second.begin(), at.second.end(),
                         [&](const std::string& label) { return label.ends_with(ending); });
    });
  }
  // The first ones by name, and how many more.
  std::string listed(const std::set<std::string>& names) const {
    constexpr size_t kMostListed = 5;
    std::string all;
    size_t count = 0;
    for (const std::string& name : names) {
      if (count++ == kMostListed) {
        return all + ' ' +
               messages_.text("scene.more_short",
                              {{"count", std::to_string(names.size() - kMostListed)}});
      }
      add_name(messages_, name, &all);
    }
    return all;
  }

  // Copies whose addresses overlap stand side by side; those for which there is no room are
  // counted.
  void collect_copies() {
    std::vector<Copy> all;
    for (const auto& [id, g] : state_.greenlets) {
      if (g.thread != thread_.id) continue;
      if (g.stack_saved == 0 || !facts::is_stack_address(g.stack_start)) continue;
      const auto size =
          std::min<uint64_t>(g.stack_saved, state::slice_size(g.stack_start, slice_end(g)));
      if (size == 0) continue;
      all.push_back({&g, g.stack_start, g.stack_start + static_cast<facts::Address>(size)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Copy& a, const Copy& b) { return a.high > b.high; });
    std::vector<facts::Address> lowest;  // by column
    for (Copy& copy : all) {
      while (copy.column < lowest.size() && lowest[copy.column] < copy.high) ++copy.column;
      if ((copy.column + 1) * (kNarrowestCopy + 1) > kHeapColumns) {
        ++unplaced_;
        continue;
      }
      if (copy.column == lowest.size()) lowest.push_back(copy.low);
      lowest[copy.column] = copy.low;
      copies_.push_back(copy);
    }
    columns_ = lowest.size();
    if (columns_ > 0) width_ = std::min(kWidestCopy, kHeapColumns / columns_ - 1);
  }

  // "gr1.stack_stop"
  std::string field_of(facts::GreenletId id, const char* field) const {
    const std::string name = facts::shown(name_of(state_, id));
    return fitted(name, std::min(columns_in(name), kNameColumns)) + field;
  }

  void label(facts::Address address, const std::string& text) {
    if (!facts::is_stack_address(address) || address > 0 || address < thread_.own_stack.lowest)
      return;
    boundaries_.insert(address);
    labels_[address].push_back(text);
  }

  void collect_labels() {
    boundaries_.insert(0);
    for (const state::StackRange& r : ranges_) boundaries_.insert(r.low);
    for (const Copy& copy : copies_) {
      boundaries_.insert(copy.low);
      boundaries_.insert(copy.high);
      if (copy.high < slice_end(*copy.owner)) stars_.insert(copy.high);
    }
    labels_[0].push_back(messages_.text("narrate.diagram.base"));
    for (const auto& [id, g] : state_.greenlets) {
      if (g.finished || g.freed || g.thread != thread_.id || g.stack != 0) continue;
      label(g.stack_stop, field_of(id, ".stack_stop"));
      // A running greenlet's stack_start is where it was suspended last: sp says where it is now.
      if (life(state_, g) == state::Life::suspended || g.stack_saved > 0) {
        label(g.stack_start, field_of(id, ".stack_start"));
      }
    }
    if (thread_.stack == 0) label(known_sp(state_, thread_.own_stack), "sp");
  }

  void boundary_row(facts::Address address) {
    const std::string shown = !messages_.tells_addresses() ? ""
                              : address == 0               ? "0"
                                                           : facts::format_address(address);
    const auto names = labels_.find(address);
    pending_labels_.clear();
    std::string left = shown;
    if (names != labels_.end()) {
      left = names->second[0] + (shown.empty() ? "" : ' ' + shown);
      pending_labels_.assign(names->second.begin() + 1, names->second.end());
    }
    const bool edge = address == 0 || std::any_of(ranges_.begin(), ranges_.end(),
                                                  [&](const auto& r) { return r.low == address; });
    std::vector<std::string> cells(columns_, std::string(width_, ' '));
    char dots = ' ';
    for (const Copy& copy : copies_) {
      std::string& cell = cells[copy.column];
      if (copy.low == address) cell = '|' + std::string(width_ - 2, '_') + '|';
      if (copy.high == address && cell.front() == ' ')
        cell = ' ' + std::string(width_ - 2, '_') + ' ';
      if (copy.low < address && address < copy.high)
        cell = '|' + std::string(width_ - 2, ' ') + '|';
      if (copy.low == address || copy.high == address) dots = '.';
    }
    const char mark = stars_.count(address) ? '*' : '.';
    row(left, mark, std::string(kStackColumns, edge ? '_' : ' '), cells, dots);
  }

  void part_row(facts::Address low, facts::Address high, size_t index) {
    const auto range =
        std::find_if(ranges_.begin(), ranges_.end(),
                     [&](const state::StackRange& r) { return r.low <= low && high <= r.high; });
    // What a part is stands in it once: at its top.
    const bool first = range != ranges_.end() && range->high == high;
    const std::string inside = first ? range_text(*range, index) : "";
    std::vector<std::string> cells(columns_, std::string(width_, ' '));
    for (const Copy& copy : copies_) {
      if (low < copy.low || copy.high < high) continue;
      const std::string text = copy.high == high ? copy_text(copy, index) : "";
      cells[copy.column] = "| " + fitted(text, width_ - 3) + '|';
    }
    std::string left;
    if (!pending_labels_.empty()) {
      left = pending_labels_.front();
      pending_labels_.erase(pending_labels_.begin());
    }
    if (index + 1 == kRowsPerPart) {
      for (const std::string& more : pending_labels_) left += ", " + more;
    }
    row(left, ' ', ' ' + fitted(inside, kStackColumns - 1), cells);
  }

  // Below the lowest boundary is no part: what else is there stands beside the newer data.
  std::string other_labels() const {
    std::string all;
    for (const std::string& more : pending_labels_) all += (all.empty() ? "" : ", ") + more;
    return all;
  }

  std::string range_text(const state::StackRange& range, size_t index) const {
    const std::string bytes = std::to_string(state::slice_size(range.low, range.high));
    const std::string who = name_of(state_, range.owner);
    switch (range.occupancy) {
      case state::Occupancy::in_place:
        return messages_.text(index ? "narrate.diagram.in_place" : "narrate.diagram.who",
                              {{"name", who}, {"bytes", bytes}});
      case state::Occupancy::stale:
        return messages_.text(index ? "narrate.diagram.stale" : "narrate.diagram.was",
                              {{"name", who}, {"bytes", bytes}});
      case state::Occupancy::unused:
        return index ? "" : messages_.text("narrate.diagram.unused", {{"bytes", bytes}});
    }
    return "";
  }
  std::string copy_text(const Copy& copy, size_t index) const {
    return messages_.text(index ? "narrate.diagram.copy_bytes" : "narrate.diagram.copy",
                          {{"name", name_of(state_, copy.owner->id)},
                           {"number", std::to_string(copy.owner->copy_number)},
                           {"bytes", std::to_string(copy.owner->stack_saved)}});
  }
  std::string centered(const char* id) const {
    const std::string text = messages_.text(id);
    const size_t size = std::min(columns_in(text), kStackColumns);
    return fitted(std::string((kStackColumns - size) / 2, ' ') + text, kStackColumns);
  }
  std::string note(const char* id, size_t count) const {
    return wrapped(messages_.text(id, {{"count", std::to_string(count)}}), kTextColumns);
  }

  void row(const std::string& left, char mark, const std::string& stack,
           const std::vector<std::string>& cells, char dots = ' ') {
    const size_t size = std::min(columns_in(left), kLabelColumns);
    std::string line = std::string(kLabelColumns - size, ' ') + fitted(left, size);
    line += fmt::format(" {} |{}| {} {} ", mark, stack, dots, dots);
    for (const std::string& cell : cells) line += cell + ' ';
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out_ += line + '\n';
  }

  const Messages& messages_;
  const state::State& state_;
  const state::Thread& thread_;
  std::vector<state::StackRange> ranges_;
  std::vector<Copy> copies_;
  size_t unplaced_ = 0;
  size_t columns_ = 0, width_ = 0;
  std::set<facts::Address> boundaries_, stars_;
  std::map<facts::Address, std::vector<std::string>> labels_;
  std::vector<std::string> pending_labels_;
  std::string out_;
};

}  // namespace

std::string stack_diagram(const Messages& messages, const state::State& state,
                          const state::Thread& thread) {
  return Diagram(messages, state, thread).text();
}

std::string diagram_legend(const Messages& messages, const state::State& state,
                           const state::Thread& thread) {
  return Diagram(messages, state, thread).legend();
}

}  // namespace greenlens::words
