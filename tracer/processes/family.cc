#include "tracer/processes/family.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tracer/processes/names.h"
#include "tracer/processes/told.h"
#include "tracer/store/file_trace.h"
#include "tracer/words/thread_name.h"

namespace greenlens::processes {
namespace {

using store::ProcessInfo;

constexpr const char* kKill = "SIGKILL";

const ProcessInfo* process_of(const Given& given) {
  if (given.trace == nullptr || !given.trace->info().process) return nullptr;
  return &*given.trace->info().process;
}

bool is_same_recording(const Given& a, const Given& b) {
  const store::FileTrace* one = a.trace->in_file();
  const store::FileTrace* other = b.trace->in_file();
  if (one != nullptr && other != nullptr && one->recording() != 0) {
    return one->recording() == other->recording();
  }
  const ProcessInfo *its = process_of(a), *others = process_of(b);
  return its != nullptr && others != nullptr && its->number == others->number &&
         its->began_ns == others->began_ns && its->boot == others->boot;
}

bool is_same_clock(const ProcessInfo& a, const ProcessInfo& b) { return a.boot == b.boot; }

uint64_t last_ns(const store::Trace& trace) {
  return trace.size() > 0 ? trace.event(trace.size()).time_ns : 0;
}

// A part's first event was told later than its whole began.
uint64_t first_ns(const store::Trace& trace) {
  return trace.info().part && trace.size() > 0 ? trace.event(1).time_ns : 0;
}

// What was told by one recording, before anybody knows who the others are.
struct Told {
  uint64_t step = 0, time_ns = 0;  // on the clock of the family
  facts::Fact fact;
  std::string who;
};

class Assembly {
 public:
  Assembly(const std::vector<Given>& given, const LaneOptions& options)
      : given_(given), options_(options) {}

  Family family() {
    choose();
    set_clocks();
    for (const size_t index : chosen_) add_process(index);
    find_parents();
    add_unrecorded();
    in_order();
    for (size_t i = 0; i < made_.processes.size(); ++i) add_happenings(i);
    say_endings();
    say_what_waiters_know();
    add_ends();
    find_apart();
    std::stable_sort(made_.happenings.begin(), made_.happenings.end(),
                     [](const Happening& a, const Happening& b) { return a.time_ns < b.time_ns; });
    for (const Process& one : made_.processes) {
      made_.length_ns = std::max(made_.length_ns, one.end_ns);
    }
    return std::move(made_);
  }

 private:
  // Which of them count.
  void choose() {
    for (size_t i = 0; i < given_.size(); ++i) {
      if (given_[i].trace == nullptr) {
        made_.doubts.push_back({Doubt::unreadable, i, 0});
        continue;
      }
      const auto same = std::find_if(chosen_.begin(), chosen_.end(), [&](size_t k) {
        return is_same_recording(given_[i], given_[k]);
      });
      if (same != chosen_.end()) {
        made_.doubts.push_back({Doubt::twice, i, *same});
        continue;
      }
      if (process_of(given_[i]) == nullptr) made_.doubts.push_back({Doubt::no_process, i, 0});
      chosen_.push_back(i);
    }
  }

  // When the time of each is 0, from the earliest of them on. Where clocks are not the same one
  // the time of day has to do, by which machines agree nearly.
  void set_clocks() {
    const ProcessInfo* first = nullptr;
    bool by_day = false;
    for (const size_t index : chosen_) {
      const ProcessInfo* one = process_of(given_[index]);
      if (one == nullptr) continue;
      if (first == nullptr) first = one;
      if (is_same_clock(*first, *one)) continue;
      by_day = true;
      made_.doubts.push_back({Doubt::clocks, index, 0});
    }
    uint64_t earliest = UINT64_MAX;
    const auto began = [&](const ProcessInfo& one) {
      return by_day ? one.began_wall_ns : one.began_ns;
    };
    for (const size_t index : chosen_) {
      const ProcessInfo* one = process_of(given_[index]);
      if (one == nullptr) continue;
      const uint64_t at = began(*one) + first_ns(*given_[index].trace);
      if (at < earliest) {
        earliest = at;
        made_.began_wall_ns = one->began_wall_ns + first_ns(*given_[index].trace);
      }
    }
    zero_ns_.assign(given_.size(), 0);
    for (const size_t index : chosen_) {
      const ProcessInfo* one = process_of(given_[index]);
      if (one != nullptr) {
        zero_ns_[index] = static_cast<int64_t>(began(*one)) - static_cast<int64_t>(earliest);
      }
    }
  }

