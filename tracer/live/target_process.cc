// Two ends can come in either order: that of the stream, and that of the process. A program may go
// on after it has told everything; a process may be gone while what it told is still to be taken
// in. That is always done, and only then anything is said about how it ended.
#include "tracer/live/target_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>
#include <variant>

#include "tracer/cpus/atlas.h"
#include "tracer/facts/grain.h"
#include "tracer/foreign/process.h"
#include "tracer/gdb/remote_program.h"
#include "tracer/gdb/stub.h"
#include "tracer/live/activity_of.h"
#include "tracer/live/child.h"
#include "tracer/live/emulator.h"
#include "tracer/live/intake.h"
#include "tracer/live/watch_feed.h"
#include "tracer/ring/offer.h"
#include "tracer/ring/shared.h"
#include "tracer/session/permission.h"
#include "tracer/step/native_cpu.h"
#include "tracer/step/traced.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::live {

using session::SourceStatus;

namespace {

// A program that has ended its stream has so long to end itself, before it counts as one that goes
// on.
constexpr std::chrono::milliseconds kGrace{500};
// A program that runs and tells nothing for so long may be waiting for something.
constexpr std::chrono::milliseconds kLongSilence{1500};
// A gdb stub that is not there is waited for so long.
constexpr std::chrono::milliseconds kStubComes{1000};
// What poll() hands over at a time, so that whoever draws stays responsive.
constexpr size_t kMostBytes = size_t{64} << 10;
constexpr int kCommandNotFound = 127;  // what shells give

// In the child.
void direct_output(Output output) {
  switch (output) {
    case Output::is_ours:
      break;
    case Output::nowhere:
      if (const int nowhere = open("/dev/null", O_WRONLY); nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
      }
      break;
    case Output::errors:
      dup2(STDERR_FILENO, STDOUT_FILENO);
      break;
  }
}

// Where that goes if it comes through us.
int onward(Output output) {
  switch (output) {
    case Output::is_ours:
      return STDOUT_FILENO;
    case Output::nowhere:
      return -1;
    case Output::errors:
      return STDERR_FILENO;
  }
  return -1;
}

// In the child: only what is safe after fork, since other threads may have held any lock. Tells why
// exec failed through `report`.
[[noreturn]] void become(char* const* argv, const TargetCommand& command, pid_t parent, int report,
                         const Printed* printed) {
  if (printed != nullptr) {
    printed->become();
  } else {
    direct_output(command.output);
  }
  if (command.orphan == Orphan::ends) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(kCommandNotFound);  // it was too late for that
  }
  // Ours to ignore, and not for a program that counts on what they do.
  signal(SIGPIPE, SIG_DFL);
  signal(SIGXFSZ, SIG_DFL);
  execvp(argv[0], argv);
  const int reason = errno;
  [[maybe_unused]] const ssize_t told = write(report, &reason, sizeof reason);
  _exit(kCommandNotFound);
}
// In the child. Its addresses are the same ones each time then, so that two runs can be compared.
void wait_to_be_watched(int start) {
  personality(ADDR_NO_RANDOMIZE);
  char go = 0;
  if (read(start, &go, sizeof go) != sizeof go) _exit(kCommandNotFound);
}

bool may_be_stepped(const TargetCommand& command) {
  return command.instructions || command.instructions_later || command.lines;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// Which another program reads, that is then executed.
bool is_script(const std::vector<std::string>& argv) {
  std::ifstream file(argv.empty() ? "" : argv.front(), std::ios::binary);
  char begin[2] = {};
  file.read(begin, sizeof begin);
  return file && begin[0] == '#' && begin[1] == '!';
}

}  // namespace

