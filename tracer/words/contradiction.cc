#include "tracer/words/contradiction.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/rules/promises.h"
#include "tracer/state/queries.h"
#include "tracer/words/stack_address.h"
#include "tracer/words/thread_name.h"

namespace greenlens::words {
namespace {

// A value as the sentences about steps would have it.
class Shown {
 public:
  explicit Shown(const state::State& state) : state_(state) {}

  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(facts::GreenletId id) const { return name_of(state_, id); }
  std::string operator()(uint64_t number) const { return std::to_string(number); }
  std::string operator()(facts::Address address) const { return facts::format_address(address); }
  std::string operator()(facts::Payload payload) const { return facts::enum_name(payload); }
  std::string operator()(facts::Extent extent) const { return facts::enum_name(extent); }
  std::string operator()(const std::string& text) const { return text.empty() ? "\"\"" : text; }
  std::string operator()(rules::FactName fact) const { return std::string(fact.name); }

 private:
  const state::State& state_;
};

struct Lost {
  const facts::RegisterPair& pair;
  const std::string &target, &function;
};

std::string lost_sentence(const Messages& messages, const state::Moment& moment, const Lost& lost) {
  const state::Thread& thread = thread_in(moment.after, moment.event->thread);
  const auto value_of = [&](uint64_t raw) {
    return raw_address_on(moment.after, thread, thread.base, raw);
  };
  // The same place on two stacks is not the same address.
  const bool looks_kept = value_of(lost.pair.kept) == value_of(lost.pair.found);
  const auto value = [&](uint64_t raw) {
    return looks_kept ? fmt::format("{:#x}", raw) : value_of(raw);
  };
  return messages.text("narrate.contradiction.lost", {{"register", facts::shown(lost.pair.name)},
                                                      {"target", lost.target},
                                                      {"function", lost.function},
                                                      {"kept", value(lost.pair.kept)},
                                                      {"found", value(lost.pair.found)}});
}

std::string returned_sentence(const Messages& messages, const state::Moment& moment,
                              const facts::SwitchReturned& fact,
                              const rules::Contradiction& contradiction) {
  const state::Thread& thread = thread_in(moment.after, moment.event->thread);
  const std::string target = shown_name(moment.after, fact.target);
  const std::string function = facts::shown(fact.function);
  if (contradiction.field == std::string_view("sp") && fact.sp_kept != facts::kNull) {
    return messages.text("narrate.contradiction.sp",
                         {{"target", target},
                          {"function", function},
                          {"found", address_on(moment.after, thread, fact.sp)},
                          {"kept", address_on(moment.after, thread, fact.sp_kept)}});
  }
  const auto* name = std::get_if<std::string>(&contradiction.told);
  if (contradiction.field != std::string_view("lost") || name == nullptr) return "";
  for (const facts::RegisterPair& pair : fact.lost) {
    if (pair.name == *name) return lost_sentence(messages, moment, {pair, target, function});
  }
  return "";
}

// A promise of the engine's own switch that an instruction of it has broken.
std::string broken_sentence(const Messages& messages, const state::Moment& moment,
                            const facts::InstructionExecuted& fact,
                            const rules::Contradiction& contradiction) {
  const std::string_view field = contradiction.field;
  const std::string function = facts::shown(fact.function);
  const state::Thread& after = thread_in(moment.after, moment.event->thread);
  if (field == "misaligned") {
    return messages.text("narrate.contradiction.misaligned",
                         {{"function", function},
                          {"bytes", std::to_string(fact.misaligned)},
                          {"sp", address_on(moment.after, after, fact.sp)}});
  }
  if (field == "read_at") {
    return messages.text(
        fact.called ? "narrate.contradiction.read_at" : "narrate.contradiction.reads_ahead",
        {{"text", facts::shown(fact.text)},
         {"function", function},
         {"at", address_on(moment.after, after, fact.read_at)}});
  }
  const state::Thread& before = thread_in(moment.before, moment.event->thread);
  const state::GreenletState* caller = rules::who_has_called(moment.before, before, fact);
  if (caller == nullptr) return "";
  const std::string target = shown_name(moment.after, caller->id);
  if (field == "sp") {
    const facts::Address kept = fact.returned ? rules::kept_sp(*caller, fact) : caller->call_sp;
    return messages.text(
        fact.returned ? "narrate.contradiction.sp" : "narrate.contradiction.sp_above",
        {{"target", target},
         {"function", function},
         {"found", address_on(moment.after, after, fact.sp)},
         {"kept", address_on(moment.after, after, kept)}});
  }
  if (field == "next") {
    return messages.text("narrate.contradiction.returns_into_itself",
                         {{"function", function},
                          {"text", facts::shown(fact.text)},
                          {"next", fmt::format("{:#x}", fact.next)}});
  }
  const auto* name = std::get_if<std::string>(&contradiction.told);
  if (field != "registers" || name == nullptr) return "";
  for (const facts::RegisterPair& pair : rules::lost_registers(*caller, before, fact)) {
    if (pair.name == *name) return lost_sentence(messages, moment, {pair, target, function});
  }
  return "";
}

// Of a mark that lies too low.
std::string outside_sentence(const Messages& messages, const state::Moment& moment,
                             const facts::RegistersSaved& fact) {
  const state::Thread& thread = thread_in(moment.before, moment.event->thread);
  const state::GreenletState* target = find(moment.before, fact.target);
  const bool begins = thread.in_switch && thread.in_switch->first_start;
  if (!begins || target == nullptr || target->stack_stop > fact.sp) return "";
  return messages.text("narrate.contradiction.begins_outside",
                       {{"target", shown_name(moment.after, fact.target)},
                        {"origin", shown_name(moment.after, fact.origin)},
                        {"sp", address_on(moment.after, thread, fact.sp)},
                        {"stop", address_on(moment.after, thread, target->stack_stop)}});
}

}  // namespace

std::string sentence(const Messages& messages, const state::Moment& moment,
                     const rules::Contradiction& contradiction) {
  // Names as they are after the fact, which may be the first that has one.
  const Shown shown(moment.after);
  // No fault of the recording: the program's own switch breaks a promise.
  if (const auto* returned = facts::as<facts::SwitchReturned>(moment.event.get())) {
    std::string lost = returned_sentence(messages, moment, *returned, contradiction);
    if (!lost.empty()) return lost;
  }
  if (const auto* executed = facts::as<facts::InstructionExecuted>(moment.event.get())) {
    std::string broken = broken_sentence(messages, moment, *executed, contradiction);
    if (!broken.empty()) return broken;
  }
  const auto* spilled = facts::as<facts::RegistersSaved>(moment.event.get());
  if (spilled != nullptr && contradiction.field == std::string_view("sp")) {
    std::string outside = outside_sentence(messages, moment, *spilled);
    if (!outside.empty()) return outside;
  }
  const bool about_order = contradiction.field == std::string_view(rules::kOrder);
  const bool nothing_fits = std::holds_alternative<std::monostate>(contradiction.expected);
  std::string id = about_order ? "narrate.contradiction.order" : "narrate.contradiction";
  if (nothing_fits) id += ".nothing";
  return messages.text(id, {{"fact", facts::fact_name(moment.event->fact)},
                            {"field", contradiction.field},
                            {"told", std::visit(shown, contradiction.told)},
                            {"expected", std::visit(shown, contradiction.expected)}});
}

std::vector<std::string> contradictions(const Messages& messages, const state::Moment& moment,
                                        size_t most) {
  std::vector<std::string> sentences;
  if (moment.event == nullptr) return sentences;
  const std::vector<rules::Contradiction> all =
      rules::check(moment.before, moment.event->fact, moment.event->thread);
  const size_t said = std::min(all.size(), most);
  for (size_t i = 0; i < said; ++i) sentences.push_back(sentence(messages, moment, all[i]));
  if (said < all.size()) {
    sentences.push_back(messages.text("narrate.contradiction.more",
                                      {{"count", std::to_string(all.size() - said)}}));
  }
  return sentences;
}

}  // namespace greenlens::words
