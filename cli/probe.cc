// greenlens probe: does a stack switch that somebody has written keep what the ABI wants kept?
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/say.h"
#include "tracer/facts/json_fields.h"
#include "tracer/probe/told.h"
#include "tracer/probe/workshop.h"

namespace greenlens::cli {
namespace {

struct ProbeOptions {
  std::string names;
  std::string maker;
  probe::Request request;
  bool json = false;
};

int refused_by(const probe::Refused& refused) {
  ExitCode code = refused.id == "probe.no_file" ? kUnreadableFile : kWrongUsage;
  if (refused.id == "probe.called_off") code = kCheckFailed;
  return refuse(code, probe::sentence(catalogue(), refused));
}

int examine(const ProbeOptions& options) {
  probe::Request request = options.request;
  probe::Refused refused;
  const size_t comma = options.names.find(',');
  request.function = options.names.substr(0, comma);
  if (comma != std::string::npos) request.restore = options.names.substr(comma + 1);
  const auto shape = probe::parse_shape(request.calls, &refused);
  if (!shape) return refused_by(refused);
  request.shape = *shape;
  if (!options.maker.empty()) {
    request.maker = probe::parse_maker(options.maker, request.shape, &refused);
    if (!request.maker) return refused_by(refused);
  }
  refused = probe::look_at(request);
  if (!refused.id.empty()) return refused_by(refused);
  const Interrupts interrupts;
  const auto workshop = probe::Workshop::open(
      &refused, [&] { return interrupts.wanted() != Interrupts::Wanted::nothing; });
  if (!workshop) return refused_by(refused);
  const auto examination = workshop->examine({request}, &refused);
  if (!examination) return refused_by(refused);
  refused = probe::look_at_allowed(request, examination->front());
  if (!refused.id.empty()) return refused_by(refused);
  const words::Messages& messages = catalogue();
  const probe::Findings found = probe::findings(messages, request, examination->front());
  if (options.json) {
    print(facts::json_text(probe::to_json(request, found), 2));
  } else {
    print(probe::told(messages, request, found));
  }
  return found.list.empty() ? kFine : kCheckFailed;
}

std::string shapes() {
  std::string text = say("cli.help.probe_shapes");
  for (const char* id : {"cli.help.probe_shape.sp", "cli.help.probe_shape.record",
                         "cli.help.probe_shape.handle", "cli.help.probe_shape.two"}) {
    text += "\n  " + say(id);
  }
  return text + "\n" + say("cli.help.probe_makers");
}

}  // namespace

void add_probe(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("probe", say("cli.help.probe"));
  command->footer(shapes);
  auto options = std::make_shared<ProbeOptions>();
  probe::Request& request = options->request;
  command->add_option("files", request.files, say("cli.help.probe_files"));
  command->add_option("--switch", options->names, say("cli.help.probe_switch"))->required();
  command->add_option("--calls", request.calls, say("cli.help.probe_calls"))->required();
  command->add_option("--make", options->maker, say("cli.help.probe_make"));
  command->add_option("--context-size", request.record_size, say("cli.help.probe_size"));
  command->add_option("--pc", request.pc_at, say("cli.help.probe_pc"));
  command->add_option("--sp", request.sp_at, say("cli.help.probe_sp"));
  command->add_option("--may-lose", request.allowed, say("cli.help.probe_may_lose"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = examine(*options); });
}

}  // namespace greenlens::cli