struct TargetProcess::Impl {
  std::string name;
  bool visits = false;  // a program that ran before us, and is nobody's child here
  pid_t visited = 0;    // its process, when it let us in
  std::unique_ptr<ring::Shared> shared;
  Child child;
  std::unique_ptr<Emulator> emulator;  // that runs it, of another CPU; the feed asks it to its end
  bool is_python = false;
  std::string cpu_id;  // that one, where the program tells by itself what it does
  std::unique_ptr<Feed> feed;
  WatchFeed* watch = nullptr;  // the same, of a program that knows nothing of us
  // Faults name the program, not the stream: this one has no place.
  store::TraceReader reader{"", store::TraceReader::Memory::all};
  std::function<void(std::string_view)> tap;
  std::string taken;  // of the stream, and not handed over yet
  bool stream_ended = false;
  std::chrono::steady_clock::time_point stream_ended_at;
  bool damaged = false;  // what it told was overwritten
  bool killed = false;
  bool left = false;                           // by us: how its stream ended says nothing
  std::optional<int> status;                   // of the child, as waitpid() gives it
  uint64_t steps = 0;                          // in the timeline, at the last poll
  std::chrono::steady_clock::time_point news;  // when events came or were asked for last
  // The stop that was allowed: how far it was looked for, and whether it is there.
  mutable uint64_t looked_at = 0;
  mutable bool stop_came = false;
  session::Permission allowed;
  bool anything_allowed = false;
  facts::End end = facts::End::returned;
  std::string end_text;

  facts::Fault refused(facts::FaultKind kind, int reason) const;
  facts::Fault share(const TargetCommand& command);
  facts::Fault emulate(const TargetCommand& command);
  step::Stepper::Elsewhere how_it_is_led(const TargetCommand& command);
  using Watched = std::unique_ptr<WatchFeed>;
  facts::Result<Watched> who_watches(const TargetCommand& command, foreign::Wanted wanted);
  facts::Fault join(const std::string& offer);
  facts::Fault run(const TargetCommand& command);
  // Through the emulator's stub: what it prints comes through us.
  bool prints_by_us() const { return emulator != nullptr && watch != nullptr; }
  pid_t pid() const { return visits ? visited : child.pid(); }
  // What is said of its end is believed: by itself, or by who saw it.
  bool ended_badly() const {
    if (left || end == facts::End::replaced) return false;
    return !reader.complete() || end == facts::End::crashed || end == facts::End::raised ||
           end == facts::End::killed || (status && WIFSIGNALED(*status));
  }
  // A program that ends with its stream is given the moment to do so, for its exit code; one that
  // has more to do is not waited for.
  bool outlives_its_stream() {
    const auto now = std::chrono::steady_clock::now();
    if (stream_ended_at == std::chrono::steady_clock::time_point()) stream_ended_at = now;
    return now - stream_ended_at > kGrace;
  }
  // Takes what is there, in pieces.
  void receive(store::Timeline* timeline) {
    if (taken.empty()) taken = feed->stream().take();
    const std::string_view bytes = std::string_view(taken).substr(0, kMostBytes);
    if (tap && !bytes.empty()) tap(bytes);
    reader.feed(bytes, timeline);
    // It has been reached. (Where another thread asks for what it prints, that one does this.)
    if (emulator != nullptr && watch == nullptr && reader.has_info()) emulator->hide_place();
    taken.erase(0, bytes.size());
    if (!taken.empty() || !feed->stream().ended()) return;
    stream_ended = true;
    damaged = feed->damaged();
  }
  // Nobody tells that the program stands still; it follows from what it was allowed and where it
  // is. It says what there is to know of itself (INFO) first, and waits then for the first
  // permission.
  bool stands(const store::Timeline& timeline) const {
    if (!reader.has_info()) return false;
    if (!anything_allowed) return true;
    if (allowed.to_the_end) return false;
    // Other threads may go on to stops of their own behind it.
    for (; !stop_came && looked_at < steps; ++looked_at) {
      const facts::Event event = timeline.event(looked_at + 1);
      const bool is_its = allowed.thread == 0 || event.thread == allowed.thread;
      stop_came = looked_at + 1 > allowed.after && is_its && is_stop(event.fact, allowed.grain);
    }
    return stop_came;
  }
};

