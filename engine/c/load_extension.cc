#include "engine/c/load_extension.h"

#include <dlfcn.h>

#include "engine/c/bridge.h"

// What an init function fills in.
struct greenlens_module {
  const char* name = nullptr;
  const greenlens_method* methods = nullptr;
  int version = 0;
};

namespace greenlens::engine {
namespace {

// The C interface lies in an archive, from which a linker takes only what is used: one function of
// each of its files, so that extensions find them all in a program that uses none.
using Function = void (*)();
template <typename F>
Function function(F* f) {
  return reinterpret_cast<Function>(f);
}
[[gnu::used]] const Function kForExtensions[] = {
    function(greenlens_set_error), function(greenlens_build), function(greenlens_parse),
    function(greenlens_copy), function(greenlens_current)};

// Of "/a/foobar.so" "foobar".
std::string stem(const std::string& path) {
  std::string file = path.substr(path.rfind('/') + 1);
  return file.substr(0, file.find('.'));
}

void* open(const std::string& path) {
  // A name without a slash would be searched for in the system's folders.
  std::string file = path.find('/') == path.npos ? "./" + path : path;
  if (void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) return library;
  const char* reason = dlerror();
  std::string why = reason ? reason : "no reason is known";
  std::string what = "cannot load the extension " + path + " (" + why + "): ";
  if (why.find("undefined symbol: greenlens_") != why.npos) {
    throw ExtensionError(what +
                         "link the program that loads it with -rdynamic, in CMake with the "
                         "property ENABLE_EXPORTS");
  }
  if (why.find("undefined symbol") != why.npos) {
    throw ExtensionError(what + "define that symbol in it, or link the library that does");
  }
  throw ExtensionError(what + "give the path of a file made with gcc -fpic -shared");
}

// Null-terminated.
std::map<std::string, greenlens_function> read_table(const std::string& path,
                                                     const greenlens_method* methods) {
  std::map<std::string, greenlens_function> table;
  for (; methods && methods->name; ++methods) {
    if (methods->function == nullptr) {
      throw ExtensionError("the extension " + path + " has a null function by the name of " +
                           methods->name +
                           ": name a function there, or end the table with {NULL, NULL}");
    }
    table[methods->name] = methods->function;
  }
  return table;
}

}  // namespace

std::vector<std::string> Extension::functions() const {
  std::vector<std::string> names;
  for (const auto& [name, function] : methods_) names.push_back(name);
  return names;
}

greenlens_function Extension::find(const std::string& function) const {
  auto found = methods_.find(function);
  if (found != methods_.end()) return found->second;
  std::string known;
  for (const auto& [name, f] : methods_) known += (known.empty() ? "" : ", ") + name;
  throw ExtensionError(
      "the extension " + name_ + " has no function " + function + ": " +
      (known.empty() ? "put one into its table of methods"
                     : "call one of " + known + ", or add it to the extension's table of methods"));
}

Value Extension::call(const std::string& function, const Tuple& positional,
                      const Dict& keywords) const {
  greenlens_function found = find(function);
  PendingErrorAside aside;
  return call_c(found, nullptr, {positional, keywords});
}

Greenlet::Body Extension::body(const std::string& function) const {
  return [found = find(function)](const Arguments& arguments) {
    return call_c(found, nullptr, arguments);
  };
}

Extension load_extension(const std::string& path) {
  void* library = open(path);
  Extension extension;
  extension.name_ = stem(path);
  const std::string init_name = "init" + extension.name_;
  auto init = reinterpret_cast<int (*)(greenlens_module*)>(dlsym(library, init_name.c_str()));
  if (init == nullptr) {
    throw ExtensionError("the extension " + path + " has no function " + init_name +
                         ": name its init function after the file, or the file after its init "
                         "function");
  }
  PendingErrorAside aside;
  greenlens_module module;
  if (int status = init(&module)) throw_status(status);
  if (module.name == nullptr) {
    throw ExtensionError(
        init_name + " in the extension " + path +
        " did not say what the extension is: return greenlens_init_module(module, \"" +
        extension.name_ + "\", methods) from it");
  }
  if (module.version != GREENLENS_C_API_VERSION) {
    throw ExtensionError("the extension " + path + " was built for version " +
                         std::to_string(module.version) + " of the C interface, and this is " +
                         std::to_string(GREENLENS_C_API_VERSION) + ": build it again");
  }
  if (module.name != extension.name_) {
    throw ExtensionError(init_name + " in the extension " + path + " calls the extension " +
                         module.name + ": give greenlens_init_module the name \"" +
                         extension.name_ + "\", which is the file's");
  }
  extension.methods_ = read_table(path, module.methods);
  return extension;
}

extern "C" int greenlens_init_module_of_version(greenlens_module* module, const char* name,
                                                const greenlens_method* methods, int version) {
  if (module == nullptr || name == nullptr || methods == nullptr) {
    return greenlens_set_error("SystemError",
                               "greenlens_init_module needs the module that the init function was "
                               "given, a name and a table of methods");
  }
  *module = {name, methods, version};
  return GREENLENS_OK;
}

}  // namespace greenlens::engine
