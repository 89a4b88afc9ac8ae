#include "tracer/words/instructions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/code_source.h"
#include "tracer/words/columns.h"
#include "tracer/words/stack_address.h"

namespace greenlens::words {
namespace {

constexpr uint64_t kFirstAddress = 1 << 16;
constexpr std::array<std::string_view, 3> kStackPointers = {"rsp", "esp", "sp"};
constexpr size_t kBetween = 2;  // blanks

// Each column as wide as its longest word, and nothing behind the last one.
std::string in_columns(const std::vector<std::vector<std::string>>& table) {
  std::vector<size_t> widths;
  for (const std::vector<std::string>& row : table) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], columns_in(row[i]) + kBetween);
    }
  }
  std::string text;
  for (const std::vector<std::string>& row : table) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += fitted(row[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

const state::Machine* machine_in(const state::State& state) {
  const state::Thread& thread = told_by(state);
  return thread.machine ? &*thread.machine : nullptr;
}

std::string hex_bytes(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

// By the frame that the switch spills: what is in it is what a call has to preserve.
Role role_of(const store::TraceInfo& info, const std::string& name) {
  const bool is_sp =
      std::find(kStackPointers.begin(), kStackPointers.end(), name) != kStackPointers.end();
  if (is_sp) return Role::stack_pointer;
  for (const store::ArchSlot& slot : info.arch.slots) {
    if (slot.name != name) continue;
    return slot.purpose == "callee-saved" ? Role::callee_saved : Role::control_word;
  }
  return Role::other;
}

class Registers {
 public:
  Registers(const Messages& messages, const store::TraceInfo& info, const state::Moment& moment)
      : messages_(messages), info_(info), moment_(moment), thread_(told_by(moment.after)) {}

  std::vector<RegisterRow> rows() const {
    std::vector<RegisterRow> rows;
    if (!thread_.machine) return rows;
    for (const state::MachineRegister& one : thread_.machine->registers) rows.push_back(row(one));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RegisterRow& a, const RegisterRow& b) { return a.role < b.role; });
    return rows;
  }

 private:
  RegisterRow row(const state::MachineRegister& one) const {
    RegisterRow row;
    row.name = facts::shown(one.name);
    row.role = role_of(info_, one.name);
    row.value = value(one.value);
    const std::optional<state::Machine>& was = thread_in(moment_.before, thread_.id).machine;
    if (was) {
      for (const state::MachineRegister& earlier : was->registers) {
        const bool changed = earlier.name == one.name && earlier.value != one.value;
        if (changed) row.before = value(earlier.value);
      }
    }
    const auto* executed = facts::as<facts::InstructionExecuted>(moment_.event.get());
    if (executed != nullptr && was) {
      row.written = std::any_of(executed->registers.begin(), executed->registers.end(),
                                [&](const auto& written) { return written.name == one.name; });
    }
    facts::Whose whose = one.whose;
    // Where sp stands is whose stack is in use, whoever has put it there.
    if (row.role == Role::stack_pointer) {
      whose = thread_.machine->moved ? facts::Whose::target : facts::Whose::origin;
    }
    // The others a caller does not count on: it has put away what it needs of them.
    const bool counts = row.role != Role::other;
    if (thread_.in_switch && counts && whose == facts::Whose::origin) {
      row.greenlet = thread_.in_switch->origin;
    }
    if (thread_.in_switch && counts && whose == facts::Whose::target) {
      row.greenlet = thread_.in_switch->target;
    }
    const bool is_switchs = whose == facts::Whose::the_switch;
    row.whose = row.greenlet != 0 ? name_of(moment_.after, row.greenlet)
                                  : messages_.text(is_switchs ? "words.registers.switch"
                                                              : "words.registers.nobody");
    return row;
  }

  std::string value(uint64_t value) const {
    const uint64_t base = thread_.base != 0 ? thread_.base : info_.stack_base;
    if (value < kFirstAddress) return fmt::format("{:#x}", value);
    return raw_address_on(moment_.after, thread_, base, value);
  }

  const Messages& messages_;
  const store::TraceInfo& info_;
  const state::Moment& moment_;
  const state::Thread& thread_;
};

}  // namespace

std::vector<InstructionRow> instruction_rows(const store::TraceInfo& info,
                                             const state::State& state) {
  const state::Machine* machine = machine_in(state);
  std::vector<InstructionRow> rows;
  for (const store::Instruction& one : info.arch.code) {
    InstructionRow row;
    row.offset = one.offset;
    row.bytes = hex_bytes(one.bytes);
    row.text = facts::shown(one.text);
    row.block = facts::shown(one.mark);
    if (const store::CodeLine* at = line_of_instruction(info, one.offset)) {
      const store::SourceText& source = info.sources[at->source];
      row.line = at->line;
      row.source = at->source;
      row.file = facts::shown(source.file);
      row.comment = facts::shown(comment_on(source.text, at->line));
    }
    if (const store::CodeUse* uses = use_of_instruction(info, one.offset)) row.uses = *uses;
    row.now = machine != nullptr && machine->offset == one.offset;
    row.next = machine != nullptr && !machine->returned && machine->next == one.offset;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string uses_text(const Messages& messages, const InstructionRow& row) {
  if (!row.uses) return "";
  std::string text;
  for (const auto& [id, used] : {std::pair{"words.instructions.reads", &row.uses->reads},
                                 {"words.instructions.writes", &row.uses->writes}}) {
    if (used->empty()) continue;
    const std::string names = facts::shown(fmt::format("{}", fmt::join(*used, ", ")));
    if (!text.empty()) text += messages.text("list.chain", {{"first", ""}, {"more", ""}});
    text += messages.text(id, {{"registers", names}});
  }
  return text;
}

std::vector<RegisterRow> register_rows(const Messages& messages, const store::TraceInfo& info,
                                       const state::Moment& moment) {
  return Registers(messages, info, moment).rows();
}

std::string disassembly_text(const Messages& messages, const store::TraceInfo& info,
                             const state::State& state) {
  const std::vector<InstructionRow> rows = instruction_rows(info, state);
  if (rows.empty()) return messages.text("words.instructions.none") + '\n';
  std::string text =
      messages.text(has_contexts(state) ? "words.instructions.of_program" : "words.instructions.of",
                    {{"cpu", facts::shown(info.arch.name)}}) +
      '\n';
  std::vector<std::vector<std::string>> table;
  std::string file;
  for (const InstructionRow& row : rows) {
    const std::string mark = row.now ? ">" : row.next ? "." : " ";
    // The file once, where it begins.
    const std::string line = row.line == 0      ? ""
                             : row.file != file ? fmt::format("{}:{}", row.file, row.line)
                                                : fmt::format(":{}", row.line);
    if (row.line != 0) file = row.file;
    table.push_back({mark + fmt::format("{:#6x}", row.offset), row.bytes, row.text, row.block, line,
                     uses_text(messages, row)});
  }
  return text + in_columns(table);
}

std::string registers_text(const Messages& messages, const store::TraceInfo& info,
                           const state::Moment& moment) {
  const std::vector<RegisterRow> rows = register_rows(messages, info, moment);
  if (rows.empty()) return messages.text("words.registers.none") + '\n';
  std::string text = messages.text("words.registers.of") + '\n';
  std::vector<std::vector<std::string>> table;
  for (const RegisterRow& row : rows) {
    const std::string mark = row.written ? "> " : "  ";
    table.push_back(
        {mark + row.name, row.value, row.whose,
         row.before.empty() ? "" : messages.text("words.registers.was", {{"value", row.before}})});
  }
  return text + in_columns(table);
}

}  // namespace greenlens::words
