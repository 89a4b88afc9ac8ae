#include "tracer/export/page/pictures.h"

#include <cmath>
#include <utility>

#include "tracer/facts/json_fields.h"
#include "tracer/scene/legend/signs.h"

namespace greenlens::exports {
namespace {

// Which greenlet it is about and which step it leads to, for whoever clicks on it; what it is and
// which term explains it, for the page's card. No <title>: a browser would show that, too.
std::string element_of(const scene::Item& item, const words::Glossary& glossary,
                       SvgWriter* writer) {
  std::string out = "<g id=\"" + escape(item.id) + '"';
  if (item.greenlet != 0) out += " data-g=\"" + std::to_string(item.greenlet) + '"';
  if (item.step != 0) out += " data-n=\"" + std::to_string(item.step) + '"';
  if (!item.tooltip.empty()) out += " role=\"img\" aria-label=\"" + escape(item.tooltip) + '"';
  const char* term = item.tooltip.empty() ? nullptr : scene::term_of(item);
  if (term != nullptr) {
    const words::Term& found = glossary.of(term);
    out += " data-term=\"" + std::to_string(&found - glossary.terms().data()) + '"';
  }
  out += '>';
  return out + writer->shape(item) + "</g>";
}

}  // namespace

size_t Pictures::number_of(std::string element) {
  const auto [found, first] = numbers_.try_emplace(element, pool_.size());
  if (first) pool_.push_back(std::move(element));
  return found->second;
}

void Pictures::add(const scene::Scene& scene) {
  Step step{scene.width, scene.height, number_of(scene.title + '\n' + scene.description), {}};
  for (const scene::Item& item : scene.items) {
    step.elements.push_back(number_of(element_of(item, glossary_, &writer_)));
  }
  steps_.push_back(std::move(step));
}

facts::Json Pictures::to_json() const {
  facts::Json steps = facts::Json::array();
  for (const Step& step : steps_) {
    facts::Json runs = facts::Json::array();
    for (size_t i = 0; i < step.elements.size();) {
      size_t count = 1;
      while (i + count < step.elements.size() &&
             step.elements[i + count] == step.elements[i] + count) {
        ++count;
      }
      runs.push_back(step.elements[i]);
      runs.push_back(count);
      i += count;
    }
    steps.push_back(
        {std::lround(step.width), std::lround(step.height), step.description, std::move(runs)});
  }
  return {{"pool", pool_}, {"steps", std::move(steps)}};
}

}  // namespace greenlens::exports
