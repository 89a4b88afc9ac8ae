// A list of files, to open one or to say where one is to be written.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "gui/export_entries.h"
#include "gui/recent.h"
#include "gui/views/browser/figure_options.h"
#include "gui/views/browser/model.h"
#include "gui/views/browser/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui::browser {

namespace {

using scene::Face;

constexpr float kPlaces = 176, kSize = 76, kFooter = 58, kLeastList = 40;
constexpr int kPage = 10;

const char* title_id(FileUse use) {
  switch (use) {
    case FileUse::open:
      return "ui.browser.open";
    case FileUse::compare:
      return "ui.browser.compare";
    case FileUse::save_recording:
      return "ui.browser.save";
    case FileUse::export_step:
    case FileUse::save_picture:
      return "ui.browser.export";
    case FileUse::save_score:
      return "ui.browser.score";
    case FileUse::save_hands:
      return "ui.browser.hands";
    case FileUse::save_attempt:
      return "ui.browser.attempt";
    case FileUse::open_lesson:
      return "ui.browser.lesson";
    case FileUse::save_lesson:
      return "ui.browser.save_lesson";
    case FileUse::program:
      return "ui.browser.program";
  }
  return "";
}

// One frame of it.
class Browser {
 public:
  Browser(const Look& look, Area area, Ui* ui)
      : look_(look), area_(area), ui_(*ui), colors_(colors_of(look.settings.theme)) {}

  Requests draw() {
    if (look_.summoned) begin();
    text(look_, Face::bold, kTitle, colors_.ink, look_.text(title_id(browsing().use)));
    typed_ = typed(ui_.text, ui_.folder, look_.home);
    if (browsing().use == FileUse::export_step || browsing().use == FileUse::save_picture) {
      draw_subjects();
      draw_formats();
      if (const ExportEntry* entry = exported()) {
        for (Request& request : draw_figure_options(look_, *entry, area_, typed_.folder)) {
          asked_.push_back(std::move(request));
        }
      }
    }
    const bool was_empty = ui_.text[0] == 0;
    ImGui::SetNextItemWidth(-1);
    if (field("path", look_.text("ui.browser.hint"), ui_.text, sizeof ui_.text,
              std::exchange(ui_.focus, false))) {
      ui_.row.reset();
      ui_.asks.clear();
      ui_.enters = false;
    }
    typed_ = typed(ui_.text, ui_.folder, look_.home);
    listen(was_empty);
    show_folder();
    rows_ = rows(listing(), ui_.all_files ? "" : browsing().ending, typed_.name);
    if (ui_.row && *ui_.row >= rows_.size()) ui_.row.reset();
    if (ui_.enters && is_there()) enter();
    const float height =
        std::max(look_.px(kLeastList),
                 area_.size.y - (ImGui::GetCursorScreenPos().y - area_.at.y) - look_.px(kFooter));
    draw_places(height);
    ImGui::SameLine();
    draw_rows(height);
    draw_footer();
    return std::move(asked_);
  }

 private:
  const Browsing& browsing() const { return look_.choices.browsing; }
  const Listing& listing() const {
    static const Listing none;
    return look_.listing != nullptr ? *look_.listing : none;
  }
  bool is_there() const { return !listing().busy && listing().folder == typed_.folder; }

  // Null: it is no scene or format that is exported.
  const ExportEntry* exported() const {
    if (browsing().use != FileUse::export_step) return nullptr;
    return find_export(look_, browsing().exporter, browsing().scene);
  }
  Written written() const {
    const ExportEntry* entry = exported();
    const bool is_form = entry != nullptr && !blanks_of(*entry, look_.choices.figure).empty();
    return is_form ? Written::with_solution : Written::one;
  }

  void put(const std::string& words) { set_field(field_, words, ui_.text, sizeof ui_.text); }

  void begin() {
    ui_ = {};
    ui_.folder = browsing().folder.empty() ? "/" : browsing().folder;
    put(browsing().name);
    ui_.focus = true;
  }

  void go_to(const std::string& folder) {
    ui_.folder = folder;
    // A name that is to be written stays.
    put(writes(browsing().use) ? typed_.name : "");
    ui_.row.reset();
    typed_ = typed(ui_.text, folder, look_.home);
    ui_.focus = true;
  }

