#include "tracer/live/switch_words.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "tracer/cpus/atlas.h"
#include "tracer/step/decoder.h"

namespace greenlens::live {
namespace {

using store::Instruction;

constexpr const char* kUnknown =
    "The atlas does not have this code, and no disassembler was found that knows it.";

// "55 71 ..": whether a program's bytes are these; ".." is any.
bool are_bytes(std::string_view written, std::string_view bytes) {
  constexpr size_t kOne = 3;  // "55 "
  for (size_t i = 0; i < bytes.size(); ++i) {
    const std::string one(written.substr(std::min(i * kOne, written.size()), 2));
    if (one.size() != 2) return false;
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (one != ".." && std::strtoul(one.c_str(), nullptr, 16) != byte) return false;
  }
  return (written.size() + 1) / kOne == bytes.size();
}

// The program's code as the instructions of that CPU; none when it is other code.
std::vector<Instruction> instructions_of(const cpus::Cpu& cpu, std::string_view code) {
  std::vector<Instruction> instructions;
  if (cpus::code_size(cpu) != code.size()) return {};
  for (const cpus::Instruction& known : cpu.code) {
    const std::string_view bytes = code.substr(known.offset, known.size);
    if (!are_bytes(known.bytes, bytes)) return {};
    Instruction one;
    one.offset = known.offset;
    one.bytes = bytes;
    one.text = known.text;
    one.mark = known.mark;
    if (!one.mark.empty()) one.source_line = known.line;
    instructions.push_back(std::move(one));
  }
  return instructions;
}

// Each piece as the instructions that it is made of; none when that does not come out even.
std::vector<Instruction> disassembled(const step::Cpu& cpu, bool odd,
                                      const std::vector<Instruction>& pieces) {
  step::Decoder decoder(cpu, odd);
  std::vector<Instruction> instructions;
  for (const Instruction& piece : pieces) {
    decoder.learn(piece.bytes, piece.offset);
    for (size_t at = 0; at < piece.bytes.size();) {
      const step::Decoded known =
          decoder.decode(std::string_view(piece.bytes).substr(at), piece.offset + at);
      if (known.size == 0 || known.text == "?" || at + known.size > piece.bytes.size()) return {};
      Instruction one;
      one.offset = piece.offset + at;
      one.bytes = piece.bytes.substr(at, known.size);
      one.text = known.text;
      if (at == 0) one.mark = piece.mark, one.source_line = piece.source_line;
      instructions.push_back(std::move(one));
      at += known.size;
    }
  }
  return instructions;
}

}  // namespace

void find_switch_words(const step::Cpu* disassembled_by, store::TraceInfo* info) {
  std::vector<Instruction>& code = info->arch.code;
  const bool has_words = std::none_of(code.begin(), code.end(),
                                      [](const Instruction& one) { return one.text.empty(); });
  if (has_words) return;
  std::string bytes;
  for (const Instruction& piece : code) bytes += piece.bytes;
  const cpus::Cpu* cpu = cpus::find(info->arch.name);
  std::vector<Instruction> found;
  if (cpu != nullptr) found = instructions_of(*cpu, bytes);
  if (found.empty() && disassembled_by != nullptr) {
    found = disassembled(*disassembled_by, false, code);
    // Where a CPU has two kinds of code, it is of the one that all of it can be.
    const bool has_another = disassembled_by->odd_mode >= 0;
    if (found.empty() && has_another) found = disassembled(*disassembled_by, true, code);
  }
  if (!found.empty()) {
    code = std::move(found);
    return;
  }
  for (Instruction& piece : code) {
    if (piece.text.empty()) piece.text = kUnknown;
  }
}

void find_register_uses(const step::Cpu& cpu, store::TraceInfo* info) {
  // Where a CPU has two kinds of code, it is of that one of which all instructions are as long.
  for (const bool odd : {false, true}) {
    const step::Decoder decoder(cpu, odd);
    std::vector<store::CodeUse> uses;
    bool fits = true;
    for (const Instruction& one : info->arch.code) {
      const step::Decoded known = decoder.decode(one.bytes, one.offset);
      if (known.size != one.bytes.size()) fits = false;
      if (fits && known.uses_are_known) uses.push_back({one.offset, known.reads, known.writes});
    }
    if (!fits && cpu.odd_mode >= 0) continue;
    info->code_uses = std::move(uses);
    return;
  }
}

}  // namespace greenlens::live
