#include "gui/views/browser/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "gui/recent.h"
#include "gui/suggest_name.h"

namespace greenlens::gui::browser {
namespace {

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return all;
}

bool begins(const std::string& name, std::string_view with) {
  return lower(name).starts_with(lower(with));
}

// Without ".", ".." and slashes that are too many.
std::string straightened(const std::string& path) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    at = end + 1;
  }
  std::string straight;
  for (const std::string& part : parts) straight += '/' + part;
  return straight.empty() ? "/" : straight;
}

const FileEntry* find(const Listing& listing, const std::string& name) {
  for (const FileEntry& entry : listing.entries) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

// A name that is to be written, with the ending that says what is in it.
std::string with_ending(const Browsing& browsing, const std::string& name) {
  if (!writes(browsing.use) || name.empty() || name.ends_with(browsing.ending)) return name;
  const bool has_one = name.find('.', 1) != name.npos;
  const bool may_have_another =
      browsing.use == FileUse::save_recording || browsing.use == FileUse::save_score ||
      browsing.use == FileUse::save_hands || browsing.use == FileUse::save_lesson;
  return has_one && may_have_another ? name : name + browsing.ending;
}

}  // namespace

std::string joined(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.back() == '/' ? folder + name : folder + '/' + name;
}

Typed typed(std::string_view text, const std::string& folder, const std::string& home) {
  std::string whole(text);
  if (whole == "~" || whole.starts_with("~/")) whole = home + '/' + whole.substr(1);
  const size_t slash = whole.rfind('/');
  if (slash == whole.npos) {
    if (whole == "..") return {straightened(folder + "/.."), ""};
    return {folder, whole};
  }
  const std::string in = whole.substr(0, slash + 1);
  return {straightened(in[0] == '/' ? in : folder + '/' + in), whole.substr(slash + 1)};
}

std::vector<Row> rows(const Listing& listing, const std::string& ending, std::string_view name) {
  std::vector<Row> all;
  const bool hidden = name.starts_with('.');
  for (const FileEntry& entry : listing.entries) {
    if (entry.name.starts_with('.') && !hidden) continue;
    if (!entry.is_folder && !entry.name.ends_with(ending)) continue;
    all.push_back({entry.name, entry.is_folder, entry.is_folder ? 0 : entry.bytes});
  }
  std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    const std::string one = lower(a.name), other = lower(b.name);
    return one != other ? one < other : a.name < b.name;
  });
  if (listing.folder != "/") all.insert(all.begin(), Row{"..", true, 0});
  return all;
}

std::optional<size_t> row_beginning(const std::vector<Row>& rows, std::string_view name) {
  if (name.empty()) return {};
  // As it is written, before how it might be.
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].name != ".." && rows[i].name.starts_with(name)) return i;
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].name != ".." && begins(rows[i].name, name)) return i;
  }
  return {};
}

std::string completed(const std::vector<Row>& rows, std::string_view name) {
  std::string common;
  const Row* only = nullptr;
  int count = 0;
  for (const Row& row : rows) {
    if (row.name == ".." || !begins(row.name, name)) continue;
    only = &row;
    if (count++ == 0) {
      common = row.name;
      continue;
    }
    size_t same = 0;
    while (same < common.size() && same < row.name.size() && common[same] == row.name[same]) ++same;
    common.resize(same);
  }
  if (count == 0 || common.size() < name.size()) return std::string(name);
  return count == 1 && only->is_folder ? common + '/' : common;
}

std::string size_text(uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "KB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  size_t unit = 0;
  while (size >= 999.5 && unit + 1 < kUnits.size()) size /= 1000, ++unit;
  if (unit == 0 || size >= 9.95) return fmt::format("{:.0f} {}", size, kUnits[unit]);
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

Entered entered(const Browsing& browsing, const Listing& listing, const Typed& typed,
                const Row* row, Written written) {
  using What = Entered::What;
  if (row != nullptr) {
    const std::string path = straightened(joined(listing.folder, row->name));
    if (row->is_folder) return {What::goes, path};
    return {writes(browsing.use) ? What::asks : What::chooses, path, row->name};
  }
  if (typed.name.empty()) return {};
  const FileEntry* there = find(listing, typed.name);
  if (there != nullptr && there->is_folder) {
    return {What::goes, straightened(joined(listing.folder, typed.name))};
  }
  const std::string name = with_ending(browsing, typed.name);
  const std::string path = joined(typed.folder, name);
  if (writes(browsing.use)) {
    const FileEntry* same = find(listing, name);
    if (same != nullptr && same->is_folder) return {What::goes, straightened(path)};
    if (same != nullptr) return {What::asks, path, name};
    const std::string solution = solution_name(name, browsing.ending);
    const bool has_other = written == Written::with_solution && find(listing, solution) != nullptr;
    return has_other ? Entered{What::asks, path, solution} : Entered{What::chooses, path};
  }
  return {What::chooses, path};
}

namespace {

StartOrder with_name(StartOrder order, const std::string& name) {
  order.name = name;
  return order;
}

}  // namespace

Request request_for(const Browsing& browsing, const StartOrder& order, const std::string& path) {
  switch (browsing.use) {
    case FileUse::open:
      return ask::OpenFile{path};
    case FileUse::compare:
      return ask::CompareWith{path};
    case FileUse::save_recording:
      return ask::SaveRecording{path};
    case FileUse::export_step:
      return ask::Export{browsing.exporter, path, browsing.scene};
    case FileUse::save_picture:
      return ask::SavePicture{path};
    case FileUse::save_score:
      return ask::InQuiz{deed::SaveScore{path}};
    case FileUse::save_hands:
      return ask::InQuiz{deed::SaveHands{path}};
    case FileUse::save_attempt:
      return ask::InPerformance{deed::SaveAttempt{path}};
    case FileUse::open_lesson:
      return ask::InLesson{deed::OpenLesson{path}};
    case FileUse::save_lesson:
      return ask::InLesson{deed::SaveLesson{path}};
    case FileUse::program:
      return ask::EditProgram{with_name(order, path)};
  }
  return ask::CloseOverlay{};
}

std::vector<std::string> places(const Look& look) {
  std::vector<std::string> all;
  const auto add = [&](const std::string& folder) {
    if (!folder.empty() && std::find(all.begin(), all.end(), folder) == all.end()) {
      all.push_back(folder);
    }
  };
  add(look.here);
  add(look.home);
  if (look.recent != nullptr) {
    for (const RecentFile& file : *look.recent) {
      if (file.presence != Presence::missing) add(folder_of(file.path));
    }
  }
  return all;
}

}  // namespace greenlens::gui::browser
