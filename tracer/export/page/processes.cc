#include "tracer/export/page/processes.h"

#include "tracer/processes/family_text.h"
#include "tracer/scene/processes/processes_scene.h"

namespace greenlens::exports {
namespace {

constexpr float kWidth = 1180;

}  // namespace

std::string processes_html(const words::Messages& messages, const processes::Together* together,
                           std::optional<size_t> process, SvgWriter* writer) {
  if (together == nullptr || together->family.processes.size() < 2) return "";
  const processes::Family& family = together->family;
  scene::ProcessesOptions shown;
  shown.current = process;
  scene::SceneOptions options;
  options.width = kWidth;
  options.still = true;
  const scene::Scene scene =
      scene::processes_scene(messages, family, together->given, shown, options).scene;
  std::string html = "<details id=\"processes\" open><summary>" +
                     escape(messages.text("ui.view.processes")) + "</summary>\n<div>\n<p>" +
                     escape(messages.text("page.processes")) + "</p>\n<svg viewBox=\"0 0 " +
                     number(scene.width) + ' ' + number(scene.height) +
                     "\" role=\"img\" aria-label=\"" + escape(scene.title) + "\">\n";
  for (const scene::Item& item : scene.items) html += writer->item(item);
  html += "</svg>\n<ol>\n";
  for (const processes::Happening& one : family.happenings) {
    html += "<li>" + escape(time_text(family, one.time_ns)) + ' ' +
            escape(happening_text(messages, family, one, together->given)) + "</li>\n";
  }
  return html + "</ol>\n</div></details>\n";
}

}  // namespace greenlens::exports
