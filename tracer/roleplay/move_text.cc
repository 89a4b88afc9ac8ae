#include "tracer/roleplay/move_text.h"

#include <cctype>
#include <charconv>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/state/queries.h"
#include "tracer/words/notes.h"

namespace greenlens::roleplay {
namespace {

using facts::Address;
using facts::GreenletId;

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The last word, which is taken away.
std::string_view take_last(std::string_view* text) {
  const size_t blank = text->find_last_of(kBlanks);
  const size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
  const std::string_view word = text->substr(begin);
  *text = trimmed(text->substr(0, begin));
  return word;
}
std::string_view take_first(std::string_view* text) {
  const size_t end = std::min(text->find_first_of(kBlanks), text->size());
  const std::string_view word = text->substr(0, end);
  *text = trimmed(text->substr(end));
  return word;
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

std::optional<uint64_t> read_number(std::string_view digits) {
  uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end) return {};
  return value;
}

// So many bytes of it, from where they are still in place.
std::optional<Address> behind_bytes(const Stage& stage, GreenletId owner, std::string_view count) {
  const auto bytes = read_number(count);
  const state::GreenletState* greenlet = find(stage.state, owner);
  if (!bytes || greenlet == nullptr) return {};
  const Address start = owner == stage.plan.origin ? stage.sp : greenlet->stack_start;
  if (!facts::is_stack_address(start)) return {};
  return facts::end_of(facts::end_of(start, greenlet->stack_saved), *bytes);
}

std::optional<Move> with_greenlet(MoveKind kind, std::string_view name, const Stage& stage) {
  const GreenletId id = state::find_named(stage.state, name);
  return id == 0 ? std::nullopt : std::optional(Move{kind, id, facts::kNull, 0});
}

std::optional<Move> with_address(MoveKind kind, std::string_view rest, const Stage& stage) {
  const auto address = facts::parse_address(take_last(&rest));
  std::optional<Move> move = with_greenlet(kind, rest, stage);
  if (!move || !address) return {};
  move->address = *address;
  return move;
}

std::optional<Move> save_of(std::string_view rest, const Stage& stage) {
  std::string_view all = rest;
  const std::string unit = lowered(take_last(&rest));
  if (unit != "bytes" && unit != "byte") return with_address(MoveKind::save, all, stage);
  const std::string_view count = take_last(&rest);
  std::optional<Move> move = with_greenlet(MoveKind::save, rest, stage);
  const auto up_to = move ? behind_bytes(stage, move->greenlet, count) : std::nullopt;
  if (!up_to) return {};
  move->address = *up_to;
  return move;
}

// Both may have blanks in their names.
std::optional<Move> relink_of(std::string_view rest, const Stage& stage) {
  for (size_t blank = rest.find(' '); blank != std::string_view::npos;
       blank = rest.find(' ', blank + 1)) {
    const std::string_view name = trimmed(rest.substr(blank));
    std::optional<Move> move =
        with_greenlet(MoveKind::relink, trimmed(rest.substr(0, blank)), stage);
    if (!move) continue;
    move->other = state::find_named(stage.state, name);
    const std::string low = lowered(name);
    if (move->other != 0 || low == "nobody" || low == "none") return move;
  }
  return {};
}

}  // namespace

std::optional<Move> parse_move(std::string_view typed, const Stage& stage) {
  std::string_view rest = trimmed(typed);
  const std::string verb = lowered(take_first(&rest));
  if (verb == "start") return with_address(MoveKind::set_stack_start, rest, stage);
  if (verb == "save") return save_of(rest, stage);
  if (verb == "restore") return with_greenlet(MoveKind::restore, rest, stage);
  if (verb == "prev") return relink_of(rest, stage);
  if (verb == "run") return with_greenlet(MoveKind::hand_over, rest, stage);
  if (verb != "sp") return {};
  const auto address = facts::parse_address(rest);
  return address ? std::optional(Move{MoveKind::move_sp, 0, *address, 0}) : std::nullopt;
}

std::string typed_move(const Stage& stage, const Move& move) {
  const std::string name = words::name_in_note(stage.state, move.greenlet);
  const std::string address = facts::format_address(move.address);
  switch (move.kind) {
    case MoveKind::set_stack_start:
      return "start " + name + ' ' + address;
    case MoveKind::save:
      return "save " + name + ' ' + address;
    case MoveKind::move_sp:
      return "sp " + address;
    case MoveKind::restore:
      return "restore " + name;
    case MoveKind::relink:
      return "prev " + name + ' ' +
             (move.other == 0 ? "nobody" : words::name_in_note(stage.state, move.other));
    case MoveKind::hand_over:
      return "run " + name;
  }
  return "";
}

std::string move_text(const words::Messages& messages, const Stage& stage, const Move& move) {
  const bool is_last = move.kind == MoveKind::relink && move.other == 0;
  return messages.text(
      std::string("roleplay.move.") + facts::enum_name(move.kind) + (is_last ? ".nobody" : ""),
      {{"name", words::name_in_note(stage.state, move.greenlet)},
       {"address", facts::format_address(move.address)},
       {"other", words::name_in_note(stage.state, move.other)}});
}

}  // namespace greenlens::roleplay
