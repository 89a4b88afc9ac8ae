#include "tracer/export/page/pictures.h"

#include <cmath>
#include <utility>

#include "tracer/facts/json_fields.h"

namespace greenlens::exports {
namespace {

// Which greenlet it is about and which step it leads to, for whoever clicks on it.
std::string element_of(const scene::Item& item, SvgWriter* writer) {
  std::string out = "<g id=\"" + escape(item.id) + '"';
  if (item.greenlet != 0) out += " data-g=\"" + std::to_string(item.greenlet) + '"';
  if (item.step != 0) out += " data-n=\"" + std::to_string(item.step) + '"';
  out += '>';
  if (!item.tooltip.empty()) out += "<title>" + escape(item.tooltip) + "</title>";
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
    step.elements.push_back(number_of(element_of(item, &writer_)));
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
