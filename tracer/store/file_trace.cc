// Every answer goes the same way: the table says which chunk, the store has its events, and a state
// goes along with them from a keyframe. A chunk may be found to be damaged on the way, and then
// what was worked out before is wrong: so answers are begun anew until nothing has changed.
#include "tracer/store/file_trace.h"

#include <algorithm>
#include <new>
#include <variant>

#include "tracer/rules/check.h"
#include "tracer/store/overview.h"

namespace greenlens::store {

using facts::FaultKind;
using facts::Grain;

namespace {

// An overview that is not exact has so many parts.
constexpr size_t kParts = 2048;

// A range is read with so many steps around it, so that who moves on a little has it already.
constexpr uint64_t kRangeMargin = 2048;

// So many chunks are read for the letters in them.
constexpr int kMostLettersRead = 32;

}  // namespace

FileTrace::FileTrace(std::unique_ptr<ChunkStore> store, std::string place,
                     const OpenOptions& options)
    : place_(std::move(place)),
      believe_writer_(options.believe_writer),
      follow_(options.follow),
      store_(std::move(store)),
      index_(store_.get()),
      walk_(store_.get()) {}

facts::Result<std::unique_ptr<FileTrace>> FileTrace::open(std::unique_ptr<Bytes> bytes,
                                                          const std::string& place,
                                                          const OpenOptions& options) {
  try {
    const facts::Result<uint32_t> version = read_version(*bytes, place);
    if (!version) return version.fault();
    auto store = std::make_unique<ChunkStore>(std::move(bytes), *version);
    std::unique_ptr<FileTrace> trace(new FileTrace(std::move(store), place, options));
    if (facts::Fault fault = trace->read_index(options.progress)) return fault;
    return trace;
  } catch (const std::bad_alloc&) {
    return facts::Fault{FaultKind::no_memory, place, 0, 0, ""};
  }
}

facts::Fault FileTrace::read_index(const OnProgress& progress) {
  if (!index_.find(progress)) return {FaultKind::cancelled, place_, 0, 0, ""};
  facts::Result<TraceInfo> info = index_.info();
  has_info_ = static_cast<bool>(info);
  if (has_info_) info_ = std::move(*info);
  if (size() > 0) return {};
  if (!has_info_ && info.fault().kind != FaultKind::info_missing) {
    return {info.fault().kind, place_, 0, 0, info.fault().details};
  }
  return index_.complete() && has_info_ ? facts::Fault{} : fault();
}

bool FileTrace::follow() {
  if (index_.complete()) return false;
  const uint64_t before = size(), infos = index_.infos();
  index_.find({});
  if (!has_info_ || index_.infos() != infos) {
    if (facts::Result<TraceInfo> info = index_.info()) info_ = std::move(*info), has_info_ = true;
  }
  return size() > before || index_.complete();
}

bool FileTrace::is_over() const {
  return index_.complete() || !follow_ || !store_->bytes().is_being_written();
}

// The worst first: what is missing, then what else is wrong, then that the rest has not come.
facts::Fault FileTrace::fault() const {
  const facts::Fault& read = store_->fault();
  const facts::Fault& walked = index_.fault();
  const uint64_t missing = table().missing();
  facts::Fault fault = read ? read : walked;
  fault.place = place_;
  fault.usable = size();
  if (fault.kind == FaultKind::too_much || fault.kind == FaultKind::no_memory) return fault;
  if (missing > 0) {
    fault.kind = FaultKind::gap;
    fault.usable = size() - table().steps_missing();
    fault.details = std::to_string(missing);
    return fault;
  }
  if (!index_.complete() && is_over()) {
    if (walked) return fault;
    return {FaultKind::trace_cut, place_, store_->bytes().size(), size(), ""};
  }
  if (fault) return fault;
  if (index_.goes_on()) {
    return {FaultKind::trailing, place_, index_.end_offset(), size(), ""};
  }
  if (!has_info_ && index_.complete()) return {FaultKind::info_missing, place_, 0, size(), ""};
  return {};
}

template <typename Answer>
auto FileTrace::settled(const Answer& answer) const {
  for (;;) {
    const uint64_t changes = store_->changes();
    auto given = answer();
    if (changes == store_->changes()) return given;
  }
}

state::Moment FileTrace::at(uint64_t n) const {
  n = std::min(n, size());
  return settled([&] {
    state::Moment moment;
    moment.number = n;
    moment.before = near(n > 0 ? n - 1 : 0);
    moment.after = near(n);
    if (n > 0) moment.event = std::make_shared<const facts::Event>(event(n));
    return moment;
  });
}

state::State FileTrace::state(uint64_t n) const { return near(std::min(n, size())); }

facts::Event FileTrace::event(uint64_t n) const {
  return settled([&] {
    const ChunkStore::Run run = store_->run_at(n);
    return (*run.events)[n - run.first_step - 1];
  });
}

uint64_t FileTrace::count_until(Grain grain, uint64_t n) const {
  if (n == 0) return 0;
  if (n >= size()) return count(grain);
  if (grain == Grain::instruction) return n;
  return counted(
      n, [&](const Totals& totals) { return totals.stops(grain); },
      [&](const facts::Event& event) { return facts::is_stop(event.fact, grain); });
}

template <typename Of, typename IsSo>
uint64_t FileTrace::counted(uint64_t n, const Of& of, const IsSo& is_so) const {
  return settled([&] {
    const size_t row = table().row_of(n);
    const ChunkStore::Run run = store_->run_at(n);
    const auto end = run.events->begin() + static_cast<std::ptrdiff_t>(n - run.first_step);
    const uint64_t count = of(store_->before_run_at(n)) +
                           static_cast<uint64_t>(std::count_if(run.events->begin(), end, is_so));
    // There are all that the chunk is said to have, or more: whoever goes on behind it must know.
    if (count >= of(table().rows()[row].before) + of(table().here(row))) store_->look_through(row);
    return count;
  });
}

uint64_t FileTrace::stop(Grain grain, uint64_t k) const {
  return settled([&]() -> uint64_t {
    const uint64_t wanted = std::min(k, count(grain));
    if (wanted == 0 || grain == Grain::instruction) return wanted;
    return stop_in(table().row_of_stop(grain, wanted), grain, wanted);
  });
}

uint64_t FileTrace::stop_in(size_t row, Grain grain, uint64_t wanted) const {
  for (size_t part = 0; part < store_->parts(row); ++part) {
    const Stretch known = store_->about(row, part);
    uint64_t left = wanted - std::min(wanted, known.before.stops(grain));
    if (left > known.here.stops(grain)) continue;
    const ChunkStore::Events events = store_->events(row, part);
    for (size_t i = 0; i < events->size() && left > 0; ++i) {
      if (facts::is_stop((*events)[i].fact, grain) && --left == 0) return known.first_step + i + 1;
    }
  }
  return table().rows()[row].first_step;
}

std::optional<uint64_t> FileTrace::next(Grain grain, uint64_t n) const {
  if (n >= size()) return {};
  if (grain == Grain::instruction) return n + 1;
  return settled([&]() -> std::optional<uint64_t> {
    const uint64_t before = count_until(grain, n);
    if (before >= count(grain)) return {};
    return stop(grain, before + 1);
  });
}

uint64_t FileTrace::previous(Grain grain, uint64_t n) const {
  if (n == 0) return 0;
  return settled([&] { return stop(grain, count_until(grain, n - 1)); });
}

std::optional<uint64_t> FileTrace::find_in(size_t row, uint64_t n, Direction direction,
                                           const std::function<bool(const facts::Event&)>& wanted,
                                           facts::GreenletId about) const {
  const bool forward = direction == Direction::forward;
  const uint64_t there = table().rows()[row].first_step;
  const size_t parts = store_->parts(row);
  for (size_t i = 0; i < parts; ++i) {
    const size_t part = forward ? i : parts - 1 - i;
    const uint64_t from = there + store_->first_step(row, part);
    const uint64_t to = there + store_->first_step(row, part + 1);
    if (forward ? to <= n : from + 1 >= n) continue;  // all of it is on the other side
    if (about != facts::kNobody && (store_->about(row, part).subjects & subject_bit(about)) == 0) {
      continue;
    }
    const ChunkStore::Events events = store_->events(row, part);
    const uint64_t first = from + 1, end = first + events->size();
    if (forward) {
      for (uint64_t step = std::max(n + 1, first); step < end; ++step) {
        if (wanted((*events)[step - first])) return step;
      }
    } else {
      for (uint64_t step = std::min(n, end); step-- > first;) {
        if (wanted((*events)[step - first])) return step;
      }
    }
  }
  return {};
}

std::optional<uint64_t> FileTrace::find(uint64_t n, Direction direction,
                                        const std::function<bool(const facts::Event&)>& wanted,
                                        facts::GreenletId about) const {
  const bool forward = direction == Direction::forward;
  if (forward ? n >= size() : n <= 1 || size() == 0) return {};
  return settled([&]() -> std::optional<uint64_t> {
    size_t row = table().row_of(forward ? n + 1 : std::min(n - 1, size()));
    for (;;) {
      const bool may_have =
          about == facts::kNobody || (table().rows()[row].subjects & subject_bit(about)) != 0;
      if (may_have) {
        if (const auto found = find_in(row, n, direction, wanted, about)) return found;
      }
      if (forward ? ++row == table().rows().size() : row-- == 0) return {};
    }
  });
}

bool FileTrace::check_more() const {
  while (check_.row < table().rows().size()) {
    const ChunkRow& row = table().rows()[check_.row];
    const bool looked = believe_writer_ || index_.has_looked();
    if (!looked || row.contradictions != 0u) {
      check_run();
      return true;
    }
    ++check_.row;
    check_.step = 0;
  }
  return false;
}

// What a row contradicts is known when all of it was looked at.
uint64_t FileTrace::checked() const {
  return check_.row < table().rows().size() ? table().rows()[check_.row].first_step : size();
}

// The next events of the row that lie together. What turns out to be another way is begun anew.
void FileTrace::check_run() const {
  const uint64_t first = table().rows()[check_.row].first_step;
  if (check_.step <= first || check_.changes != store_->changes()) {
    check_ = {check_.row, first, {}, {}, store_->changes()};
    check_.summarizer.begin();
    near(first + 1);
  }
  if (check_.step < first + table().rows()[check_.row].steps) {
    const ChunkStore::Run run = store_->run_at(check_.step + 1);
    for (const facts::Event& event : *run.events) {
      if (!rules::check(near(check_.step), event.fact, event.thread).empty()) {
        check_.wrong.push_back(check_.step + 1);
      }
      check_.summarizer.add(event, near(++check_.step));
    }
  }
  if (check_.step >= first + table().rows()[check_.row].steps) check_end_of_row();
  if (check_.changes != store_->changes()) check_.step = first;
}

// Who ran is compared, since it follows from the states that are here now.
void FileTrace::check_end_of_row() const {
  store_->look_through(check_.row);
  if (table().missing() == 0) {
    store_->compare_ran(check_.row, check_.summarizer.summary(/*looked=*/true).ran);
  }
  if (check_.changes != store_->changes()) return;
  contradicted_.insert(contradicted_.end(), check_.wrong.begin(), check_.wrong.end());
  check_ = {check_.row + 1, 0, {}, {}, check_.changes};
}

// Switches, in what a part is a part of.
uint64_t FileTrace::begun_before() const { return info_.part ? info_.part->switches : 0; }

const History& FileTrace::history() const {
  if (!history_) {
    history_state_ = near(0);
    history_ = std::make_unique<History>(history_state_, begun_before());
  }
  while (history_state_.step < size()) {
    walk_.enter(history_state_);
    const ChunkStore::Run run = store_->run_at(history_state_.step + 1);
    for (uint64_t i = history_state_.step - run.first_step; i < run.events->size(); ++i) {
      apply(&history_state_, (*run.events)[i]);
      if (i + 1 == run.events->size()) walk_.settle(&history_state_);
      history_->add((*run.events)[i], history_state_);
    }
  }
  return *history_;
}

std::shared_ptr<const History> FileTrace::overview() const {
  if (size() <= kExactSteps) return {std::shared_ptr<void>(), &history()};
  if (!overview_ || overview_size_ != size() || overview_changes_ != store_->changes()) {
    overview_ = std::make_shared<const History>(overview_of(table(), near(size()), kParts));
    overview_size_ = size();
    overview_changes_ = store_->changes();
  }
  return overview_;
}

uint64_t FileTrace::printed_until(uint64_t n) const {
  if (n == 0) return 0;
  if (n >= size()) return table().totals().printed;
  return counted(
      n, [](const Totals& totals) { return totals.printed; },
      [](const facts::Event& event) { return std::holds_alternative<facts::Printed>(event.fact); });
}

std::vector<PrintedLine> FileTrace::printed(uint64_t first, uint64_t count) const {
  first = std::max<uint64_t>(first, 1);
  return settled([&] {
    std::vector<PrintedLine> lines;
    if (first > table().totals().printed) return lines;
    for (size_t row = table().row_of_line(first);
         row < table().rows().size() && lines.size() < count; ++row) {
      if (table().here(row).printed > 0) add_lines(row, first, count, &lines);
    }
    return lines;
  });
}

// Those of a chunk.
void FileTrace::add_lines(size_t row, uint64_t first, uint64_t count,
                          std::vector<PrintedLine>* lines) const {
  for (size_t part = 0; part < store_->parts(row); ++part) {
    const Stretch known = store_->about(row, part);
    if (known.here.printed == 0) continue;
    uint64_t number = known.before.printed, step = known.first_step;
    const ChunkStore::Events events = store_->events(row, part);
    for (const facts::Event& event : *events) {
      ++step;
      const auto* printed = std::get_if<facts::Printed>(&event.fact);
      if (printed == nullptr || ++number < first || lines->size() == count) continue;
      lines->push_back({step, printed->greenlet, printed->text});
    }
  }
}

std::shared_ptr<const History> FileTrace::history(uint64_t from, uint64_t to) const {
  if (size() <= kExactSteps) return {std::shared_ptr<void>(), &history()};
  to = std::min(to, size()), from = std::min(from, to);
  const auto has_it = [&] {
    return range_ && range_changes_ == store_->changes() && range_->begin() <= from &&
           range_->end() >= to;
  };
  while (!has_it()) {
    range_changes_ = store_->changes();
    // A whole chunk more than that is read anyway; and whatever is under way where the range
    // begins has begun a few steps before.
    const uint64_t around = from - std::min(from, kRangeMargin);
    const size_t row = around > 0 ? table().row_of(around) : 0;
    range_ = std::make_shared<const History>(range_from(row, std::min(to + kRangeMargin, size())));
  }
  return range_;
}

History FileTrace::range_from(size_t row, uint64_t to) const {
  state::State state = near(table().rows()[row].first_step);
  const ChunkRow& first = table().rows()[row];
  uint64_t begun = begun_before() + first.before.switches + first.before.failed;
  for (const auto& [id, thread] : state.threads) begun += thread.in_switch ? 1 : 0;
  for (const auto& [id, thread] : near(0).threads) begun -= thread.in_switch ? 1 : 0;
  History history(state, begun);
  while (state.step < to) {
    walk_.enter(state);
    const ChunkStore::Run run = store_->run_at(state.step + 1);
    for (const facts::Event& event : *run.events) {
      apply(&state, event);
      if (&event == &run.events->back()) walk_.settle(&state);
      history.add(event, state);
    }
  }
  return history;
}

// Of a chunk that was only noted as much as there are whole parts of; else what is told at once.
void FileTrace::go_along(state::State* state, uint64_t to, Onlooker* onlooker) const {
  to = std::min(to, size());
  if (state->step >= to) return;
  walk_.enter(*state);
  const size_t row = table().row_of(state->step + 1);
  const uint64_t first = table().rows()[row].first_step;
  if (state->step == first && store_->follow(row, to - first, state, onlooker)) {
    walk_.settle(state);
    return;
  }
  const ChunkStore::Run run = store_->run_at(state->step + 1);
  while (state->step < to && state->step - run.first_step < run.events->size()) {
    const facts::Event& event = (*run.events)[state->step - run.first_step];
    apply(state, event);
    if (&event == &run.events->back()) walk_.settle(state);
    onlooker->see(event, *state);
  }
}

std::vector<Column> FileTrace::columns(uint64_t from, uint64_t to, size_t count) const {
  return levels_.columns(table(), store_->changes(), from, to, count);
}

std::shared_ptr<const Times> FileTrace::times(uint64_t from, uint64_t to) const {
  to = std::min(to, size()), from = std::min(from, to);
  const auto has_it = [&] {
    return times_ && times_changes_ == store_->changes() && times_from_ == from && times_to_ == to;
  };
  while (!has_it()) {
    times_from_ = from, times_to_ = to, times_changes_ = store_->changes();
    times_ = std::make_shared<const Times>(to - from > kExactSteps ? times_of(table(), from, to)
                                                                   : times_read(from, to));
  }
  return times_;
}

Times FileTrace::times_read(uint64_t from, uint64_t to) const {
  Times all;
  uint64_t n = std::max<uint64_t>(from, 1);
  while (n <= to) {
    const ChunkStore::Run run = store_->run_at(n);
    if (n > run.first_step + run.events->size() || n <= run.first_step) break;
    for (uint64_t i = n - run.first_step - 1; i < run.events->size() && n <= to; ++i, ++n) {
      // The beginning was told with the first step.
      if (from == 0 && n == 1) add_time(&all, 0, (*run.events)[i].time_ns);
      add_time(&all, n, (*run.events)[i].time_ns);
    }
  }
  return all;
}

Trace::Opening FileTrace::another() const {
  std::shared_ptr<Bytes> bytes = store_->bytes().again();
  if (!bytes) return {};
  OpenOptions options;
  options.believe_writer = believe_writer_;
  options.follow = follow_;
  return [bytes = std::move(bytes), place = place_,
          options](const OnProgress& progress) -> facts::Result<std::unique_ptr<Trace>> {
    std::unique_ptr<Bytes> own = bytes->again();
    if (!own) return facts::Fault{FaultKind::no_memory, place, 0, 0, ""};
    OpenOptions its = options;
    its.progress = progress;
    auto trace = open(std::move(own), place, its);
    if (!trace) return trace.fault();
    return std::unique_ptr<Trace>(std::move(*trace));
  };
}

namespace {

// What a font is needed for.
void add_text(const facts::Event& event, std::vector<std::string>* texts) {
  if (const auto* printed = std::get_if<facts::Printed>(&event.fact)) {
    texts->push_back(printed->text);
  } else if (const auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
    texts->push_back(made->name);
  } else if (const auto* renamed = std::get_if<facts::GreenletRenamed>(&event.fact)) {
    texts->push_back(renamed->name);
  }
}

}  // namespace

std::vector<std::string> FileTrace::letters() const {
  std::vector<std::string> texts;
  int read = 0;
  for (size_t row = 0; row < table().rows().size() && read < kMostLettersRead; ++row) {
    if (!table().rows()[row].letters_beyond) continue;
    ++read;
    for (size_t part = 0; part < store_->parts(row); ++part) {
      const ChunkStore::Events events = store_->events(row, part);
      for (const facts::Event& event : *events) add_text(event, &texts);
    }
  }
  return texts;
}

}  // namespace greenlens::store
