#include "tracer/gdb/stub.h"

#include <elf.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace greenlens::gdb {
namespace {

using std::chrono::milliseconds;
using step::Stop;

// What a stub has to say takes less.
constexpr milliseconds kReply{10000};
constexpr milliseconds kAnswer{1000};  // behind a stop that was said in between
constexpr milliseconds kLookAgain{20};
constexpr size_t kMostRead = 1024;  // bytes in one packet
constexpr int kMostParts = 1024;    // of something long
constexpr char kInterrupt[] = "\x03";

// gdb's own numbers of signals where they are others than this system's.
constexpr std::array<std::pair<int, int>, 9> kSignals = {{{10, SIGBUS},
                                                          {12, SIGSYS},
                                                          {16, SIGURG},
                                                          {17, SIGSTOP},
                                                          {18, SIGTSTP},
                                                          {19, SIGCONT},
                                                          {20, SIGCHLD},
                                                          {30, SIGUSR1},
                                                          {31, SIGUSR2}}};
int ours(int gdbs) {
  for (const auto& [theirs, here] : kSignals) {
    if (theirs == gdbs) return here;
  }
  return gdbs;
}
int gdbs(int signal) {
  for (const auto& [theirs, here] : kSignals) {
    if (here == signal) return theirs;
  }
  return signal;
}

bool is_error(const std::string& reply) { return reply.empty() || reply[0] == 'E'; }

// "T05thread:p01.4dbe;": what follows the name, up to the next semicolon.
std::string field(const std::string& reply, const std::string& name) {
  const size_t at = reply.find(name + ":");
  if (at == reply.npos) return "";
  const size_t begin = at + name.size() + 1;
  return reply.substr(begin, reply.find(';', begin) - begin);
}

}  // namespace

Stub::Stub(const RemoteCpu& cpu, std::string where, std::function<bool()> may_come)
    : remote_(cpu), where_(std::move(where)), may_come_(std::move(may_come)) {}

// --- the beginning

std::string Stub::begin(pid_t) {
  std::string reason = connect();
  return reason.empty() ? shake_hands() : reason;
}

std::string Stub::connect() {
  for (;;) {
    std::string reason = wire_.connect(where_);
    if (reason.empty() || !may_come_()) return reason;
    std::this_thread::sleep_for(kLookAgain);
  }
}

std::string Stub::shake_hands() {
  std::string silent = where_ + " does not answer as a gdb stub does";
  const std::string can = ask("qSupported:multiprocess+;swbreak+;hwbreak+;vContSupported+");
  if (!wire_.is_open() || can.empty()) return silent;
  acknowledges_ = ask("QStartNoAckMode") != "OK";
  const std::optional<Stop> stands = taken(ask("?"));
  if (!stands) return where_ + " has no program that could be watched";
  if (stands->why == Stop::Why::ends) return "the program at " + where_ + " has ended";
  first_ = stands->thread;
  for (const pid_t thread : threads()) held_.insert(thread);
  find_registers();
  const auto is_there = [&](size_t i) { return places_[i].is_there; };
  if (is_there(remote_.cpu.pc) && is_there(remote_.cpu.sp)) return "";
  return "what is at " + where_ + " does not have the registers of " + remote_.cpu.name;
}

// Those that it says at once are the first ones, each behind the other.
void Stub::find_registers() {
  std::vector<Described> described =
      registers_described([this](const std::string& annex) { return transfer("features", annex); });
  at_once_ = choose(first_) ? ask("g").size() / 2 : 0;
  if (described.empty()) {
    constexpr unsigned kMost = 512;
    for (unsigned i = 0; i < kMost; ++i) {
      described.push_back({"#" + std::to_string(i), i, remote_.cpu.pointer_size});
    }
  }
  std::map<std::string, Place> by_name;
  size_t at = 0;
  for (const Described& one : described) {
    Place place{true, one.number, one.bytes, SIZE_MAX};
    if (at + one.bytes <= at_once_) place.at = at;
    at += one.bytes;
    by_name.try_emplace(one.name, place);
  }
  places_.assign(remote_.stub_names.size(), {});
  for (size_t i = 0; i < places_.size(); ++i) {
    for (const std::string& name : remote_.stub_names[i]) {
      const auto found = by_name.find(name);
      if (found == by_name.end()) continue;
      places_[i] = found->second;
      break;
    }
  }
}

uint64_t Stub::entry() const {
  const std::string all = transfer("auxv", "");
  const size_t word = remote_.cpu.pointer_size;
  for (size_t at = 0; at + 2 * word <= all.size(); at += 2 * word) {
    if (number(remote_.cpu, std::string_view(all).substr(at, word)) != AT_ENTRY) continue;
    return number(remote_.cpu, std::string_view(all).substr(at + word, word));
  }
  return 0;
}

// --- packets

// What came last is acknowledged together with what is said next.
bool Stub::say(const std::string& content) const {
  std::string bytes = std::exchange(owes_acknowledgement_, false) ? "+" : "";
  bytes += packet(content);
  return wire_.send(bytes);
}