facts::Fault TargetProcess::Impl::refused(facts::FaultKind kind, int reason) const {
  return {kind, name, 0, 0, std::strerror(reason)};
}

// The memory, and who drains it.
facts::Fault TargetProcess::Impl::share(const TargetCommand& command) {
  shared = ring::Shared::create();
  if (shared == nullptr) return refused(facts::FaultKind::cannot_start, errno);
  shared->gate().close();
  shared->header().wish.detail.store(command.detail);
  shared->header().wish.bytes.store(command.bytes);
  shared->header().wish.full_switches.store(command.full_switches);
  shared->header().wish.instructions.store(command.instructions);
  shared->header().wish.lines.store(command.lines);
  if (command.switches.empty()) {
    if (!command.cpu.empty()) {
      if (facts::Fault fault = emulate(command)) return fault;
    }
    std::optional<Emulated> emulated;
    if (emulator != nullptr) emulated = Emulated{emulator->origin(), how_it_is_led(command)};
    feed = std::make_unique<Intake>(*shared, child, std::move(emulated));
    return {};
  }
  foreign::Wanted wanted;
  wanted.program = base_name(name);
  wanted.switches = command.switches;
  wanted.stacks = command.stacks;
  wanted.instructions = command.instructions;
  wanted.lines = command.lines;
  wanted.may_be_a_script = is_script(command.argv);
  facts::Result<Watched> made = who_watches(command, std::move(wanted));
  if (!made) return made.fault();
  watch = made->get();
  feed = std::move(*made);
  return {};
}

// Of a program that tells by itself.
facts::Fault TargetProcess::Impl::emulate(const TargetCommand& command) {
  const facts::Result<const gdb::RemoteCpu*> cpu = cpu_of(command.argv[0], name, command.cpu);
  if (!cpu) return cpu.fault();
  emulator = std::make_unique<Emulator>(**cpu);
  const facts::Fault fault = may_be_stepped(command) ? emulator->make_place() : emulator->find();
  if (fault) return {fault.kind, name, 0, 0, fault.details};
  cpu_id = (*cpu)->id;
  // Notes have the time by the program's own ticks (arch/ticks.h), which nobody else can read: it
  // tells the phases instead.
  shared->header().note_slots = 0;
  return {};
}

// By its emulator's stub, where its instructions or lines are wanted.
step::Stepper::Elsewhere TargetProcess::Impl::how_it_is_led(const TargetCommand& command) {
  const gdb::RemoteCpu* cpu = gdb::find_remote_cpu(cpu_id);
  const cpus::Cpu* described = cpus::find(cpu_id);
  if (!may_be_stepped(command) || cpu == nullptr || described == nullptr) return {};
  const auto program = std::make_shared<foreign::Program>(command.argv[0], 0, cpu->cpu);
  const std::vector<foreign::Function> found = program->functions("arch_switch");
  if (found.empty()) return {};
  return {std::make_unique<gdb::Stub>(*cpu, emulator->place(),
                                      [this] { return !child.status() && !left; }),
          found[0].begin,
          found[0].end,
          static_cast<uint64_t>(described->stack_alignment),
          found[0].odd,
          std::shared_ptr<Dwfl_Module>(program, program->file())};
}