  // The folder that is typed is asked for, unless it is there or on its way.
  void show_folder() {
    if (look_.listing != nullptr && listing().folder != typed_.folder) {
      asked_.push_back(ask::ListFolder{typed_.folder});
    }
  }

  // --- keys

  void listen(bool was_empty) {
    for (const Chord& chord : look_.keys) {
      if (!ui_.asks.empty()) {
        const bool turns = chord.key == kKeyTab || chord.key == kKeyUp || chord.key == kKeyDown;
        if (turns) ui_.replaces = !ui_.replaces;
        if (chord.key == kKeyEnter) answer(ui_.replaces);
        continue;
      }
      const bool up = chord.key == kKeyBackspace && was_empty;
      if (up) go_to(typed("../", typed_.folder, "").folder);
      const bool goes_on = chord.key == kKeyTab && !complete() && is_there();
      if (goes_on) asked_.push_back(ask::MoveFocus{});
      if (chord.key == kKeyEnter) ui_.enters = true;
      move(chord.key);
    }
  }

  void move(int key) {
    const std::vector<Row> all =
        rows(listing(), ui_.all_files ? "" : browsing().ending, typed_.name);
    if (all.empty()) return;
    const int count = static_cast<int>(all.size());
    const std::optional<size_t> marked = marked_row(all);
    int row = marked ? static_cast<int>(*marked) : -1;
    if (key == kKeyDown) row = std::min(row + 1, count - 1);
    if (key == kKeyUp) row = row < 0 ? count - 1 : std::max(row - 1, 0);
    if (key == kKeyPageDown) row = std::min(row + kPage, count - 1);
    if (key == kKeyPageUp) row = std::max(row - kPage, 0);
    if (key == kKeyHome) row = 0;
    if (key == kKeyEnd) row = count - 1;
    const bool moved = key == kKeyDown || key == kKeyUp || key == kKeyPageDown ||
                       key == kKeyPageUp || key == kKeyHome || key == kKeyEnd;
    if (!moved) return;
    ui_.row = static_cast<size_t>(row);
    ui_.scrolls = true;
    // The name of a file that is chosen can be changed before it is written.
    if (writes(browsing().use) && !all[*ui_.row].is_folder) put(all[*ui_.row].name);
  }

  // False when there is nothing to be written on.
  bool complete() {
    const std::vector<Row> all =
        rows(listing(), ui_.all_files ? "" : browsing().ending, typed_.name);
    const std::string whole = ui_.text;
    const std::string name = completed(all, typed_.name);
    if (name == typed_.name) return false;
    put(whole.substr(0, whole.size() - std::min(whole.size(), typed_.name.size())) + name);
    typed_ = typed(ui_.text, ui_.folder, look_.home);
    ui_.row.reset();
    return true;
  }

  // The row that is chosen, or that what is typed begins.
  std::optional<size_t> marked_row(const std::vector<Row>& all) const {
    if (ui_.row) return ui_.row;
    if (writes(browsing().use)) return {};
    return row_beginning(all, typed_.name);
  }