  uint64_t at(size_t index, uint64_t time_ns) const {
    const int64_t ns = static_cast<int64_t>(time_ns) + zero_ns_[index];
    return ns > 0 ? static_cast<uint64_t>(ns) : 0;
  }

  void add_process(size_t index) {
    const store::Trace& trace = *given_[index].trace;
    Process one;
    one.given = index;
    if (const ProcessInfo* its = process_of(given_[index])) {
      one.number = its->number;
      one.parent_number = its->parent;
    }
    one.name = program_name(trace.info());
    one.zero_ns = zero_ns_[index];
    one.begin_ns = at(index, first_ns(trace));
    one.end_ns = std::max(one.begin_ns, at(index, last_ns(trace)));
    one.steps = trace.size();
    const state::State end = trace.state(trace.size());
    one.switches = end.switches;
    one.greenlets = end.greenlets.size() + static_cast<size_t>(end.gone);
    one.threads = end.threads.size();
    one.lanes = lanes_of(trace, zero_ns_[index], options_);
    if (end.program_finished) {
      one.ending = Ending::told;
      one.how = end.end;
      one.what = end.end_text;
    } else {
      const store::FileTrace* file = trace.in_file();
      const bool is_over = file != nullptr ? file->is_over() : false;
      one.ending = is_over ? Ending::not_told : Ending::goes_on;
    }
    std::vector<Told> told;
    each_told(trace, [&](uint64_t step, const facts::Event& event) {
      Told its{step, at(index, event.time_ns), event.fact, ""};
      const facts::GreenletId who = facts::subject(event.fact);
      if (who != 0) its.who = words::shown_name(trace.state(step), who);
      told.push_back(std::move(its));
    });
    const bool asked_last = !told.empty() && told.back().step == trace.size() &&
                            std::holds_alternative<facts::ExecRequested>(told.back().fact);
    if (one.ending != Ending::told && asked_last) {
      one.ending = Ending::replaced;
      one.what = std::get<facts::ExecRequested>(told.back().fact).program;
    }
    told_.push_back(std::move(told));
    made_.processes.push_back(std::move(one));
  }

  // Who had that number at that time; of several programs of one process the one of that time.
  std::optional<size_t> with_number(uint64_t number, uint64_t time_ns) const {
    std::optional<size_t> found;
    for (size_t i = 0; i < made_.processes.size(); ++i) {
      const Process& one = made_.processes[i];
      if (number == 0 || one.number != number) continue;
      const bool is_nearer =
          !found || (one.begin_ns <= time_ns && one.begin_ns >= made_.processes[*found].begin_ns);
      if (is_nearer) found = i;
    }
    return found;
  }

  void find_parents() {
    for (size_t i = 0; i < made_.processes.size(); ++i) {
      Process& one = made_.processes[i];
      for (size_t k = 0; k < made_.processes.size(); ++k) {
        const Process& other = made_.processes[k];
        const bool is_before = k != i && one.number != 0 && other.number == one.number &&
                               other.begin_ns < one.begin_ns;
        if (is_before && (!one.before || other.begin_ns > made_.processes[*one.before].begin_ns)) {
          one.before = k;
        }
      }
      if (one.parent_number == one.number) continue;
      one.parent = with_number(one.parent_number, one.begin_ns);
    }
  }

  // Children that somebody has forked and nobody has recorded.
  void add_unrecorded() {
    for (size_t i = 0, count = made_.processes.size(); i < count; ++i) {
      for (const Told& one : told_[i]) {
        const auto* fork = std::get_if<facts::ProgramForked>(&one.fact);
        if (fork == nullptr || with_number(fork->child, one.time_ns)) continue;
        Process child;
        child.number = fork->child;
        child.parent_number = made_.processes[i].number;
        child.parent = i;
        child.begin_ns = child.end_ns = one.time_ns;
        made_.processes.push_back(child);
        told_.emplace_back();
      }
    }
  }

  // When its parent has told of it; of one of which nobody has, when its recording begins.
  uint64_t forked_ns(size_t process) const {
    const Process& one = made_.processes[process];
    if (!one.parent) return one.begin_ns;
    for (const Told& told : told_[*one.parent]) {
      const auto* fork = std::get_if<facts::ProgramForked>(&told.fact);
      if (fork != nullptr && fork->child == one.number && told.time_ns <= one.end_ns) {
        return told.time_ns;
      }
    }
    return one.begin_ns;
  }