facts::Result<TargetProcess::Impl::Watched> TargetProcess::Impl::who_watches(
    const TargetCommand& command, foreign::Wanted wanted) {
  using Whose = WatchFeed::Whose;
  const auto feed_of = [&](Whose whose, std::unique_ptr<step::Machine> machine,
                           std::unique_ptr<foreign::Surroundings> around) {
    return std::make_unique<WatchFeed>(std::move(wanted), shared->gate(), child, whose,
                                       std::move(machine), std::move(around));
  };
  if (command.cpu.empty() && command.stub.empty()) {
    if (!step::can_step()) return facts::Fault{facts::FaultKind::no_watcher, name, 0, 0, ""};
    return feed_of(Whose::childs, std::make_unique<step::Traced>(),
                   std::make_unique<foreign::Process>());
  }
  const facts::Result<const gdb::RemoteCpu*> cpu = cpu_of(command.argv[0], name, command.cpu);
  if (!cpu) return cpu.fault();
  std::string where = command.stub;
  // What runs it may have been started a moment ago.
  const auto until = std::chrono::steady_clock::now() + kStubComes;
  std::function<bool()> may_come = [until] { return std::chrono::steady_clock::now() < until; };
  gdb::RemoteProgram::Printed printed = [] { return std::vector<foreign::Written>(); };
  if (command.stub.empty()) {
    emulator = std::make_unique<Emulator>(**cpu);
    const facts::Fault fault = emulator->prepare(onward(command.output));
    if (fault) return facts::Fault{fault.kind, name, 0, 0, fault.details};
    where = emulator->place();
    may_come = [this] { return !child.status(); };
    printed = [this] {  // who asks has reached it
      emulator->hide_place();
      return emulator->printed().take();
    };
  }
  auto stub = std::make_unique<gdb::Stub>(**cpu, where, std::move(may_come));
  auto around = std::make_unique<gdb::RemoteProgram>(*stub, command.argv[0], std::move(printed));
  return feed_of(command.stub.empty() ? Whose::by_child : Whose::strangers, std::move(stub),
                 std::move(around));
}

facts::Fault TargetProcess::Impl::join(const std::string& offer) {
  const std::string why_not = ring::call(offer, *shared, &visited);
  shared->close_descriptor();
  if (why_not.empty()) return {};
  return {facts::FaultKind::cannot_join, name, 0, 0, why_not};
}

facts::Fault TargetProcess::Impl::run(const TargetCommand& command) {
  int report[2];
  if (command.argv.empty()) return refused(facts::FaultKind::cannot_start, ENOENT);
  if (pipe2(report, O_CLOEXEC) != 0) return refused(facts::FaultKind::cannot_start, errno);

  std::vector<char*> argv;
  const std::vector<std::string> words =
      emulator != nullptr ? emulator->command(command.argv) : command.argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  // Built before the fork: the child may not allocate. The viewer may itself be watched by another
  // one: that one's memory is not for the child.
  std::string variable = ring::kVariable;
  variable += '=';
  std::vector<std::string> variables;
  for (char** at = environ; *at != nullptr; ++at) {
    if (!std::string_view(*at).starts_with(variable)) variables.push_back(*at);
  }
  const int memory = shared->descriptor();
  variables.push_back(variable + std::to_string(memory));
  std::vector<char*> environment;
  for (std::string& one : variables) environment.push_back(one.data());
  environment.push_back(nullptr);

  // Whoever is watched from its first instruction on waits for that.
  int start[2] = {-1, -1};
  if (pipe2(start, O_CLOEXEC) != 0) {
    const int failed = errno;
    close(report[0]), close(report[1]);
    return refused(facts::FaultKind::cannot_start, failed);
  }
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    environ = environment.data();
    close(start[1]);
    if (watch != nullptr) wait_to_be_watched(start[0]);
    // Only here, so that nothing else that is started meanwhile inherits the memory.
    fcntl(memory, F_SETFD, 0);
    become(argv.data(), command, parent, report[1],
           prints_by_us() ? &emulator->printed() : nullptr);
  }
  int reason = pid < 0 ? errno : 0;
  close(report[1]);
  shared->close_descriptor();
  child.set_pid(pid);
  close(start[0]);
  if (prints_by_us()) emulator->printed().close_childs();
  const facts::Fault unwatched = pid > 0 ? feed->begin(pid) : facts::Fault();
  if (!unwatched && watch != nullptr) [[maybe_unused]]
    const ssize_t told = write(start[1], "", 1);
  close(start[1]);
  // A successful exec closes the child's end of the pipe, and nothing can be read; without our own
  // end being closed first this would wait for ever.
  if (pid > 0 && read(report[0], &reason, sizeof reason) != sizeof reason) reason = 0;
  close(report[0]);
  if (unwatched) return {unwatched.kind, name, 0, 0, unwatched.details};
  return reason != 0 ? refused(facts::FaultKind::cannot_start, reason) : facts::Fault();
}

