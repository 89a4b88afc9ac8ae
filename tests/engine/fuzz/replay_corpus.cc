// Plays every file of a folder as the fuzzer would.  usage: replay_corpus FOLDER
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/engine/model/play.h"

int main(int argc, char** argv) {
  using namespace greenlens::model;
  if (argc != 2) {
    std::printf("usage: replay_corpus FOLDER\n");
    return 2;
  }
  // The engine complains there of what is done here on purpose.
  if (std::freopen("/dev/null", "w", stderr) == nullptr) return 2;

  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) files.push_back(entry);
  std::sort(files.begin(), files.end());
  Totals totals;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ByteDice dice(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    play(dice, Watched::sometimes, "replay_corpus of " + file.filename().string(), totals);
  }
  std::printf("%zu files: %ld operations, %ld switches, %ld things seen as foretold\n",
              files.size(), totals.operations, totals.switches, totals.sights);
  return totals.switches > 0 ? 0 : 1;
}
