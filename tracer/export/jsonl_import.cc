#include "tracer/export/jsonl_import.h"

#include <algorithm>
#include <utility>

#include "tracer/export/stays.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/allowance.h"
#include "tracer/store/chunk.h"
#include "tracer/store/recording_number.h"

namespace greenlens::exports {
namespace {

using facts::FaultKind;
using facts::Json;

// No chunk of a recording is larger than half of this, and what is hexadecimal takes twice the
// room.
constexpr size_t kMostLineMib = 128;
constexpr size_t kMostLineBytes = kMostLineMib << 20;
// A line of a recording has far fewer values than this many bytes each.
constexpr uint64_t kBytesForAValue = 8;
// No recording has so many: sums of numbers below it never wrap around.
constexpr uint64_t kMostEvents = uint64_t{1} << 62;

uint64_t number_in(const Json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_number_unsigned() ? found->get<uint64_t>() : 0;
}

bool is_true(const Json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace

JsonlImport::JsonlImport(std::string place, std::function<bool(std::string_view)> sink)
    : place_(std::move(place)), sink_(std::move(sink)) {}

bool JsonlImport::fail(FaultKind kind, uint64_t usable, std::string details) {
  fault_ = {kind, place_, number_, usable, std::move(details)};
  return false;
}

bool JsonlImport::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    const std::string_view more = bytes.substr(0, end);
    if (line_.size() + more.size() > kMostLineBytes) {
      ++number_;
      return fail(FaultKind::line_too_long, kMostLineMib);
    }
    line_ += more;
    if (end == bytes.npos) return true;
    bytes.remove_prefix(end + 1);
    if (!take_line()) return false;
    line_.clear();
  }
  return true;
}

bool JsonlImport::finish() {
  if (!line_.empty() && !take_line()) return false;
  if (!writer_) return fail(FaultKind::not_lines);
  if (steps_ != announced_) return fail(FaultKind::lines_missing, announced_);
  if (!begin()) return false;
  take_missing();
  return writer_->finish();
}

bool JsonlImport::take_line() {
  ++number_;
  Json line;
  if (!store::is_outrageous(line_,
                            std::max(store::kMostJsonValues, line_.size() / kBytesForAValue))) {
    line = Json::parse(line_, nullptr, /*allow_exceptions=*/false);
  }
  // A header that is none says that all of it is something else.
  const bool is_good = line.is_object() && facts::take_exact_texts(&line);
  if (!writer_ && !is_good) return fail(FaultKind::not_lines);
  if (!is_good) return fail(FaultKind::line_not_json);
  if (!writer_) return take_header(line);
  if (line.contains("state")) return take_state(line);
  return begin() && take_event(std::move(line));
}

bool JsonlImport::take_header(const Json& line) {
  const auto what = line.find("greenlens");
  if (what == line.end() || *what != "trace") return fail(FaultKind::not_lines);
  const uint64_t version = number_in(line, "version");
  if (version != kJsonlVersion) {
    fail(FaultKind::lines_version, kJsonlVersion);
    fault_.at = version;
    return false;
  }
  const auto events = line.find("events"), numbers = line.find("numbers");
  announced_ = number_in(line, "events");
  if (events == line.end() || !events->is_number_unsigned() || announced_ >= kMostEvents) {
    return wrong("events");
  }
  if (numbers == line.end() || (*numbers != "raw" && *numbers != "relative")) {
    return wrong("numbers");
  }
  numbers_ = *numbers == "raw" ? Numbers::raw : Numbers::relative;
  facts::Result<store::TraceInfo> info = store::info_from_json(line);
  if (!info) return wrong(info.fault().details);
  info_ = std::move(*info);
  const uint64_t said = number_in(line, "recording");
  writer_.emplace(sink_, said != 0 ? said : store::recording_number_of(line_));
  return true;
}

// Behind what is missing; or of a part, which begins with it.
bool JsonlImport::take_state(const Json& line) {
  state::State state;
  std::string field;
  if (!state_from_line(line["state"], numbers_, &state, &field)) {
    return wrong("state" + (field.empty() ? field : "." + field));
  }
  if (begun_) {
    take_missing();
    state.events_lost -= std::min(state.events_lost, all_missing_);
    writer_->go_on_at(std::move(state));
    return true;
  }
  if (!info_.part) return wrong("part");
  store::Totals before;
  const auto counted = line.find("counted_before");
  if (counted != line.end() && !facts::fields_from_json(*counted, &before, &field)) {
    return wrong("counted_before." + field);
  }
  state.step = info_.part->first;
  writer_->begin_at(std::move(state), before);
  return begin();
}

bool JsonlImport::begin() {
  if (begun_) return true;
  begun_ = true;
  return writer_->begin(info_);
}

void JsonlImport::take_missing() {
  all_missing_ += missing_;
  if (missing_ > 0) writer_->skip(std::exchange(missing_, 0));
}

bool JsonlImport::take_event(Json line) {
  if (number_in(line, "step") != steps_ + 1 || steps_ == announced_) {
    return fail(FaultKind::line_step, steps_ + 1);
  }
  ++steps_;
  facts::Event event;
  event.time_ns = steps_ * kStepNs;
  std::string field;
  const bool is_missing = is_true(line, "gap");
  if (!event_from_line(std::move(line), info_.sources, numbers_, &event, &field)) {
    return wrong(field);
  }
  const auto* lost = std::get_if<facts::EventsLost>(&event.fact);
  if (is_missing && lost != nullptr &&
      lost->count < kMostEvents - missing_ - all_missing_ - steps_) {
    missing_ += lost->count;
    return true;
  }
  if (line_.size() > store::kMaxRawBytes) {
    std::string record;
    append_event(&record, event);
    if (record.size() >= store::kMaxRawBytes) {
      return fail(FaultKind::line_too_long, kMostLineMib / 2);
    }
  }
  take_missing();
  writer_->add(event);
  return true;
}

}  // namespace greenlens::exports