std::string other_cpu_of(const std::string& file) {
  const gdb::RemoteCpu* its = other_cpu(file);
  return its != nullptr ? its->id : "";
}

TargetProcess::TargetProcess() : impl_(std::make_unique<Impl>()) {}

TargetProcess::~TargetProcess() {
  // Whom we only visit goes on, also if he has looked into the memory and did not let us in.
  if (impl_->left || impl_->visits) return;
  kill();
  impl_->child.wait();
}

facts::Result<std::unique_ptr<TargetProcess>> TargetProcess::start(const TargetCommand& command) {
  auto target = std::unique_ptr<TargetProcess>(new TargetProcess());
  Impl& t = *target->impl_;
  t.is_python = command.is_python;
  t.name =
      command.shown_name.empty() && !command.argv.empty() ? command.argv[0] : command.shown_name;
  t.visits = !command.offer.empty() || !command.stub.empty();
  facts::Fault fault = t.share(command);
  if (!fault && !command.stub.empty()) {
    fault = t.feed->begin(0);
    fault.place = fault ? t.name : "";
  } else if (!fault) {
    fault = t.visits ? t.join(command.offer) : t.run(command);
  }
  if (fault) return fault;
  return target;
}

SourceStatus TargetProcess::poll(store::Timeline* timeline, int wait_ms) {
  Impl& t = *impl_;
  if (!t.stream_ended) {
    // One that stands still has nothing to say: whoever asks is not held up.
    if (t.stands(*timeline) || !t.taken.empty()) wait_ms = 0;
    t.feed->stream().wait(std::chrono::milliseconds(wait_ms));
    t.receive(timeline);
  } else if (live()) {
    // A process is nothing to wait for here: looked at again, soon.
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(wait_ms, 10)));
  }
  t.status = t.child.status();
  if (t.steps != timeline->size()) t.news = std::chrono::steady_clock::now();
  t.steps = timeline->size();
  if (timeline->finished()) {
    const state::State& last = timeline->last();
    t.end = last.end, t.end_text = last.end_text;
  }
  if (t.damaged && !t.left) return SourceStatus::failed;
  if (t.stream_ended && (!live() || t.left || (t.reader.complete() && t.outlives_its_stream()))) {
    return t.ended_badly() ? SourceStatus::failed : SourceStatus::finished;
  }
  return t.stands(*timeline) && !t.stream_ended ? SourceStatus::waiting : SourceStatus::running;
}

void TargetProcess::tell_all() {
  ring::Wish& wish = impl_->shared->header().wish;
  wish.detail.store(facts::Detail::full);
  wish.bytes.store(facts::SliceBytes::full);
  impl_->shared->gate().change();
}

facts::Fault TargetProcess::tell_instructions(bool next_only) {
  ring::Wish& wish = impl_->shared->header().wish;
  next_only ? void(wish.next_instructions.store(1)) : wish.instructions.store(true);
  impl_->feed->step(impl_->shared->header().pid.load());
  return not_stepped();
}

void TargetProcess::allow(const session::Permission& permission) {
  impl_->allowed = permission;
  impl_->anything_allowed = true;
  impl_->looked_at = std::min(permission.after, impl_->steps);
  impl_->stop_came = false;
  impl_->news = std::chrono::steady_clock::now();
  impl_->shared->gate().allow(permission);
}