std::optional<std::string> Stub::hear(milliseconds wait) const {
  std::optional<std::string> reply = wire_.receive(wait);
  if (reply) owes_acknowledgement_ = acknowledges_;
  return reply;
}

// No answer but the one to `?` looks like this.
bool tells_of_stop(const std::string& said) {
  return said.starts_with('T') && !field(said, "thread").empty();
}

std::optional<std::string> Stub::hear_of_stop(milliseconds wait) const {
  if (unheard_.empty()) return hear(wait);
  std::string said = std::move(unheard_.front());
  unheard_.pop_front();
  return said;
}

// The last word of each thread counts: an emulator whose threads run on when one stops says it
// anew.
void Stub::keep_for_later(const std::string& said) const {
  const std::string thread = field(said, "thread");
  std::erase_if(unheard_, [&](const std::string& one) { return field(one, "thread") == thread; });
  unheard_.push_back(said);
}

std::string Stub::ask(const std::string& content) const {
  if (!say(content)) return "";
  std::optional<std::string> reply = hear(kReply);
  for (; reply && content != "?" && tells_of_stop(*reply); reply = hear(kAnswer)) {
    keep_for_later(*reply);
  }
  if (!reply) wire_.close();  // whatever comes later would answer something else
  return reply.value_or("");
}

std::string Stub::transfer(const std::string& what, const std::string& annex) const {
  std::string all;
  const std::string object = "qXfer:" + what + ":read:" + annex + ":";
  for (int part = 0; part < kMostParts; ++part) {
    std::string content = object;
    content += hex(all.size());
    content += ",";
    content += hex(kMostRead);
    const std::string reply = ask(content);
    if (reply.empty() || (reply[0] != 'm' && reply[0] != 'l')) return all;
    all += reply.substr(1);
    if (reply[0] == 'l' || reply.size() == 1) return all;
  }
  return all;
}

bool Stub::choose(pid_t thread) const {
  if (chosen_ == thread) return true;
  const auto name = names_.find(thread);
  if (name == names_.end() || ask("Hg" + name->second) != "OK") return false;
  chosen_ = thread;
  return true;
}

// --- threads

// The stub's names are "1", or "p1.4dbe" with its process.
pid_t Stub::thread_of(const std::string& name) const {
  const size_t dot = name.find('.');
  const std::string own = dot == name.npos ? name : name.substr(dot + 1);
  const auto thread = static_cast<pid_t>(number_of_hex(own));
  names_[thread] = name;
  return thread;
}

std::vector<pid_t> Stub::threads() const {
  std::vector<pid_t> all;
  std::string reply = ask("qfThreadInfo");
  for (int part = 0; part < kMostParts && reply.starts_with('m'); ++part) {
    for (size_t at = 1; at < reply.size();) {
      const size_t end = std::min(reply.find(',', at), reply.size());
      all.push_back(thread_of(reply.substr(at, end - at)));
      at = end + 1;
    }
    reply = ask("qsThreadInfo");
  }
  return all;
}

std::optional<Stop> Stub::taken(const std::string& reply) {
  if (reply.empty()) return {};
  if (reply[0] == 'W' || reply[0] == 'X') {
    // Who says his last word waits for that, and nothing else will be said.
    if (std::exchange(owes_acknowledgement_, false)) wire_.send("+");
    return Stop{first_, Stop::Why::ends, 0, 0};
  }
  if (reply[0] != 'T' && reply[0] != 'S') return {};
  std::string name = field(reply, "thread");
  if (const std::string says = name.empty() ? ask("qC") : ""; says.starts_with("QC")) {
    name = says.substr(2);
  }
  const pid_t thread = name.empty() ? first_ : thread_of(name);
  const int signal = ours(static_cast<int>(number_of_hex(std::string_view(reply).substr(1, 2))));
  return Stop{thread, Stop::Why::signal, signal, 0};
}

std::optional<Stop> Stub::next(bool* over) {
  if (!running_ && unheard_.empty() && wants_to_run_) resume();
  if (!running_ && unheard_.empty()) {
    *over = !wire_.is_open();
    return {};
  }
  const std::optional<std::string> reply = hear_of_stop(milliseconds(0));
  if (!reply) {
    *over = !wire_.is_open();
    return {};
  }
  const std::optional<Stop> stop = taken(*reply);
  if (!stop) return {};  // it says something else
  running_ = false;
  if (stop->why == Stop::Why::ends) {
    *over = true;
    return {};
  }
  held_.insert(stop->thread);
  return stop;
}

void Stub::resume() {
  std::string content = "vCont";
  for (const auto& [thread, signal] : std::exchange(signals_, {})) {
    const std::string number = hex(static_cast<uint64_t>(gdbs(signal)));
    content += ";C" + (number.size() < 2 ? "0" + number : number) + ":" + names_[thread];
  }
  if (held_.empty()) {
    content += ";c";
  } else {
    bool any = false;
    for (const pid_t thread : threads()) {
      if (held_.contains(thread)) continue;
      content += ";c:" + names_[thread];
      any = true;
    }
    wants_to_run_ = false;
    if (!any) return;
  }
  wants_to_run_ = false;
  chosen_ = 0;
  running_ = say(content);
}

