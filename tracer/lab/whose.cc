#include "tracer/lab/whose.h"

#include <filesystem>

#include "arch/arch.h"

namespace greenlens::lab {

Whose ours() {
  const std::filesystem::path source = arch_describe()->switch_source;
  return {source.parent_path().filename(), "cc", "gcc"};
}

}  // namespace greenlens::lab
