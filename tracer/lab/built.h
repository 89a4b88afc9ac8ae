// A wrong switch, compiled: a shared object that stands in for the engine's own
// (cli/lab_target.cc).
#ifndef GREENLENS_TRACER_LAB_BUILT_H_
#define GREENLENS_TRACER_LAB_BUILT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tracer/lab/variant.h"
#include "tracer/probe/refused.h"
#include "tracer/probe/run_program.h"

namespace greenlens::lab {

class Built {
 public:
  // Makes a folder, in TMPDIR or /tmp, and compiles what has changed there with the system's `cc`:
  // a fraction of a second, or one or two where the engine's own files have changed. Null when that
  // cannot be: `refused` says why. `stop` ends it when nobody wants it any more.
  static std::unique_ptr<Built> of(const Variant& variant, probe::Refused* refused,
                                   const probe::Stop& stop = {});
  // A file that defines what this CPU's switch.S does, in its place.
  static std::unique_ptr<Built> of_file(const std::string& file, probe::Refused* refused,
                                        const probe::Stop& stop = {});
  // The engine as it is: nothing has changed.
  static std::unique_ptr<Built> right(probe::Refused* refused, const probe::Stop& stop = {});
  ~Built();  // removes the folder
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  // Has variant.so, and the sources that it was made of.
  const std::string& folder() const { return folder_; }
  const std::vector<Changed>& changed() const { return changed_; }

 private:
  Built(std::string folder, std::vector<Changed> changed)
      : folder_(std::move(folder)), changed_(std::move(changed)) {}
  static std::unique_ptr<Built> make(std::vector<Changed> changed, const std::string& switch_file,
                                     probe::Refused* refused, const probe::Stop& stop);
  bool write_sources(probe::Refused* refused) const;
  bool compile(const std::string& switch_file, probe::Refused* refused,
               const probe::Stop& stop) const;
  bool run(const std::vector<std::string>& words, probe::Refused* refused,
           const probe::Stop& stop) const;

  std::string folder_;
  std::vector<Changed> changed_;
};

// The path of this CPU's switch.S in the project.
std::string switch_path();

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_BUILT_H_
