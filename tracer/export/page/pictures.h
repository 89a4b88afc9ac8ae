// The scenes of many steps as data that they share: an element that is the same at many steps is
// there once, and a step says which of them it has. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_PICTURES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_PICTURES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tracer/export/svg_writer.h"
#include "tracer/facts/json.h"
#include "tracer/scene/scene.h"
#include "tracer/words/glossary.h"

namespace greenlens::exports {

class Pictures {
 public:
  Pictures(const words::Glossary& glossary, SvgWriter* writer)
      : glossary_(glossary), writer_(*writer) {}

  // Of the next step. Its title and description are what a screen reader says of it.
  void add(const scene::Scene& scene);

  // {"pool": [element, ...], "steps": [[width, height, description, [element, ...]], ...]}, where a
  // step's elements are numbers of the pool: runs of ascending ones as [first, count].
  facts::Json to_json() const;

 private:
  struct Step {
    float width = 0, height = 0;
    size_t description = 0;
    std::vector<size_t> elements;
  };
  size_t number_of(std::string element);

  const words::Glossary& glossary_;
  SvgWriter& writer_;
  std::vector<std::string> pool_;
  std::map<std::string, size_t> numbers_;
  std::vector<Step> steps_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_PICTURES_H_
