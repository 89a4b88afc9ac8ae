#include "tracer/drain/names.h"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace greenlens::drain {
namespace {

constexpr std::string_view kCallsOperator = "operator()";

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool begins_with(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

void erase_all(std::string* text, std::string_view what, size_t kept) {
  for (size_t at; (at = text->find(what)) != text->npos;) {
    text->erase(at + kept, what.size() - kept);
  }
}

// Where the bracket that is closed at `close` was opened; npos when it was not.
size_t opening(std::string_view text, size_t close, char open, char closed) {
  int depth = 0;
  for (size_t at = close + 1; at-- > 0;) {
    if (text[at] == closed) ++depth;
    if (text[at] == open && --depth == 0) return at;
  }
  return text.npos;
}

// How demanglers write a lambda's type: "{lambda(int)#1}"; Clang has "$_0" for some.
struct Lambda {
  size_t begin = std::string_view::npos;
  size_t end = std::string_view::npos;
  std::string number;
  bool found() const { return end != std::string_view::npos; }
};

Lambda lambda_from(std::string_view text, size_t from) {
  const size_t braced = text.find("{lambda", from);
  const size_t dollar = text.find("$_", from);
  Lambda lambda{std::min(braced, dollar), text.npos, ""};
  if (lambda.begin == text.npos) return lambda;
  if (lambda.begin == braced) {
    int depth = 0;
    for (size_t at = braced; at < text.size() && !lambda.found(); ++at) {
      if (text[at] == '{') ++depth;
      if (text[at] == '}' && --depth == 0) lambda.end = at + 1;
    }
    if (!lambda.found()) return lambda;
    const std::string_view inside = text.substr(braced, lambda.end - 1 - braced);
    lambda.number = inside.substr(std::min(inside.rfind('#'), inside.size() - 1) + 1);
  } else {
    lambda.end = std::min(text.find_first_not_of("0123456789", dollar + 2), text.size());
    lambda.number = std::to_string(std::atoi(std::string(text.substr(dollar + 2)).c_str()) + 1);
  }
  return lambda;
}

Lambda last_lambda(std::string_view text) {
  Lambda last;
  for (Lambda next = lambda_from(text, 0); next.found(); next = lambda_from(text, next.end)) {
    last = next;
  }
  return last;
}

// Where the qualified name that ends at `end` begins: "a::f()" in "b<int, a::f()::{lambda()#1}>".
size_t begin_of_name(std::string_view text, size_t end) {
  int depth = 0;
  for (size_t begin = end; begin > 0; --begin) {
    const char c = text[begin - 1];
    if (c == ')' || c == '>' || c == '}') ++depth;
    const bool opens = c == '(' || c == '<' || c == '{';
    if (depth == 0 && (opens || c == ' ' || c == ',')) return begin;
    if (opens) --depth;
  }
  return 0;
}

// The function that a lambda is written in, from what stands before it; of nested ones the
// outermost.
std::string enclosing(std::string_view before) {
  if (const Lambda outer = lambda_from(before, 0); outer.found()) {
    before = before.substr(0, outer.begin);
  }
  if (ends_with(before, "::")) before.remove_suffix(2);
  return without_parameters(std::string(before));
}

std::string arguments_named(std::string name) {
  for (Lambda one = lambda_from(name, 0); one.found(); one = lambda_from(name, 0)) {
    const size_t begin = begin_of_name(name, one.begin);
    const std::string function = enclosing(std::string_view(name).substr(begin, one.begin - begin));
    const std::string said = "lambda " + one.number + (function.empty() ? "" : " of " + function);
    name.replace(begin, one.end - begin, said);
  }
  return name;
}

}  // namespace

std::string without_parameters(std::string name) {
  erase_all(&name, "(anonymous namespace)::", 0);
  erase_all(&name, ") const::", 1);  // of a member function around a lambda
  const size_t close = name.rfind(')');
  // Parentheses inside of template arguments, or before more of the name, are not its parameters.
  if (close == name.npos || name.find_first_of(">}:", close) != name.npos) return name;
  if (ends_with(name, "operator()")) return name;
  const size_t open = opening(name, close, '(', ')');
  if (open == name.npos || open == 0) return name;
  name.resize(open);
  // A template's return type stands before its name.
  const size_t operator_at = std::min(name.rfind("operator"), name.size());
  int angles = 0;
  for (size_t at = name.size(); at-- > 0;) {
    if (name[at] == '>' || name[at] == ')' || name[at] == '}') ++angles;
    if (name[at] == '<' || name[at] == '(' || name[at] == '{') --angles;
    if (name[at] == ' ' && angles == 0 && at < operator_at) return name.substr(at + 1);
  }
  return name;
}

std::string with_lambdas_named(std::string_view name, uint32_t line) {
  const Lambda lambda = last_lambda(name);
  if (!lambda.found()) return std::string(name);
  // Its code, also as a plain function: that is _FUN for GCC and __invoke for Clang.
  const std::string_view rest = name.substr(lambda.end);
  if (!begins_with(rest, "::operator()") && rest != "::_FUN" && !begins_with(rest, "::__invoke")) {
    return arguments_named(std::string(name));
  }
  const std::string function = enclosing(name.substr(0, lambda.begin));
  return (function.empty() ? "" : function + ", ") +
         (line != 0 ? "lambda at line " + std::to_string(line) : "lambda " + lambda.number);
}

std::string readable_name(const char* symbol, uint32_t lambda_line) {
  if (!begins_with(symbol, "_Z")) return symbol;
  int status = 0;
  char* text = abi::__cxa_demangle(symbol, nullptr, nullptr, &status);
  std::string name =
      text != nullptr ? with_lambdas_named(without_parameters(text), lambda_line) : "";
  std::free(text);
  return name;
}

std::string short_name(std::string_view name) {
  const size_t comma = std::min(name.find(", lambda "), name.size());
  std::string_view function = name.substr(0, comma);
  const size_t operator_at = std::min(function.rfind("operator"), function.size());
  const bool calls = begins_with(function.substr(operator_at), "operator()");
  if (ends_with(function, ">") && (calls || operator_at == function.size())) {
    function = function.substr(0, opening(function, function.size() - 1, '<', '>'));
  }
  // Behind the last "::" that is in no argument, and before a name that is made of signs.
  int depth = 0;
  for (size_t at = operator_at; at-- > 1;) {
    if (at >= function.size()) continue;
    if (function[at] == '>' || function[at] == ')') ++depth;
    if (function[at] == '<' || function[at] == '(') --depth;
    const bool parts = depth == 0 && function[at] == ':' && function[at - 1] == ':';
    if (parts && !(calls && at + 1 == operator_at)) {
      function = function.substr(at + 1);
      break;
    }
  }
  return std::string(function) + std::string(name.substr(comma));
}

bool is_library_header(std::string_view path) {
  // "/usr/include/c++/12/bits/...", and those of any other compiler, wherever it was put.
  // Clang names them by way of its own folder: "/usr/bin/../lib/gcc/../../include/c++/12/...".
  const std::string whole = path.find("/../") == path.npos
                                ? std::string(path)
                                : std::filesystem::path(path).lexically_normal().string();
  return whole.find("/include/c++/") != whole.npos || begins_with(whole, "/usr/include/");
}

bool same_file(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.empty() || !ends_with(a, b)) return false;
  return a.size() == b.size() || a[a.size() - b.size() - 1] == '/';
}

bool needs_callers(const char* file, const char* function) {
  // A template's is followed by its arguments.
  return std::strncmp(function, kCallsOperator.data(), kCallsOperator.size()) == 0 ||
         is_library_header(file);
}

std::string shown_file(std::string_view path, std::string_view root) {
  if (path.empty() || path[0] != '/') return std::string(path);
  if (!root.empty() && path.size() > root.size() && path.substr(0, root.size()) == root &&
      path[root.size()] == '/') {
    return std::string(path.substr(root.size() + 1));
  }
  return std::string(path.substr(path.rfind('/') + 1));
}

}  // namespace greenlens::drain
