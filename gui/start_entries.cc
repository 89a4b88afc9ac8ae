#include "gui/start_entries.h"

#include <utility>

namespace greenlens::gui {
namespace {

constexpr float kBetween = 1;  // seconds

}  // namespace

std::string title_of(const words::Messages& messages, const ScenarioEntry& entry) {
  const std::string id = "scenario." + entry.id;
  return messages.has(id) ? messages.text(id) : entry.title;
}

std::string teaches_of(const words::Messages& messages, const ScenarioEntry& entry) {
  if (entry.id.starts_with('@')) {
    return messages.text("ui.picker.running", {{"pid", entry.id.substr(1)}});
  }
  const std::string id = "scenario." + entry.id + ".teaches";
  return messages.has(id) ? messages.text(id) : entry.teaches;
}

StartEntries::StartEntries(const std::vector<ScenarioEntry>& scenarios, ListRunning running)
    : scenarios_(scenarios), running_(std::move(running)), all_(scenarios) {}

void StartEntries::go_on(float seconds, bool seen) {
  until_next_ -= seconds;
  if (!seen || until_next_ > 0 || running_ == nullptr) return;
  until_next_ = kBetween;
  look();
}

void StartEntries::look() {
  all_ = running_();
  all_.insert(all_.end(), scenarios_.begin(), scenarios_.end());
}

}  // namespace greenlens::gui
