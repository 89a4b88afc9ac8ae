#include "tracer/export/report.h"

#include "assets/assets.h"
#include "tracer/export/markdown.h"
#include "tracer/export/page/themes.h"
#include "tracer/export/svg_writer.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

std::string sentence_of(const words::Messages& messages, const ReportPlace& place) {
  const words::Narration said = words::narrate(messages, place.trace->at(place.step));
  if (said.detail.empty()) return said.headline;
  return said.headline + (said.headline.ends_with('.') ? " " : " · ") + said.detail;
}

// The sentence, and the stack below it.
std::string place_markdown(const words::Messages& messages, const ReportPlace& place) {
  const state::State state = place.trace->state(place.step);
  std::string lines = words::stack_diagram(messages, state, told_by(state));
  if (state.greenlets.size() <= words::kMostInTable) {
    lines += '\n' + words::greenlet_table(messages, state, told_by(state));
  }
  return "\n## " + md::plain(place.caption) + "\n\n" + md::plain(sentence_of(messages, place)) +
         '\n' + md::block(lines, "text");
}

}  // namespace

std::string code_at(const store::Trace& trace, const facts::SourceLine& at) {
  return md::source_line(trace.info(), at);
}

std::string report_markdown(const words::Messages& messages, const ReportPage& page) {
  std::string text = "# " + md::plain(page.title) + '\n';
  bool is_list = false;
  for (const ReportLine& line : page.lines) {
    if (!line.is_inside) text += '\n' + md::as_own_line(line.words) + '\n';
    if (line.is_inside) text += (is_list ? "- " : "\n- ") + md::plain(line.words) + '\n';
    is_list = line.is_inside;
    if (line.code.empty()) continue;
    text += md::block(line.code, "cpp");
    is_list = false;
  }
  text += "\n| | A | B | |\n|---|---:|---:|---|\n";
  for (const ReportRow& row : page.numbers) {
    text += "| " + md::plain(row.what) + " | " + std::to_string(row.a) + " | " +
            std::to_string(row.b) + " | " + (row.a == row.b ? "" : "≠") + " |\n";
  }
  return text + place_markdown(messages, page.a) + place_markdown(messages, page.b);
}

std::string report_html(const words::Messages& messages, const ReportPage& page,
                        const scene::Scene& both) {
  Variables colors;
  SvgWriter writer(&colors, Ligatures::kept_apart);
  const std::string picture = writer.document(both);
  std::string html =
      "<!doctype html>\n<html lang=\"" + messages.text("page.lang") +
      "\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
      escape(page.title) + "</title>\n<style>\n" + themes(colors) +
      std::string(assets::text("assets/page/report.css")) + "</style></head>\n<body>\n<h1>" +
      escape(page.title) + "</h1>\n";
  for (const ReportLine& line : page.lines) {
    html += std::string("<p") + (line.is_inside ? " class=\"inside\"" : "") + '>' +
            escape(line.words) + "</p>\n";
    if (!line.code.empty()) html += "<pre>" + escape(line.code) + "</pre>\n";
  }
  html += "<figure>\n" + picture + "<figcaption>";
  for (const ReportPlace* place : {&page.a, &page.b}) {
    html += "<p><b>" + escape(place->caption) + "</b> " + escape(sentence_of(messages, *place)) +
            "</p>";
  }
  html += "</figcaption></figure>\n<table><tr><th></th><th>A</th><th>B</th></tr>\n";
  for (const ReportRow& row : page.numbers) {
    html += std::string("<tr") + (row.a == row.b ? "" : " class=\"differs\"") + "><td>" +
            escape(row.what) + "</td><td>" + std::to_string(row.a) + "</td><td>" +
            std::to_string(row.b) + "</td><td>" + (row.a == row.b ? "" : "≠") + "</td></tr>\n";
  }
  return html + "</table>\n</body></html>\n";
}

}  // namespace greenlens::exports
