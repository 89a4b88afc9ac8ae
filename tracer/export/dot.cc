// A step for Graphviz: everybody below his parent, as it stands then, and dashed who switched to
// whom until then, how often. (https://graphviz.org/doc/info/lang.html)
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tracer/export/way.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/store/moves.h"
#include "tracer/words/fields.h"
#include "tracer/words/narration.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports::dot {
namespace {

using Pair = std::pair<facts::GreenletId, facts::GreenletId>;

// Who switched to whom. Of very many pairs those that come first.
class Ways final : public Hearer {
 public:
  void switched(const Switched& one, const state::State&) override {
    if (one.kind == store::SwitchKind::failed || one.kind == store::SwitchKind::unfinished) return;
    const Pair pair = {one.origin, one.target};
    const auto found = counts_.find(pair);
    if (found != counts_.end()) {
      ++found->second;
    } else if (counts_.size() < store::kMostGreenletsCounted) {
      counts_[pair] = 1;
    } else {
      ++others_;
    }
  }
  const std::map<Pair, uint64_t>& counts() const { return counts_; }
  uint64_t others() const { return others_; }

 private:
  std::map<Pair, uint64_t> counts_;
  uint64_t others_ = 0;
};

// A text in quotes: a line for each. Graphviz reads backslashes and entities in it.
std::string label(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += "\\n";
    for (const char c : facts::shown(line)) {
      if (c == '"' || c == '\\') {
        text += '\\';
        text += c;
      } else if (c == '&') {
        text += "&amp;";
      } else {
        text += c;
      }
    }
  }
  return '"' + text + '"';
}

// Of what stands so, beside the word for it.
const char* look_of(state::Life life) {
  switch (life) {
    case state::Life::unstarted:
      return "style=\"rounded,dashed\"";
    case state::Life::running:
      return "style=\"rounded,filled,bold\", fillcolor=\"#c9e7cb\"";
    case state::Life::suspended:
      return "style=\"rounded,filled\", fillcolor=\"#fff0c2\"";
    case state::Life::dead:
      return "style=\"rounded,filled\", fillcolor=\"#e3e3e3\", fontcolor=\"#555555\"";
  }
  return "";
}

class Graph {
 public:
  Graph(const words::Messages& messages, const state::State& state, Pieces* out)
      : messages_(messages), state_(state), out_(*out) {}

  void begin(const std::vector<std::string>& title) {
    out_.add("digraph greenlets {\n");
    out_.add("  graph [rankdir=TB, labelloc=t, fontname=\"sans-serif\", label=" + label(title) +
             "];\n");
    out_.add("  node [shape=box, fontname=\"sans-serif\"];\n");
    out_.add("  edge [fontname=\"sans-serif\", fontsize=10];\n");
  }

  void nodes() {
    const bool several = has_several_threads(state_);
    for (const auto& [id, thread] : state_.threads) {
      if (several) {
        out_.add(fmt::format("  subgraph cluster_{} {{\n    label={};\n", id,
                             label({words::thread_name(messages_, thread)})));
      }
      for (const auto& [number, greenlet] : state_.greenlets) {
        if (greenlet.thread == id) node(greenlet);
      }
      if (several) out_.add("  }\n");
    }
    for (const auto& [number, greenlet] : state_.greenlets) {
      if (state_.threads.count(greenlet.thread) == 0) node(greenlet);
    }
  }

  // Values and errors go to the parent.
  void parents() {
    for (const auto& [id, greenlet] : state_.greenlets) {
      if (find(state_, greenlet.parent) == nullptr) continue;
      out_.add(fmt::format("  g{} -> g{} [dir=back];\n", greenlet.parent, id));
    }
  }

  void switches(const Ways& ways) {
    uint64_t others = ways.others();
    for (const auto& [pair, count] : ways.counts()) {
      if (find(state_, pair.first) == nullptr || find(state_, pair.second) == nullptr) {
        others += count;
        continue;
      }
      out_.add(fmt::format("  g{} -> g{} [style=dashed, constraint=false, label=\"{}\"];\n",
                           pair.first, pair.second, count));
    }
    if (others > 0) {
      out_.add("  others [shape=plaintext, label=" +
               label({messages_.text("dot.others", {{"count", std::to_string(others)}})}) + "];\n");
    }
    out_.add("}\n");
    out_.flush();
  }

 private:
  void node(const state::GreenletState& greenlet) {
    std::vector<std::string> lines = {words::shown_name(state_, greenlet.id),
                                      words::state_text(messages_, state_, greenlet)};
    if (greenlet.stack_saved > 0) {
      lines.push_back(
          messages_.text("dot.held", {{"bytes", std::to_string(greenlet.stack_saved)}}));
    }
    out_.add(fmt::format("    g{} [label={}, {}];\n", greenlet.id, label(lines),
                         look_of(life(state_, greenlet))));
  }

  const words::Messages& messages_;
  const state::State& state_;
  Pieces& out_;
};

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  const uint64_t step = std::min(options.step, trace.size());
  Ways ways;
  ExportOptions until = options;
  until.steps = {0, step};
  state::State state;
  if (step > 0) {
    if (facts::Fault fault = go_along(messages, trace, until, pieces, &ways, &state)) return fault;
  }
  const state::Moment moment = trace.at(step);
  const words::Narration said = words::narrate(messages, moment);
  std::vector<std::string> title = {
      messages.text("narrate.step", {{"number", std::to_string(step)},
                                     {"count", std::to_string(trace.size())},
                                     {"headline", said.headline}})};
  for (const std::string& doubt : words::doubts(messages, moment)) title.push_back(doubt);
  Graph graph(messages, moment.after, &pieces);
  graph.begin(title);
  graph.nodes();
  graph.parents();
  graph.switches(ways);
  return {};
}

}  // namespace

Exporter exporter() { return {".dot", {.step = true}, write}; }

}  // namespace greenlens::exports::dot