  // Parents before their children, in the order in which they were forked; what a process became
  // directly behind it.
  void in_order() {
    std::vector<size_t> order;
    const auto above = [&](size_t i) {
      return made_.processes[i].before ? made_.processes[i].before : made_.processes[i].parent;
    };
    std::vector<size_t> by_time;
    for (size_t i = 0; i < made_.processes.size(); ++i) by_time.push_back(i);
    std::stable_sort(by_time.begin(), by_time.end(), [&](size_t a, size_t b) {
      return std::pair(forked_ns(a), made_.processes[a].number) <
             std::pair(forked_ns(b), made_.processes[b].number);
    });
    std::vector<bool> placed(made_.processes.size());
    const auto place = [&](const auto& self, size_t i, size_t depth) -> void {
      if (placed[i]) return;
      placed[i] = true;
      made_.processes[i].depth = depth;
      order.push_back(i);
      for (const bool becomes : {true, false}) {
        for (const size_t k : by_time) {
          if (above(k) != i || made_.processes[k].before.has_value() != becomes) continue;
          self(self, k, becomes ? depth : depth + 1);
        }
      }
    };
    for (const size_t i : by_time) {
      if (!above(i)) place(place, i, 0);
    }
    // Parents in a circle, which only a file that lies can say.
    for (const size_t i : by_time) place(place, i, 0);
    reorder(order);
  }

  void reorder(const std::vector<size_t>& order) {
    std::vector<size_t> now(order.size());
    for (size_t i = 0; i < order.size(); ++i) now[order[i]] = i;
    std::vector<Process> processes;
    std::vector<std::vector<Told>> told;
    for (const size_t i : order) {
      Process one = std::move(made_.processes[i]);
      if (one.parent) one.parent = now[*one.parent];
      if (one.before) one.before = now[*one.before];
      processes.push_back(std::move(one));
      told.push_back(std::move(told_[i]));
    }
    made_.processes = std::move(processes);
    told_ = std::move(told);
  }

  void add_happenings(size_t i) {
    const Process& one = made_.processes[i];
    if (!one.given) return;
    made_.happenings.push_back({Happened::began, one.begin_ns, i, {}, 0, {}, one.name, 0, ""});
    for (const Told& told : told_[i]) made_.happenings.push_back(happening(i, told));
  }
  void add_ends() {
    for (size_t i = 0; i < made_.processes.size(); ++i) {
      const Process& one = made_.processes[i];
      if (!one.given || one.ending == Ending::goes_on) continue;
      made_.happenings.push_back({Happened::ended, one.end_ns, i, {}, 0, {}, "", one.steps, ""});
    }
  }

  Happening happening(size_t i, const Told& told) const {
    Happening one;
    one.process = i;
    one.time_ns = told.time_ns;
    one.step = told.step;
    one.greenlet = told.who;
    if (const auto* fork = std::get_if<facts::ProgramForked>(&told.fact)) {
      one.is = Happened::forked;
      one.number = fork->child;
      one.other = with_number(fork->child, told.time_ns);
      // The parent tells of it when it runs again: the child may have begun before.
      if (one.other && made_.processes[*one.other].given) {
        one.time_ns = std::min(one.time_ns, made_.processes[*one.other].begin_ns);
      }
    } else if (const auto* sent = std::get_if<facts::SignalSent>(&told.fact)) {
      one.is = Happened::signalled;
      one.to = sent->to;
      one.what = sent->what;
      one.number = sent->receiver;
      if (sent->to == facts::SignalTo::process) {
        one.other = with_number(sent->receiver, told.time_ns);
      }
      if (sent->to == facts::SignalTo::thread) one.other = i;
    } else if (const auto* ended = std::get_if<facts::ChildEnded>(&told.fact)) {
      one.is = Happened::child_ended;
      one.number = ended->child;
      one.how = ended->how;
      one.what = ended->what;
      one.other = with_number(ended->child, told.time_ns);
    } else if (const auto* asked = std::get_if<facts::ExecRequested>(&told.fact)) {
      one.is = Happened::exec_requested;
      one.what = asked->program;
      for (size_t k = 0; k < made_.processes.size(); ++k) {
        if (made_.processes[k].before == i) one.other = k;
      }
    }
    return one;
  }

  // Who told nothing more, and to whom SIGKILL was sent.
  void say_endings() {
    for (const Happening& one : made_.happenings) {
      if (one.is != Happened::signalled || one.what != kKill || !one.other) continue;
      Process& receiver = made_.processes[*one.other];
      const bool is_silent =
          receiver.ending == Ending::not_told || receiver.ending == Ending::goes_on;
      if (!is_silent || receiver.end_ns > one.time_ns + kTimeToDie) continue;
      receiver.ending = Ending::killed;
      receiver.what = one.what;
      receiver.end_ns = std::max(receiver.end_ns, one.time_ns);
    }
  }

