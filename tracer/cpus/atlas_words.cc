#include "tracer/cpus/atlas_words.h"

#include <fmt/format.h>

#include <set>

#include "tracer/cpus/differences.h"
#include "tracer/words/columns.h"

namespace greenlens::cpus {
namespace {

using words::Messages;
using words::TableRow;

std::string label(const Messages& messages, const std::string& id) {
  return messages.text("atlas." + id);
}

std::string number(size_t n) { return std::to_string(n); }

std::string kind_label(const Messages& messages, Kind kind) {
  return label(messages, std::string("kind.") + name_of(kind));
}

// Where a call leaves it.
std::string return_address(const Messages& messages, const Cpu& cpu) {
  const std::string& link = cpu.conventions.link_register;
  return link.empty() ? label(messages, "on_stack") : link;
}

// A paragraph behind a dash, the lines after the first one below its words.
std::string item(const std::string& sentence) {
  std::string text;
  const std::string lines = words::wrapped(sentence, words::kTextColumns - 4);
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = lines.find('\n', begin) + 1;
    text += (begin == 0 ? "  - " : "    ") + lines.substr(begin, end - begin);
    begin = end;
  }
  return text;
}

std::string differences_text(const Messages& messages, const Cpu& cpu, const Cpu& other) {
  std::string text;
  for (const std::string& sentence : differences(messages, cpu, other)) text += item(sentence);
  if (text.empty()) return "";
  return messages.text("atlas.differs", {{"other", other.name}}) + '\n' + text;
}

std::string described_text(const Messages& messages, const Cpu& cpu) {
  std::vector<TableRow> rows;
  for (const Property& one : described(messages, cpu)) {
    rows.push_back({"  " + one.label, one.value});
  }
  return words::table(rows, {1});
}

// Both lists, and of what both have what described() says of it.
std::string properties_text(const Messages& messages, const Cpu& cpu) {
  std::vector<TableRow> rows;
  std::set<std::string> said;
  const auto add = [&](const Property& one) {
    if (said.insert(one.label).second) rows.push_back({"  " + one.label, one.value});
  };
  for (const Property& one : described(messages, cpu)) add(one);
  for (const Property& one : properties(messages, cpu)) add(one);
  return words::table(rows, {1});
}

std::string frame_text(const Messages& messages, const Cpu& cpu) {
  std::vector<TableRow> rows = {{"", label(messages, "offset"), label(messages, "size"),
                                 label(messages, "register"), label(messages, "kind"),
                                 label(messages, "purpose")}};
  for (const Slot& slot : cpu.slots) {
    rows.push_back({"", std::to_string(slot.offset), std::to_string(slot.size), slot.name,
                    kind_label(messages, slot.kind), slot.purpose});
  }
  return words::table(rows, {3, 4, 5});
}

std::string code_text(const Messages& messages, const Cpu& cpu) {
  std::vector<TableRow> rows = {{label(messages, "block"), label(messages, "offset"),
                                 label(messages, "line"), label(messages, "bytes"),
                                 label(messages, "instruction")}};
  for (const Instruction& one : cpu.code) {
    rows.push_back(
        {one.mark, fmt::format("{:#x}", one.offset), number(one.line), one.bytes, one.text});
  }
  return words::table(rows, {3, 4});
}

}  // namespace

std::vector<Property> properties(const Messages& messages, const Cpu& cpu) {
  std::vector<Property> all = {
      {label(messages, "byte_order"), label(messages, cpu.big_endian ? "big" : "little")},
      {label(messages, "pointer_size"), std::to_string(cpu.pointer_size)},
      {label(messages, "stack_alignment"), std::to_string(cpu.stack_alignment)},
      {label(messages, "return_address"), return_address(messages, cpu)},
      {label(messages, "frame_size"), std::to_string(cpu.frame_size)}};
  for (const Kind kind : kKinds) {
    if (kind == Kind::return_address) continue;
    all.push_back({kind_label(messages, kind), std::to_string(count(cpu, kind))});
  }
  all.push_back({label(messages, "code_size"), number(code_size(cpu))});
  all.push_back({label(messages, "instructions"), number(cpu.code.size())});
  all.push_back({label(messages, "lengths"), lengths(cpu)});
  all.push_back({label(messages, "sp_moves_at"), fmt::format("{:#x}", move_of_sp(cpu).offset)});
  return all;
}

std::vector<Property> described(const Messages& messages, const Cpu& cpu) {
  std::vector<Property> all = {{label(messages, "abi"), cpu.abi},
                               {label(messages, "source"), cpu.source}};
  for (const Kind kind : kKinds) {
    const std::string list = names(cpu, kind);
    if (kind == Kind::return_address || list.empty()) continue;
    all.push_back({kind_label(messages, kind), list});
  }
  const Instruction& move = move_of_sp(cpu);
  all.push_back({label(messages, "sp_moves_at"),
                 messages.text("atlas.sp_moves_by", {{"instruction", move.text},
                                                     {"offset", fmt::format("{:#x}", move.offset)},
                                                     {"line", number(move.line)}})});
  return all;
}

std::string overview_text(const Messages& messages, const std::vector<Cpu>& cpus) {
  if (cpus.empty()) return "";
  std::vector<TableRow> rows(1 + properties(messages, cpus.front()).size());
  rows.front().emplace_back();
  for (const Cpu& cpu : cpus) {
    const std::vector<Property> of_this = properties(messages, cpu);
    rows.front().push_back(cpu.name);
    for (size_t i = 0; i < of_this.size(); ++i) {
      TableRow& row = rows[1 + i];
      if (row.empty()) row.push_back(of_this[i].label);
      row.push_back(of_this[i].value);
    }
  }
  std::string text = words::table(rows, {});
  for (const Cpu& cpu : cpus) {
    text += '\n' + cpu.name + '\n' + described_text(messages, cpu);
    text += differences_text(messages, cpu, cpus.front());
  }
  return text;
}

std::string cpu_text(const Messages& messages, const Cpu& cpu, const Cpu& other) {
  std::string text = cpu.name + '\n' + properties_text(messages, cpu) + '\n';
  text += messages.text("atlas.frame") + '\n' + frame_text(messages, cpu) + '\n';
  text += messages.text("atlas.code", {{"source", cpu.source}}) + '\n' + code_text(messages, cpu);
  const std::string different = differences_text(messages, cpu, other);
  return different.empty() ? text : text + '\n' + different;
}

}  // namespace greenlens::cpus
