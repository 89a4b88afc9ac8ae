#include "gui/views/atlas/model.h"

namespace greenlens::gui::atlas {

const cpus::Cpu* shown(const std::vector<cpus::Cpu>& all, std::string_view chosen,
                       std::string_view recorded) {
  for (const cpus::Cpu& cpu : all) {
    if (cpu.id == chosen) return &cpu;
  }
  for (const cpus::Cpu& cpu : all) {
    if (cpu.name == recorded) return &cpu;
  }
  return all.empty() ? nullptr : &all.front();
}

const cpus::Cpu* beside(const std::vector<cpus::Cpu>& all, std::string_view chosen,
                        const cpus::Cpu& cpu) {
  if (chosen == kNobody) return nullptr;
  const auto pushes = [](const cpus::Cpu& one) { return one.conventions.link_register.empty(); };
  const cpus::Cpu* other = nullptr;
  for (const cpus::Cpu& one : all) {
    if (one.id == cpu.id) continue;
    if (one.id == chosen) return &one;
    if (other == nullptr && pushes(one) != pushes(cpu)) other = &one;
  }
  return other;
}

}  // namespace greenlens::gui::atlas
