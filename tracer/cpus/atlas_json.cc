#include "tracer/cpus/atlas_json.h"

#include <nlohmann/json.hpp>

#include "tracer/cpus/differences.h"

namespace greenlens::cpus {
namespace {

using facts::Json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json registers_json(const Cpu& cpu) {
  Json registers = Json::object();
  for (const Kind kind : kKinds) {
    if (kind == Kind::return_address) continue;
    Json list = Json::array();
    for (const Slot& slot : cpu.slots) {
      if (slot.kind == kind) list.push_back(slot.name);
    }
    registers[name_of(kind)] = list;
  }
  return registers;
}

Json slots_json(const Cpu& cpu) {
  Json list = Json::array();
  for (const Slot& slot : cpu.slots) {
    list.push_back({{"offset", slot.offset},
                    {"size", slot.size},
                    {"register", slot.name},
                    {"kind", name_of(slot.kind)},
                    {"purpose", slot.purpose}});
  }
  return list;
}

Json code_json(const Cpu& cpu) {
  Json list = Json::array();
  for (const Instruction& one : cpu.code) {
    list.push_back({{"offset", one.offset},
                    {"bytes", one.bytes},
                    {"text", one.text},
                    {"block", text_or_null(one.mark)},
                    {"line", one.line}});
  }
  return list;
}

Json conventions_json(const Conventions& conventions) {
  return {{"stack_pointer", conventions.stack_pointer},
          {"link_register", text_or_null(conventions.link_register)},
          {"arguments", text_or_null(conventions.arguments)},
          {"red_zone", conventions.red_zone},
          {"callers_area", text_or_null(conventions.callers_area)},
          {"below_frame", conventions.below_frame},
          {"back_chain", conventions.back_chain},
          {"own_address", text_or_null(conventions.own_address)},
          {"data_register", text_or_null(conventions.data_register)},
          {"signs_return", text_or_null(conventions.signs_return)},
          {"executes_behind_branches", conventions.executes_behind_branches}};
}

}  // namespace

Json cpu_json(const words::Messages& messages, const Cpu& cpu, const Cpu& other) {
  return {{"cpu", cpu.id},
          {"name", cpu.name},
          {"abi", cpu.abi},
          {"source", cpu.source},
          {"byte_order", cpu.big_endian ? "big" : "little"},
          {"pointer_size", cpu.pointer_size},
          {"stack_alignment", cpu.stack_alignment},
          {"conventions", conventions_json(cpu.conventions)},
          {"frame_size", cpu.frame_size},
          {"registers", registers_json(cpu)},
          {"frame", slots_json(cpu)},
          {"code_size", code_size(cpu)},
          {"instructions", cpu.code.size()},
          {"sp_moves_at", move_of_sp(cpu).offset},
          {"code", code_json(cpu)},
          {"compared_with", other.id},
          {"differs", differences(messages, cpu, other)}};
}

Json atlas_json(const words::Messages& messages, const std::vector<Cpu>& cpus) {
  Json list = Json::array();
  for (const Cpu& cpu : cpus) list.push_back(cpu_json(messages, cpu, cpus.front()));
  return {{"version", 1}, {"cpus", list}};
}

}  // namespace greenlens::cpus
