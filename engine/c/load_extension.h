// Loads extensions: shared libraries whose C functions become callable from C++.
//
//   Extension foobar = load_extension("./foobar.so");
//   Value three = foobar.call("add", {1, 2});
//
// The other side, with the articles' foobar.c, is engine/c/extension.h.
#ifndef GREENLENS_ENGINE_C_LOAD_EXTENSION_H_
#define GREENLENS_ENGINE_C_LOAD_EXTENSION_H_

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/c/extension.h"
#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

// An extension could not be loaded, or has no such function: one sentence that says what to do.
class ExtensionError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A loaded extension. Copies name the same one; it is never unloaded, since greenlets may be inside
// of its functions. May be used from any thread; a call runs in the thread and in the greenlet that
// makes it.
class Extension {
 public:
  const std::string& name() const { return name_; }  // of foobar.so: "foobar"
  std::vector<std::string> functions() const;        // by name

  // Calls a function. Throws the error that it returns: a CError (engine/c/bridge.h), or the C++
  // error that went through it; ExtensionError when there is no such function.
  Value call(const std::string& function, const Tuple& positional = {},
             const Dict& keywords = {}) const;
  // The function as a body: Greenlet g("g", foobar.body("add")).
  Greenlet::Body body(const std::string& function) const;

 private:
  friend Extension load_extension(const std::string& path);
  greenlens_function find(const std::string& function) const;

  std::string name_;
  std::map<std::string, greenlens_function> methods_;
};

// Loads the shared library at `path` and runs its init function. ExtensionError when there is none,
// or when the names of file, init function and extension do not agree.
Extension load_extension(const std::string& path);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_C_LOAD_EXTENSION_H_
