#include "cli/family.h"

#include <utility>

#include "cli/say.h"
#include "tracer/facts/json_fields.h"
#include "tracer/processes/names.h"

namespace greenlens::cli {
namespace {

void open_one(const std::string& file, OpenedFamily* family) {
  auto loaded = load_trace(file);
  processes::Given given{file, nullptr, {}};
  if (loaded) {
    family->traces.push_back(std::move(*loaded));
    given.trace = &*family->traces.back();
  } else {
    given.fault = loaded.fault();
  }
  family->given.push_back(std::move(given));
}

}  // namespace

bool OpenedFamily::say_what_is_missing() {
  bool fine = true;
  for (LoadedTrace& trace : traces) fine = trace.say_what_is_missing() && fine;
  return fine;
}

std::string process_title(const std::string& file, const store::TraceInfo& info) {
  const std::string name = processes::program_name(info);
  if (!info.process) return say("cli.process.unnumbered", {{"name", name}, {"file", file}}) + '\n';
  const std::string number = std::to_string(info.process->number);
  return say("cli.process", {{"name", name}, {"number", number}, {"file", file}}) + '\n';
}

facts::Json process_json(const std::string& file, const store::TraceInfo& info) {
  facts::Json json = {{"file", file}, {"name", processes::program_name(info)}, {"number", nullptr}};
  if (info.process) json["number"] = info.process->number;
  return json;
}

OpenedFamily open_just(const std::vector<std::string>& files) {
  OpenedFamily family;
  for (const std::string& file : files) open_one(file, &family);
  return family;
}

OpenedFamily open_family(const std::vector<std::string>& files) {
  if (files.size() != 1) return open_just(files);
  // Who lies beside it has to be read for knowing whether it belongs to it.
  OpenedFamily all = open_just(files);
  for (const std::string& file : processes::files_beside(files[0])) open_one(file, &all);
  std::vector<processes::Given> its;
  for (const size_t i : processes::of_one_run(all.given)) its.push_back(all.given[i]);
  all.given = std::move(its);
  return all;
}

}  // namespace greenlens::cli
