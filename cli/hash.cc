// greenlens hash: what a program did, in 16 letters.
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/story_options.h"
#include "cli/trace.h"
#include "tracer/compare/comparison_json.h"
#include "tracer/compare/digest.h"
#include "tracer/compare/story_key.h"
#include "tracer/compare/story_words.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::cli {
namespace {

struct HashOptions {
  std::string file;
  std::string per = "all";
  compare::Compared compared;
  bool json = false;
};

void say_hashes(const HashOptions& options, const compare::Digest& digest) {
  const words::Messages& messages = catalogue();
  const auto row = [](uint64_t hash, const std::string& what) {
    print(say("cli.hash", {{"hash", compare::hash_text(hash)}, {"what", what}}));
  };
  if (options.per == "thread") {
    for (const compare::HashedThread& thread : digest.threads) {
      row(thread.hash, thread_text(messages, thread.name));
    }
  } else if (options.per == "greenlet") {
    for (const compare::HashedGreenlet& greenlet : digest.greenlets) {
      row(greenlet.hash, who_text(messages, greenlet.who, {}));
    }
  } else {
    row(digest.hash, options.file);
  }
  const auto aside = [](const char* id, uint64_t count) {
    if (count > 0) print_aside(say(id, {{"count", std::to_string(count)}}));
  };
  aside("cli.hash.lost", digest.sums.events_lost);
  aside("cli.hash.part", digest.sums.is_part ? 1 : 0);
  aside("cli.hash.noted", options.compared.values ? digest.sums.values_unknown : 0);
  aside("cli.hash.left_out", digest.greenlets_left_out);
}

int hash(const HashOptions& options) {
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const compare::Per per =
      options.per == "greenlet" ? compare::Per::greenlet : compare::Per::thread;
  std::optional<compare::Digest> digest;
  Interrupts interrupts;
  {
    Progress progress;
    digest = compare::digest(**loaded, options.compared, per, [&](uint64_t done, uint64_t all) {
      progress.show(done, all);
      return interrupts.wanted() == Interrupts::Wanted::nothing;
    });
  }
  if (!digest) return refuse(kCheckFailed, say("cli.hash.cancelled"));
  if (options.json) {
    print(facts::json_text(digest_to_json(*digest, per), 2));
  } else {
    say_hashes(options, *digest);
  }
  return loaded->say_what_is_missing() ? kFine : kUnreadableFile;
}

}  // namespace

void add_hash(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("hash", say("cli.help.hash"));
  auto options = std::make_shared<HashOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("--per", options->per, say("cli.help.hash_per"))
      ->check(CLI::IsMember({"all", "thread", "greenlet"}))
      ->capture_default_str();
  add_story_options(command, &options->compared);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = hash(*options); });
}

}  // namespace greenlens::cli
