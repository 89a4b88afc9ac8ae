#include "tracer/probe/request.h"

#include <algorithm>

namespace greenlens::probe {
namespace {

std::string declared(const std::string& as, const std::string& name) {
  // By its name in the object: C may know it with other types.
  return "extern void " + as + "(void) __asm__(\"" + name + "\");\n";
}

template <typename List>
std::string numbers_of(const List& roles) {
  std::string text;
  for (const probe_role role : roles) {
    text += (text.empty() ? "(probe_role)" : ", (probe_role)") + std::to_string(role);
  }
  return "{" + text + "}";
}

}  // namespace

Refused look_at(const Request& request) {
  for (const std::string& name : {request.function, request.restore}) {
    if (!name.empty() && !is_name(name)) return {"probe.no_name", {{"name", name}}};
  }
  const std::string& calls = request.calls;
  if (request.function.empty()) return {"probe.no_name", {{"name", ""}}};
  if (request.shape.two_functions && request.restore.empty()) {
    return {"probe.one_name", {{"name", request.function}, {"calls", calls}}};
  }
  if (!request.shape.two_functions && !request.restore.empty()) {
    return {"probe.two_names", {{"name", request.restore}, {"calls", calls}}};
  }
  const Roles& roles = request.shape.arguments;
  const bool record = std::count(roles.begin(), roles.end(), probe_role_to_record) > 0 ||
                      request.shape.two_functions;
  const bool about_record = request.record_size != 0 || request.pc_at != -1 || request.sp_at != -1;
  if (about_record && !record) return {"probe.no_record", {{"calls", calls}}};
  if ((request.pc_at < 0) != (request.sp_at < 0)) return {"probe.pc_and_sp", {}};
  const long size = request.record_size;
  const long end = size != 0 ? size : 512;  // as harness/contexts.c has it
  if (size < 0 || size > 4096 || request.pc_at > end - 8 || request.sp_at > end - 8) {
    return {"probe.record_size", {{"most", "4096"}}};
  }
  return {};
}

std::string subjects_source(const std::vector<Request>& requests) {
  std::string declarations = "#include \"tracer/probe/harness/report.h\"\n", rows;
  for (size_t i = 0; i < requests.size(); ++i) {
    const Request& request = requests[i];
    const Shape& shape = request.shape;
    const std::string number = std::to_string(i);
    const auto named = [&](const std::string& kind, const std::string& name) {
      if (name.empty()) return std::string("0");
      declarations += declared(kind + number, name);
      return kind + number;
    };
    const Maker none, &maker = request.maker ? *request.maker : none;
    rows += "{" + named("function_", request.function) + ", " + numbers_of(shape.arguments);
    rows += ", " + named("then_", request.restore) + ", " + numbers_of(shape.then_arguments);
    rows += ", (probe_returns)" + std::to_string(shape.returns);
    rows += ", " + named("maker_", maker.name) + ", " + numbers_of(maker.arguments);
    rows += ", (probe_returns)" + std::to_string(maker.returns);
    rows += ", " + std::to_string(request.record_size) + ", " + std::to_string(request.pc_at);
    rows += ", " + std::to_string(request.sp_at) + "},\n";
  }
  return declarations + "const probe_subject probe_subjects[] = {\n" + rows + "};\n";
}

}  // namespace greenlens::probe
