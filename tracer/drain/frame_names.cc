#include "tracer/drain/frame_names.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace greenlens::drain {
namespace {

using facts::FaultKind;

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// What such a file is called that has the debug information of a module.
bool is_called_like(std::string_view file, std::string_view module) {
  constexpr std::string_view kDebug = ".debug";
  if (file.ends_with(kDebug)) file.remove_suffix(kDebug.size());
  return file == module;
}

}  // namespace

facts::Fault FrameNames::add(const std::string& path) {
  if (access(path.c_str(), R_OK) != 0) {
    return {FaultKind::file_unreadable, path, 0, 0, std::strerror(errno)};
  }
  auto file = std::make_unique<Symbols>(path);
  if (!file->opened()) return {FaultKind::no_symbols_there, path, 0, 0, ""};
  const std::string id = file->build_id();
  const auto same_id = [&](const store::ModuleInfo& module) {
    return !id.empty() && module.build_id == id;
  };
  const auto same_name = [&](const store::ModuleInfo& module) {
    return is_called_like(base_name(path), module.name);
  };
  auto found = std::find_if(modules_.begin(), modules_.end(), same_id);
  if (found == modules_.end()) {
    found = std::find_if(modules_.begin(), modules_.end(), same_name);
    if (found == modules_.end()) return {FaultKind::no_such_module, path, 0, 0, ""};
    if (!id.empty() && !found->build_id.empty()) {
      return {FaultKind::another_build, path, 0, 0, found->build_id + " ≠ " + id};
    }
  }
  if (!file->has_names()) return {FaultKind::no_symbols_there, path, 0, 0, ""};
  files_[found->name] = std::move(file);
  return {};
}

void FrameNames::name(facts::CFrame* frame) {
  ++frames_;
  const auto file = files_.find(frame->module);
  if (file == files_.end()) return;
  const Symbols::Place& place = file->second->of_offset(frame->code_offset);
  const Call& own = place.calls.back();
  if (own.function.empty()) {
    frame->nameless = facts::Nameless::no_symbol;
    return;
  }
  frame->nameless = facts::Nameless::unknown;
  frame->function = own.function;
  frame->file = own.shown;
  frame->line = own.line;
  frame->inlined.clear();
  for (const Call& call : place.calls) {
    if (&call != &own) frame->inlined.push_back({call.shown, call.function, call.line});
  }
  ++named_;
}

}  // namespace greenlens::drain