  void enter() {
    ui_.enters = false;
    const std::optional<size_t> marked = marked_row(rows_);
    const bool exact = !ui_.row && std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
      return row.name == typed_.name;
    });
    choose(marked && !exact ? &rows_[*marked] : nullptr);
  }

  void choose(const Row* row) {
    const Entered then = entered(browsing(), listing(), typed_, row, written());
    switch (then.what) {
      case Entered::What::nothing:
        break;
      case Entered::What::goes:
        go_to(then.path);
        show_folder();
        break;
      case Entered::What::chooses:
        asked_.push_back(request_for(browsing(), look_.choices.order, then.path));
        break;
      case Entered::What::asks:
        ui_.asks = then.path;
        ui_.there = then.there;
        ui_.replaces = false;
        break;
    }
  }

  void answer(bool replaces) {
    const std::string path = std::exchange(ui_.asks, {});
    if (replaces) {
      asked_.push_back(request_for(browsing(), look_.choices.order, path));
    } else {
      ui_.focus = true;
    }
  }

  // --- what is drawn

  // What is written: a picture, the whole recording or the window.
  void draw_subjects() {
    const float end = area_.at.x + area_.size.x;
    bool is_first = true;
    std::optional<std::string> before;
    for (const ExportEntry& entry : look_.exporters) {
      if (entry.scene == before) continue;
      before = entry.scene;
      const bool chosen = browsing().use == FileUse::export_step && browsing().scene == entry.scene;
      // In the same format, where there is that.
      const auto same = std::find_if(
          look_.exporters.begin(), look_.exporters.end(), [&](const ExportEntry& other) {
            return other.scene == entry.scene && other.id == browsing().exporter;
          });
      offer(export_subject(look_, entry), chosen,
            export_browsing(look_, same != look_.exporters.end() ? *same : entry), end, &is_first);
    }
    offer(look_.text("ui.export.window"), browsing().use == FileUse::save_picture,
          picture_browsing(look_), end, &is_first);
  }

  // And how.
  void draw_formats() {
    if (browsing().use != FileUse::export_step) return;
    bool is_first = true;
    for (const ExportEntry& entry : look_.exporters) {
      if (entry.scene != browsing().scene) continue;
      offer(export_format(look_, entry), entry.id == browsing().exporter,
            export_browsing(look_, entry), area_.at.x + area_.size.x, &is_first);
    }
  }

  // Beside the one before, where there is room. It stays in the folder that was gone to.
  void offer(const std::string& words, bool chosen, Browsing then, float end, bool* is_first) {
    const float width = width_of(look_, Face::sans, kBody, words) + look_.px(16);
    if (!std::exchange(*is_first, false)) {
      ImGui::SameLine(0, look_.px(4));
      if (ImGui::GetCursorScreenPos().x + width > end) ImGui::NewLine();
    }
    if (!button(words, chosen ? ButtonLook::chosen : ButtonLook::plain)) return;
    then.folder = typed_.folder;
    asked_.push_back(ask::Browse{std::move(then)});
  }

  void draw_places(float height) {
    ImGui::BeginChild("places", {look_.px(kPlaces), height});
    text(look_, Face::sans, kSmall, colors_.muted, look_.text("ui.browser.places"));
    for (const std::string& place : places(look_)) {
      const std::string words = name_in_folder(place).empty() ? place : name_in_folder(place);
      const std::string shown = place == look_.home ? look_.text("ui.browser.home")
                                : place == look_.here
                                    ? look_.text("ui.browser.here", {{"name", words}})
                                    : words;
      if (line("place: " + place, shown, place == typed_.folder)) go_to(place);
      if (ImGui::IsItemHovered()) tooltip(place);
    }
    if (browsing().use == FileUse::open && look_.recent != nullptr && !look_.recent->empty()) {
      ImGui::Dummy({1, look_.px(6)});
      text(look_, Face::sans, kSmall, colors_.muted, look_.text("ui.browser.recent"));
      for (const RecentFile& file : *look_.recent) draw_recent(file);
    }
    ImGui::EndChild();
  }

  void draw_recent(const RecentFile& file) {
    const bool there = file.presence != Presence::missing;
    ImGui::BeginDisabled(!there);
    if (line("recent: " + file.path, name_in_folder(file.path), false)) {
      asked_.push_back(ask::OpenFile{file.path});
    }
    ImGui::EndDisabled();
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
      tooltip(there ? file.path : look_.text("ui.recent.missing", {{"file", file.path}}));
    }
  }

  // As wide as there is room, and no wider.
  bool line(const std::string& id, const std::string& words, bool chosen) {
    const float room = ImGui::GetContentRegionAvail().x / look_.settings.scale;
    return selectable(look_, Face::sans, kBody, id,
                      scene::elide(drawable(words), kBody, Face::sans, room), chosen);
  }

  void draw_rows(float height) {
    ImGui::PushStyleColor(ImGuiCol_ChildBg, colors_.page);
    ImGui::BeginChild("files", {0, height}, true);
    ImGui::PopStyleColor();
    const std::optional<size_t> marked = marked_row(rows_);
    if (!is_there()) {
      text(look_, Face::sans, kBody, colors_.muted, look_.text("ui.browser.reading"));
    } else if (listing().fault) {
      text_wrapped(look_, Face::sans, kBody, colors_.error,
                   words::sentence(look_.messages, listing().fault));
    }
    for (size_t i = 0; i < rows_.size() && is_there(); ++i) draw_row(i, marked == i);
    if (is_there() && !listing().fault && rows_.size() < 2) {
      text_wrapped(look_, Face::sans, kBody, colors_.muted, look_.text("ui.browser.empty"));
    }
    ImGui::EndChild();
  }

  void draw_row(size_t i, bool marked) {
    const Row& row = rows_[i];
    const float size = look_.px(kSize), room = ImGui::GetContentRegionAvail().x - size;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string name = row.name == ".." ? look_.text("ui.browser.up")
                             : row.is_folder  ? row.name + '/'
                                              : row.name;
    if (selectable(look_, row.is_folder ? Face::bold : Face::sans, kBody, "file: " + row.name,
                   scene::elide(drawable(name), kBody, Face::sans, room / look_.settings.scale),
                   marked)) {
      ui_.row = i;
      const bool writes_file = writes(browsing().use) && !row.is_folder;
      if (writes_file) put(row.name);
      if (!writes_file || ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) choose(&row);
    }
    if (marked && ui_.scrolls) {
      ImGui::SetScrollHereY();
      ui_.scrolls = false;
    }
    if (row.is_folder) return;
    const std::string words = size_text(row.bytes);
    write(look_, Face::sans, kSmall,
          {at.x + room + size - width_of(look_, Face::sans, kSmall, words) - look_.px(4), at.y},
          colors_.muted, words);
  }

  void draw_footer() {
    if (!ui_.asks.empty()) return draw_question();
    const std::string folder =
        scene::elide(drawable(look_.text("ui.browser.in", {{"folder", typed_.folder}})), kSmall,
                     Face::sans, area_.size.x / look_.settings.scale);
    text(look_, Face::sans, kSmall, colors_.muted, folder);
    const bool saves = writes(browsing().use);
    const bool can = typed_.name.empty() ? ui_.row.has_value() : true;
    if (button(look_.text(saves ? "ui.browser.write" : "ui.browser.take"), ButtonLook::primary, can,
               {0, look_.px(30)})) {
      ui_.enters = true;
      asked_.push_back(ask::AnotherFrame{});
    }
    ImGui::SameLine();
    if (button(look_.text("ui.browser.cancel"), ButtonLook::plain, true, {0, look_.px(30)})) {
      asked_.push_back(ask::CloseOverlay{});
    }
    if (browsing().ending.empty()) return;
    ImGui::SameLine();
    const std::string id = ui_.all_files ? "ui.browser.only" : "ui.browser.all";
    if (button(look_.text(id, {{"ending", browsing().ending}}), ButtonLook::plain, true,
               {0, look_.px(30)})) {
      ui_.all_files = !ui_.all_files;
      ui_.row.reset();
    }
  }

  void draw_question() {
    text_wrapped(look_, Face::bold, kBody, colors_.error,
                 look_.text("ui.browser.exists", {{"file", ui_.there}}));
    const auto style = [&](bool chosen) {
      return chosen ? ButtonLook::primary : ButtonLook::plain;
    };
    if (button(look_.text("ui.browser.replace"), style(ui_.replaces), true, {0, look_.px(30)})) {
      answer(true);
    }
    ImGui::SameLine();
    if (button(look_.text("ui.browser.other_name"), style(!ui_.replaces), true,
               {0, look_.px(30)})) {
      answer(false);
    }
  }

  const Look& look_;
  const Area area_;
  Ui& ui_;
  const Colors colors_;
  Typed typed_;
  std::vector<Row> rows_;
  const ImGuiID field_ = field_id("path");
  Requests asked_;
};

Requests draw(const Look& look, Area area, Ui* ui) { return Browser(look, area, ui).draw(); }

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {760, 560}, Keyboard::completing}; }

}  // namespace greenlens::gui::browser
