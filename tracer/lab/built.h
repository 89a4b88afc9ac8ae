// A wrong switch, compiled: a shared object that stands in for the engine's own
// (cli/lab_target.cc); or, for another CPU, a whole program, which needs nothing of that CPU where
// it runs.
#ifndef GREENLENS_TRACER_LAB_BUILT_H_
#define GREENLENS_TRACER_LAB_BUILT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tracer/lab/variant.h"
#include "tracer/lab/whose.h"
#include "tracer/probe/refused.h"
#include "tracer/probe/run_program.h"

namespace greenlens::lab {

class Built {
 public:
  // Makes a folder, in TMPDIR or /tmp, and compiles what has changed there: a fraction of a second,
  // or one or two where the engine's own files have changed. Null when that cannot be: `refused`
  // says why. `stop` ends it when nobody wants it any more.
  static std::unique_ptr<Built> of(const Variant& variant, const Whose& whose,
                                   probe::Refused* refused, const probe::Stop& stop = {});
  // A file that defines what that CPU's switch.S does, in its place.
  static std::unique_ptr<Built> of_file(const std::string& file, const Whose& whose,
                                        probe::Refused* refused, const probe::Stop& stop = {});
  // The engine as it is: nothing has changed.
  static std::unique_ptr<Built> right(const Whose& whose, probe::Refused* refused,
                                      const probe::Stop& stop = {});
  ~Built();  // removes the folder
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  // Has variant.so or the program, and the sources that they were made of.
  const std::string& folder() const { return folder_; }
  const std::vector<Changed>& changed() const { return changed_; }
  // Of another CPU: the program's file.
  std::string program() const;

 private:
  Built(std::string folder, Whose whose, std::vector<Changed> changed)
      : folder_(std::move(folder)), whose_(std::move(whose)), changed_(std::move(changed)) {}
  static std::unique_ptr<Built> make(std::vector<Changed> changed, const Whose& whose,
                                     const std::string& switch_file, probe::Refused* refused,
                                     const probe::Stop& stop);
  bool write_sources(probe::Refused* refused) const;
  bool compile(const std::string& switch_file, probe::Refused* refused,
               const probe::Stop& stop) const;
  bool run(const std::vector<std::string>& words, probe::Refused* refused,
           const probe::Stop& stop) const;

  std::string folder_;
  Whose whose_;
  std::vector<Changed> changed_;
};

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_BUILT_H_
