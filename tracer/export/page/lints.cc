#include "tracer/export/page/lints.h"

#include "tracer/export/svg_writer.h"
#include "tracer/facts/json_fields.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lint_page.h"
#include "tracer/lints/lints_text.h"
#include "tracer/lints/silenced.h"

namespace greenlens::exports {
namespace {

std::string step_link(uint64_t step, const std::string& words) {
  return "<a href=\"#step=" + std::to_string(step) + "\">" + escape(words) + "</a>";
}

std::string page_of(const words::Messages& messages, lints::Lint lint) {
  const lints::LintPage page = lints::lint_page(messages, lint);
  std::string html = "<details><summary>" + escape(messages.text("ui.found.page")) +
                     "</summary>\n<h4>" + escape(page.title) + "</h4>\n<dl>";
  for (const lints::Part& part : page.parts) {
    html += "<dt>" + escape(part.title) + "</dt><dd>" + escape(part.text) + "</dd>\n";
  }
  return html + "</dl></details>";
}

std::string item_of(const words::Messages& messages, const lints::Fired& fired) {
  const lints::Severity severity = lints::severity_of(fired.lint);
  const std::string title =
      messages.text("lint.line", {{"severity", severity_text(messages, severity)},
                                  {"id", lints::id_of(fired.lint)},
                                  {"step", std::to_string(fired.step)}});
  std::string html = std::string("<li class=\"") + facts::enum_name(severity) + "\"><b>" +
                     step_link(fired.step, title) + "</b> " + escape(lint_text(messages, fired));
  const bool has_more = fired.times > 1 && fired.steps.size() > 1;
  if (has_more) {
    html += " <span class=\"more\">";
    for (const uint64_t step : fired.steps) {
      if (step != fired.step) html += step_link(step, std::to_string(step)) + ' ';
    }
    html += "</span>";
  }
  return html + '\n' + page_of(messages, fired.lint) + "</li>\n";
}

}  // namespace

std::optional<std::vector<lints::Fired>> lints_of(const store::Trace& trace, uint64_t first,
                                                  uint64_t last, const words::Notes* notes,
                                                  const store::OnProgress& progress) {
  auto fired = lints::find_all(trace, progress, lints::Ends::later);
  if (!fired) return std::nullopt;
  std::erase_if(*fired,
                [&](const lints::Fired& one) { return one.step < first || one.step > last; });
  if (notes != nullptr) *fired = lints::without_silenced(std::move(*fired), *notes);
  return fired;
}

std::string lints_html(const words::Messages& messages, const std::vector<lints::Fired>& all) {
  std::string items;
  for (const lints::Fired& one : all) items += item_of(messages, one);
  if (items.empty()) return "";
  return "<details id=\"lints\" open><summary>" + escape(messages.text("lint.pages.title")) + " (" +
         std::to_string(all.size()) + ")</summary>\n<div><ul class=\"findings\">\n" + items +
         "</ul></div></details>\n";
}

}  // namespace greenlens::exports