bool TargetProcess::silent() const {
  const bool runs = impl_->anything_allowed && !impl_->stop_came && !impl_->stream_ended;
  return runs && std::chrono::steady_clock::now() - impl_->news > kLongSilence;
}

session::Ask TargetProcess::activity() const {
  if (!live() || impl_->pid() <= 0) return {};
  return [pid = impl_->pid()] { return activity_of(pid); };
}

bool TargetProcess::catching_up() const {
  const Impl& t = *impl_;
  const bool all_came = t.taken.empty() && t.feed->has_all() && t.feed->stream().empty();
  return t.stop_came && !t.stream_ended && !all_came;
}

bool TargetProcess::is_ours() const { return !impl_->visits; }

bool TargetProcess::live() const {
  const bool is_childs = !impl_->visits && !impl_->child.status();
  return is_childs || impl_->feed->lives_elsewhere();
}

facts::Fault TargetProcess::fault() const {
  const Impl& t = *impl_;
  const auto fault = [&](facts::FaultKind kind, std::string details = "") {
    return facts::Fault{kind, t.name, t.steps, t.steps, std::move(details)};
  };
  if (t.damaged && !t.left) return fault(facts::FaultKind::stream_damaged);
  if (t.watch != nullptr && t.stream_ended && !t.reader.has_info()) return not_stepped();
  if (!t.stream_ended || (!t.status && !t.reader.complete()) || !t.ended_badly()) return {};
  // From what is known best: we did it; it was seen; the system says so; it just ended.
  if (t.killed) return fault(facts::FaultKind::killed);
  if (t.end == facts::End::killed) return fault(facts::FaultKind::killed, t.end_text);
  if (t.end == facts::End::crashed) return fault(facts::FaultKind::crashed, t.end_text);
  if (t.end == facts::End::raised) return fault(facts::FaultKind::raised, t.end_text);
  if (t.status && WIFSIGNALED(*t.status)) {
    return fault(facts::FaultKind::crashed, strsignal(WTERMSIG(*t.status)));
  }
  if (t.reader.has_info()) return fault(facts::FaultKind::stream_cut);
  if (t.is_python) return fault(facts::FaultKind::no_greenlets);
  if (t.cpu_id.empty()) return fault(facts::FaultKind::no_trace);
  return fault(facts::FaultKind::scenarios_of_another_version, t.cpu_id);
}

void TargetProcess::set_tap(std::function<void(std::string_view)> tap) {
  impl_->tap = std::move(tap);
}

void TargetProcess::leave() {
  impl_->left = true;
  impl_->feed->leave();
}

void TargetProcess::kill() {
  Impl& t = *impl_;
  if (t.feed == nullptr || !live()) return;
  t.killed = true;
  t.child.kill();
  t.feed->kill_elsewhere();
}

facts::Fault TargetProcess::not_stepped() const {
  facts::Fault fault = impl_->feed->not_stepped();
  fault.place = fault ? impl_->name : "";
  return fault;
}

TargetProcess::Functions TargetProcess::functions() const {
  if (impl_->watch == nullptr || !impl_->stream_ended) return {};
  const foreign::Watcher::Found& found = impl_->watch->found();
  return {found.missing, found.near, found.switched, found.unknown_stacks};
}

bool TargetProcess::crashed() const {
  return impl_->stream_ended && impl_->ended_badly() && impl_->end != facts::End::raised;
}

int TargetProcess::exit_code() const {
  const std::optional<int> status = impl_->child.status();
  if (!status) return -1;
  return WIFSIGNALED(*status) ? 128 + WTERMSIG(*status) : WEXITSTATUS(*status);
}

TargetProcess::Unrecorded TargetProcess::unrecorded() const {
  const ring::Header& header = impl_->shared->header();
  return {header.forks.count() + header.strays.load(), header.others.load()};
}

}  // namespace greenlens::live