void Stub::go_on(pid_t thread, int signal) {
  held_.erase(thread);
  // No program has sent itself a trap: that was said of a breakpoint which it has left since.
  if (signal != 0 && signal != SIGTRAP) signals_[thread] = signal;
  wants_to_run_ = true;
}

void Stub::step(pid_t thread) {
  chosen_ = 0;
  running_ = say("vCont;s:" + names_[thread]);
}

void Stub::interrupt(pid_t thread) { asked_to_stop_.insert(thread); }

Stop Stub::wait(pid_t thread) {
  // All stand still already; or it is made so.
  if (asked_to_stop_.erase(thread) != 0) {
    if (!running_) return {thread, Stop::Why::begins, 0, 0};
    wire_.send({kInterrupt, 1});
  }
  for (;;) {
    const std::optional<std::string> reply = hear(kReply);
    if (!reply) {
      wire_.close();
      return {thread, Stop::Why::gone, 0, 0};
    }
    const std::optional<Stop> stop = taken(*reply);
    if (!stop) continue;
    running_ = false;
    if (stop->why == Stop::Why::ends) {
      wire_.close();
      return {thread, Stop::Why::gone, 0, 0};
    }
    if (stop->signal == SIGINT) return {thread, Stop::Why::begins, 0, 0};
    held_.insert(stop->thread);
    if (stop->thread == thread) return *stop;
    // Another one came first, and this one may not have moved yet.
    keep_for_later(*reply);
    step(thread);
  }
}

// All of them at once.
void Stub::let_go(pid_t, int) {
  if (!wire_.is_open()) return;
  const std::string& name = names_[first_];
  const size_t dot = name.find('.');
  ask(dot == name.npos ? "D" : "D;" + name.substr(1, dot - 1));
  wire_.close();
}

// --- registers and memory

uint64_t Stub::value_of(std::string_view bytes, const step::CpuRegister& of) const {
  const auto size = static_cast<size_t>(of.size);
  if (bytes.size() <= size) return number(remote_.cpu, bytes);
  // A part of a longer one: what it is worth least.
  const size_t from = remote_.cpu.big_endian ? bytes.size() - size : 0;
  return number(remote_.cpu, bytes.substr(from, size));
}

bool Stub::read_registers(pid_t thread, step::Registers* registers) {
  if (!choose(thread)) return false;
  const std::string all = bytes_of_hex(ask("g"));
  registers->all.clear();
  for (size_t i = 0; i < places_.size(); ++i) {
    const Place& place = places_[i];
    if (!place.is_there) continue;
    std::string bytes;
    if (place.at != SIZE_MAX) {
      if (place.at + place.bytes <= all.size()) bytes = all.substr(place.at, place.bytes);
    } else {
      bytes = bytes_of_hex(ask("p" + hex(place.number)));
    }
    const step::CpuRegister& of = remote_.cpu.registers[i];
    const uint64_t value = value_of(bytes, of);
    registers->all.push_back({of.name, value});
    if (i == remote_.cpu.pc) registers->pc = value;
    if (i == remote_.cpu.sp) registers->sp = value;
  }
  return wire_.is_open();
}

bool Stub::set_pc(pid_t thread, uint64_t pc) {
  step::Registers now;
  if (!read_registers(thread, &now)) return false;
  if (now.pc == pc) return true;
  const Place& place = places_[remote_.cpu.pc];
  std::string bytes;
  for (size_t i = 0; i < place.bytes; ++i) {
    const size_t shift = 8 * (remote_.cpu.big_endian ? place.bytes - 1 - i : i);
    bytes += static_cast<char>(pc >> shift);
  }
  return ask("P" + hex(place.number) + "=" + hex_of_bytes(bytes)) == "OK";
}

std::string Stub::read(uint64_t address, size_t bytes) const {
  std::string all;
  while (all.size() < bytes) {
    const size_t part = std::min(bytes - all.size(), kMostRead);
    const std::string reply = ask("m" + hex(address + all.size()) + "," + hex(part));
    if (is_error(reply)) break;
    const std::string got = bytes_of_hex(reply);
    all += got;
    if (got.size() < part) break;
  }
  return all;
}

bool Stub::set_breakpoint(uint64_t address) {
  if (has_breakpoint(address)) return true;
  if (ask("Z0," + hex(address) + ",4") != "OK") return false;
  breakpoints_.insert(address);
  return true;
}
void Stub::lift(uint64_t address) { ask("z0," + hex(address) + ",4"); }
void Stub::put_back(uint64_t address) { ask("Z0," + hex(address) + ",4"); }
void Stub::clear_breakpoints() {
  for (const uint64_t address : breakpoints_) lift(address);
  breakpoints_.clear();
}

}  // namespace greenlens::gdb