  // Of who told nothing more: who waited for it knows.
  void say_what_waiters_know() {
    for (const Happening& one : made_.happenings) {
      if (one.is != Happened::child_ended || !one.other) continue;
      Process& child = made_.processes[*one.other];
      const bool is_silent = child.ending == Ending::not_told || child.ending == Ending::goes_on ||
                             child.ending == Ending::killed;
      if (!is_silent || child.begin_ns > one.time_ns) continue;
      child.ending = one.how == facts::ChildEnd::killed ? Ending::killed : Ending::exited;
      child.what = one.what;
    }
  }

  // Those that nothing leads to from the first one. Brothers whose parent is not here belong
  // together where they ran at the same time.
  void find_apart() {
    const std::vector<size_t> together = of_one_run(given_);
    for (const size_t index : chosen_) {
      const bool is_known = process_of(given_[index]) != nullptr;
      const bool is_one = std::binary_search(together.begin(), together.end(), index);
      if (is_known && !is_one) made_.doubts.push_back({Doubt::apart, index, 0});
    }
  }

  // So long may somebody still tell something who is killed: another processor takes a moment.
  static constexpr uint64_t kTimeToDie = 1'000'000'000;

  const std::vector<Given>& given_;
  const LaneOptions& options_;
  std::vector<size_t> chosen_;
  std::vector<int64_t> zero_ns_;         // of each that was given
  std::vector<std::vector<Told>> told_;  // beside the processes
  Family made_;
};

bool overlap(const Given& a, const Given& b) {
  const uint64_t a_begin = process_of(a)->began_ns, b_begin = process_of(b)->began_ns;
  return a_begin <= b_begin + last_ns(*b.trace) && b_begin <= a_begin + last_ns(*a.trace);
}

bool belong_together(const Given& a, const Given& b) {
  const ProcessInfo &one = *process_of(a), &other = *process_of(b);
  if (!is_same_clock(one, other)) return false;
  const bool is_same = one.number == other.number;
  const bool is_child = one.parent == other.number || other.parent == one.number;
  // Every process has the first one above it.
  const bool are_brothers = one.parent == other.parent && one.parent > 1 && overlap(a, b);
  return is_same || is_child || are_brothers;
}

}  // namespace

std::optional<size_t> process_of_file(const Together& together, const std::string& file) {
  for (size_t i = 0; i < together.family.processes.size(); ++i) {
    const std::optional<size_t> given = together.family.processes[i].given;
    if (given && together.given[*given].file == file) return i;
  }
  return std::nullopt;
}

uint64_t on_clock(const Process& process, uint64_t time_ns) {
  const int64_t at = static_cast<int64_t>(time_ns) + process.zero_ns;
  return at > 0 ? static_cast<uint64_t>(at) : 0;
}

uint64_t in_recording(const Process& process, uint64_t clock_ns) {
  const int64_t at = static_cast<int64_t>(clock_ns) - process.zero_ns;
  return at > 0 ? static_cast<uint64_t>(at) : 0;
}

Family family_of(const std::vector<Given>& given, const LaneOptions& options) {
  return Assembly(given, options).family();
}

std::vector<size_t> of_one_run(const std::vector<Given>& given) {
  std::set<size_t> found;
  std::vector<size_t> next;
  // Where the first one cannot be read the next one leads.
  for (size_t i = 0; i < given.size() && next.empty(); ++i) {
    found.insert(i);
    if (process_of(given[i]) != nullptr) next.push_back(i);
  }
  while (!next.empty()) {
    const size_t one = next.back();
    next.pop_back();
    for (size_t i = 0; i < given.size(); ++i) {
      if (process_of(given[i]) == nullptr || found.count(i) != 0) continue;
      if (!belong_together(given[one], given[i])) continue;
      found.insert(i);
      next.push_back(i);
    }
  }
  std::set<uint64_t> forked;
  for (const size_t i : found) {
    if (given[i].trace == nullptr) continue;
    each_told(*given[i].trace, [&](uint64_t, const facts::Event& event) {
      const auto* fork = std::get_if<facts::ProgramForked>(&event.fact);
      if (fork != nullptr) forked.insert(fork->child);
    });
  }
  for (size_t i = 0; i < given.size(); ++i) {
    const uint64_t number = number_in(given[i].file);
    if (given[i].trace == nullptr && number != 0 && forked.count(number) != 0) found.insert(i);
  }
  return {found.begin(), found.end()};
}

}  // namespace greenlens::processes
