#include "tracer/foreign/watcher.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <algorithm>
#include <utility>

#include "tracer/facts/fields.h"
#include "tracer/foreign/watcher_impl.h"

namespace greenlens::foreign {

uint64_t watchers_clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

Watcher::Impl::Impl(Wanted what, ring::Gate& where, Watcher::Sink to,
                    std::unique_ptr<step::Machine> led, std::unique_ptr<Surroundings> around_it)
    : Walker(std::move(led)),
      wanted(std::move(what)),
      gate(where),
      writer(std::move(to)),
      around(std::move(around_it)) {
  automatic = std::find(wanted.switches.begin(), wanted.switches.end(), kAutomatic) !=
              wanted.switches.end();
}

bool Watcher::Impl::may_pass(pid_t tid) {
  const auto known = threads.find(tid);
  return known == threads.end() ||
         gate.lets_pass(known->second.number, known->second.id, known->second.stops);
}

facts::Address Watcher::Impl::relative(const Watched& one, uint64_t raw) const {
  constexpr facts::Address kFarthest = facts::Address{1} << 59;
  const auto address = static_cast<facts::Address>(raw - one.base);
  return raw == 0 || address > kFarthest || address < -kFarthest ? facts::kNull : address;
}

void Watcher::Impl::tell(Watched* one, facts::Fact fact) {
  facts::Event event;
  event.thread = one->id;
  event.time_ns = time();
  event.fact = std::move(fact);
  one->stops = std::visit([](const auto& f) { return stops_of(f); }, event.fact);
  add_event(event);
  one->number = writer.events();
}

void Watcher::Impl::add_event(const facts::Event& event) {
  writer.add(event);
  collected = true;
  if (!gate.is_open()) flush();
}

void Watcher::Impl::flush() {
  if (begun && collected) writer.flush();
  collected = false;
}

void Watcher::Impl::idles() {
  hear_output();
  flush();
}

bool Watcher::Impl::may_go_on(pid_t tid) {
  const Watched& one = threads.at(tid);
  return gate.lets_pass(one.number, one.id, one.stops);
}

Watcher::Watcher(Wanted wanted, ring::Gate& gate, Sink sink, std::unique_ptr<step::Machine> machine,
                 std::unique_ptr<Surroundings> surroundings)
    : impl_(std::make_unique<Impl>(std::move(wanted), gate, std::move(sink), std::move(machine),
                                   std::move(surroundings))) {}
Watcher::~Watcher() = default;

std::string Watcher::begin(pid_t process) { return impl_->begin(process); }
void Watcher::run() { impl_->go(); }
void Watcher::leave() { impl_->leave(); }
void Watcher::pass_on_output() { impl_->around->printed(); }
const Watcher::Found& Watcher::found() const { return impl_->found; }

void Watcher::finish(int wait_status) {
  facts::ProgramFinished fact;
  const Crash* why = nullptr;
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    fact.how = says_it_is_broken(signal) ? facts::End::crashed : facts::End::killed;
    fact.what = signal_text(signal);
    if (impl_->crash && impl_->crash->signal == signal) why = &*impl_->crash;
  } else if (WEXITSTATUS(wait_status) != 0) {
    fact.how = facts::End::exited;
    fact.what = std::to_string(WEXITSTATUS(wait_status));
  }
  impl_->finish(std::move(fact), why);
}

void Watcher::finish_as_left() {
  facts::ProgramFinished fact;
  fact.how = facts::End::detached;
  impl_->finish(std::move(fact), nullptr);
}

}  // namespace greenlens::foreign
