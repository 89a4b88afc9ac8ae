// How a switch is called, read from its declaration in C: "void(void**,void*)". Pure functions.
#ifndef GREENLENS_TRACER_PROBE_SHAPE_H_
#define GREENLENS_TRACER_PROBE_SHAPE_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/probe/harness/report.h"
#include "tracer/probe/refused.h"

namespace greenlens::probe {

using Roles = std::array<probe_role, PROBE_ROLES>;

struct Shape {
  Roles arguments{};
  // A switch of two functions, one that saves and one that restores.
  bool two_functions = false;
  std::array<probe_role, 2> then_arguments{};
  probe_returns returns = probe_returns_nothing;

  bool operator==(const Shape&) const = default;
};

// Types say what a parameter is: `T**` is where the old stack pointer is stored, `void*` or a type
// without a star the new one or a handle, `T*` a record of registers. Of two that are alike the
// first one is left and the second one goes on, unless they are called `to`, `new`, `next` and
// `from`, `old`, `prev`. Two functions are written with a `+` between them. Nothing when no switch
// is called so: `refused` says what there is.
std::optional<Shape> parse_shape(std::string_view calls, Refused* refused);

// A function that makes a context: "make_fcontext", or with what it is given, "make(low,size,fn)".
struct Maker {
  std::string name;
  Roles arguments{};
  probe_returns returns = probe_returns_nothing;

  bool operator==(const Maker&) const = default;
};

// Without a list of what it is given it is called as makers of that shape usually are: (top, size,
// fn), or (ctx, top, fn) where a context is a record.
std::optional<Maker> parse_maker(std::string_view text, const Shape& shape, Refused* refused);

// Whether C could have a function of this name.
bool is_name(std::string_view text);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_SHAPE_H_
