// The switches below switches/, and one that is wrong in a line.
#ifndef GREENLENS_TESTS_PROBE_SWITCHES_H_
#define GREENLENS_TESTS_PROBE_SWITCHES_H_

#include <ostream>
#include <string>
#include <vector>

#include "tracer/probe/findings.h"
#include "tracer/probe/workshop.h"

namespace greenlens::probe {

// One of the files, and how it is called.
struct Subject {
  const char* file;  // without its ending
  const char* function;
  const char* restore;
  const char* calls;
  const char* maker;
};
extern const std::vector<Subject> kSubjects;
inline void PrintTo(const Subject& subject, std::ostream* out) { *out << subject.file; }

// A file below switches/.
std::string source_of(const std::string& name);

// A folder for sources, and the workshop that examines them.
class Bench {
 public:
  Bench();
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  // Writes a source into the folder, and returns where.
  std::string written(const std::string& name, const std::string& text);
  // What is found of each; fails the test when they cannot be built.
  std::vector<Findings> found(const std::vector<Request>& requests);
  Findings found(const Request& request);
  // Why it is not examined; fails the test when it is.
  std::string refused(const Request& request);

 private:
  std::string folder_;
  std::unique_ptr<Workshop> workshop_;
};

// As `greenlens probe` reads it.
Request request_of(const std::string& function, const std::string& calls,
                   const std::string& file = "", const std::string& maker = "");
Request request_of(const Subject& subject, const std::string& file);

// The functions of a request with a number behind their names, in its source and in itself: so many
// can be in one program.
std::string numbered(std::string source, const Request& request, size_t number);
Request numbered(Request request, size_t number);

// All sentences, one a line.
std::string sentences(const Findings& found);

}  // namespace greenlens::probe

#endif  // GREENLENS_TESTS_PROBE_SWITCHES_H_
