#include "tracer/findings/beside.h"

#include <algorithm>

#include "tracer/words/lists.h"
#include "tracer/words/when.h"

namespace greenlens::findings {
namespace {

class Lines {
 public:
  Lines(const words::Messages& messages, const std::string& file)
      : messages_(messages), file_(file) {}

  void add(const Group& group, uint64_t now_ns) {
    if (group.life != state::Life::suspended || group.all.front().is_hub) return;
    const bool is_told = std::any_of(group.all.begin(), group.all.end(),
                                     [](const Standing& one) { return one.wait != nullptr; });
    if (group.all.size() < 2 && !is_told) return;
    uint64_t longest = 0;
    for (const Standing& one : group.all) {
      if (one.since != 0) longest = std::max(longest, now_ns - std::min(one.since_ns, now_ns));
    }
    put(group.place.at, say("beside.parked", group.all.size(), longest), false);
  }

  void add(const Finding& finding) {
    switch (finding.kind) {
      case Kind::never_yields: {
        // Where it stood most often while it ran; if nobody looked, where it ended.
        const facts::SourceLine& at =
            finding.samples.empty() ? finding.at : finding.samples.front().place.at;
        return put(at, say("beside.never_yields", finding.count, finding.ns), true);
      }
      case Kind::leak:
        return put(finding.at, say("beside.leak", finding.count, 0), true);
      case Kind::never_started:
        return put(finding.at, say("beside.never_started", finding.count, 0), true);
      case Kind::wrong_thread:
        return put(finding.at, say("beside.wrong_thread", finding.count, 0), true);
      case Kind::never_woken:  // those are parked
      case Kind::big_copy:
      case Kind::error_ignored:
      case Kind::error_printed:
        return;
    }
  }

  std::map<uint32_t, Beside> all;

 private:
  std::string say(const std::string& id, uint64_t count, uint64_t ns) const {
    return messages_.text(id,
                          {{"count", std::to_string(count)}, {"time", words::duration_text(ns)}});
  }
  void put(const facts::SourceLine& at, const std::string& text, bool warns) {
    if (at.line == 0 || at.file != file_) return;
    Beside& beside = all[at.line];
    words::add_clause(messages_, text, &beside.text);
    beside.warns = beside.warns || warns;
  }

  const words::Messages& messages_;
  const std::string& file_;
};

}  // namespace

std::map<uint32_t, Beside> beside_lines(const words::Messages& messages, const std::string& file,
                                        const std::vector<Group>& groups, uint64_t now_ns,
                                        const std::vector<Finding>& findings) {
  Lines lines(messages, file);
  for (const Group& group : groups) lines.add(group, now_ns);
  for (const Finding& finding : findings) lines.add(finding);
  return std::move(lines.all);
}

}  // namespace greenlens::findings
