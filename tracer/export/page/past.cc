#include "tracer/export/page/past.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/past/number_history.h"
#include "tracer/past/walk.h"
#include "tracer/state/queries.h"

namespace greenlens::exports {
namespace {

// What the page has room and its maker time for. An answer takes as long as its greenlet has
// copies.
constexpr uint64_t kMostWork = 30'000'000, kMostRoom = 4'000'000;
// Of all numbers together, of one, and looks at one.
constexpr size_t kMostChanges = 40'000, kMostOfOne = 1'000;
constexpr uint64_t kMostLooks = 4'000'000;
constexpr uint64_t kStepsAtOnce = 1024;

// Around the number of a step in a sentence: what no name has, and comes through what shows texts.
constexpr std::string_view kOpens = "␁␂", kCloses = "␂␁";
std::string marked(uint64_t step) {
  return std::string(kOpens) + std::to_string(step) + std::string(kCloses);
}

const char* name_of(past::WhereLine::About about) {
  switch (about) {
    case past::WhereLine::About::place:
      return "place";
    case past::WhereLine::About::origin:
      return "origin";
    case past::WhereLine::About::copies:
      return "copies";
    case past::WhereLine::About::doubt:
      return "doubt";
    case past::WhereLine::About::next:
      return "next";
  }
  return "";
}

// The step whose number stands marked at the front, which is taken away.
std::optional<uint64_t> take_step(std::string_view* words) {
  uint64_t step = 0;
  const char* const begin = words->data() + kOpens.size();
  const char* const end = words->data() + words->size();
  if (!words->starts_with(kOpens)) return {};
  const auto read = std::from_chars(begin, end, step);
  const std::string_view behind(read.ptr, static_cast<size_t>(end - read.ptr));
  if (read.ec != std::errc() || !behind.starts_with(kCloses)) return {};
  *words = behind.substr(kCloses.size());
  return step;
}

// Texts, and the steps between them.
facts::Json in_pieces(past::WhereLine::About about, std::string_view words) {
  facts::Json pieces = facts::Json::array({name_of(about)});
  while (!words.empty()) {
    if (const std::optional<uint64_t> step = take_step(&words)) {
      pieces.push_back(*step);
      continue;
    }
    const size_t next = std::min(words.find(kOpens, 1), words.size());
    pieces.push_back(facts::shown_lines(words.substr(0, next)));
    words.remove_prefix(next);
  }
  return pieces;
}

std::vector<past::StepName> names_at(const state::State& last, uint64_t steps) {
  std::vector<past::StepName> names;
  for (const std::string& name : past::names_of_state()) {
    if (name != "step") names.push_back(*past::find_step_name(name));
  }
  names.push_back(*past::find_step_name("bytes_copied"));
  // As in the window: a context's fields are others.
  if (state::has_contexts(last)) return names;
  const std::vector<std::string> fields = past::names_of_greenlets();
  for (const auto& [id, g] : last.greenlets) {
    if ((names.size() + fields.size()) * std::max<uint64_t>(steps, 1) > kMostLooks) break;
    for (const std::string& field : fields) names.push_back(*past::field_of(id, field));
  }
  return names;
}

facts::Json or_null(const std::string& value) {
  return value.empty() ? facts::Json(nullptr) : facts::Json(facts::shown(value));
}

}  // namespace

WordsPast::WordsPast(const words::Messages& messages, const store::Trace& trace)
    : messages_(messages), trace_(trace), history_(trace.state(0)) {}

bool WordsPast::read(const store::OnProgress& progress) {
  while (history_.go_on(trace_)) {
    if (progress && !progress(0, 1)) return false;
  }
  return true;
}

size_t WordsPast::number_of(facts::Json json, std::map<std::string, size_t>* numbers,
                            facts::Json* pool) {
  std::string text = json.dump(-1, ' ', false, facts::Json::error_handler_t::replace);
  const size_t size = text.size();
  const auto [found, is_new] = numbers->try_emplace(std::move(text), pool->size());
  if (is_new) {
    pool->push_back(std::move(json));
    room_ += size;
  }
  return found->second;
}

size_t WordsPast::answer(const state::State& at, const past::Place& place, past::NoPlace why,
                         const std::string& asked) {
  std::vector<past::WhereLine> lines;
  if (why != past::NoPlace::none) {
    lines.push_back({past::no_place(messages_, why, asked, marked(at.step)), {}});
  } else {
    const past::Where where = past::where(history_, trace_, place, at);
    lines = past::where_lines(messages_, where, marked);
  }
  facts::Json numbers = facts::Json::array();
  for (const past::WhereLine& line : lines) {
    numbers.push_back(number_of(in_pieces(line.about, line.words), &line_numbers_, &lines_));
  }
  return number_of(std::move(numbers), &answer_numbers_, &answers_);
}

void WordsPast::add(size_t i, const state::State& at, facts::GreenletId greenlet,
                    const words::OpenedFrame& frame, const words::SliceWord& word) {
  const uint64_t step = at.step;
  if (!until_ && (work_ > kMostWork || room_ > kMostRoom || history_.end() < step)) until_ = step;
  if (until_ && step >= *until_) return;
  const std::string address = words::address_in(frame, word.at);
  past::Place place;
  const auto size = static_cast<uint64_t>(std::max(word.size, 1));
  const past::NoPlace why = past::find_place(at, greenlet, word.at, size, &place);
  const bool is_there = why == past::NoPlace::none;
  const auto [found, is_new] = words_.try_emplace({greenlet, address});
  Known& known = found->second;
  const bool is_same = !is_new && is_there && known.is_there && known.in == place.in &&
                       history_.last_change(greenlet, word.at, step) < known.step;
  if (is_same) return;
  work_ += 64 + history_.copies(greenlet).size();
  const std::string asked = state::name_of(at, greenlet) + ':' + address;
  const size_t number = answer(at, place, why, asked);
  const bool goes_on = !is_new && number == known.answer;
  known.step = step, known.answer = number, known.in = place.in, known.is_there = is_there;
  if (goes_on) return;
  known.runs.push_back(i);
  known.runs.push_back(number);
  constexpr uint64_t kOfRun = 12;
  room_ += kOfRun;
}

facts::Json WordsPast::to_json() const {
  facts::Json words = facts::Json::object();
  for (const auto& [word, known] : words_) {
    words[std::to_string(word.first)][facts::shown(word.second)] = known.runs;
  }
  return {{"lines", lines_},
          {"answers", answers_},
          {"until", until_ ? facts::Json(*until_) : facts::Json(nullptr)},
          {"words", std::move(words)}};
}

facts::Json numbers_past(const store::Trace& trace, uint64_t from, uint64_t to,
                         const store::OnProgress& progress) {
  past::Walk walk(trace, from);
  std::vector<past::ChangesOf> all;
  for (past::StepName& name : names_at(trace.state(to), to - from)) {
    all.emplace_back(std::move(name), walk.state(), kMostOfOne);
  }
  while (walk.step() < to && walk.next()) {
    for (past::ChangesOf& one : all) one.see(walk.event(), walk.state());
    if (progress && walk.step() % kStepsAtOnce == 0 && !progress(0, 1)) break;
  }
  facts::Json of = facts::Json::object(), names = facts::Json::array(), cut = facts::Json::array();
  size_t room = kMostChanges;
  for (const past::ChangesOf& one : all) {
    const past::StepName& name = one.name();
    const std::string called = name.greenlet.empty() ? name.name : name.greenlet + '.' + name.name;
    if (one.changes().size() > room) break;
    room -= one.changes().size();
    if (name.greenlet.empty()) names.push_back(called);
    if (one.is_cut()) cut.push_back(called);
    facts::Json list = facts::Json::array({or_null(one.first())});
    for (const past::ValueChange& change : one.changes()) {
      list.push_back(change.step);
      list.push_back(or_null(change.is));
    }
    of[called] = std::move(list);
  }
  return {{"of", std::move(of)}, {"state", std::move(names)}, {"cut", std::move(cut)}};
}

}  // namespace greenlens::exports
