// A browser's process and its profile: both are gone at the end.
#ifndef GREENLENS_TESTS_PAGE_BROWSER_PROCESS_H_
#define GREENLENS_TESTS_PAGE_BROWSER_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace greenlens::testing {

inline constexpr int kMostWaiting = 120;  // seconds, of a machine that has much else to do

// True when a shell would find it.
bool is_installed(const std::string& program);

class BrowserProcess {
 public:
  BrowserProcess();  // with an empty profile
  ~BrowserProcess();
  BrowserProcess(const BrowserProcess&) = delete;
  BrowserProcess& operator=(const BrowserProcess&) = delete;

  // Its standard streams lead nowhere; `in` and `out` are its descriptors 3 and 4, or -1. False:
  // there is no process.
  bool start(const std::vector<std::string>& command, int in = -1, int out = -1);
  // Waits until it ends, and helps after a few seconds.
  void end();
  const std::string& profile() const { return profile_; }

 private:
  pid_t child_ = -1;
  std::string profile_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_BROWSER_PROCESS_H_
