// Functions whose frames are found in different ways, each compiled several times (SHAPES).
#ifndef GREENLENS_TESTS_TRACER_CALLERS_SHAPES_H_
#define GREENLENS_TESTS_TRACER_CALLERS_SHAPES_H_

// Calls `innermost` through all kinds of functions.
using Innermost = void (*)();
#define DECLARE_SHAPES(name) void name(Innermost innermost)

DECLARE_SHAPES(shapes_O0);
DECLARE_SHAPES(shapes_O1);
DECLARE_SHAPES(shapes_O2);
DECLARE_SHAPES(shapes_O3);
DECLARE_SHAPES(shapes_with_frame_pointers);
DECLARE_SHAPES(shapes_without_frame_pointers);
DECLARE_SHAPES(shapes_for_exceptions_only);

constexpr struct {
  const char* name;
  void (*call)(Innermost);
} kShapes[] = {
    {"O0", shapes_O0},
    {"O1", shapes_O1},
    {"O2", shapes_O2},
    {"O3", shapes_O3},
    {"with frame pointers", shapes_with_frame_pointers},
    {"without frame pointers", shapes_without_frame_pointers},
    {"for exceptions only", shapes_for_exceptions_only},
};

#endif  // GREENLENS_TESTS_TRACER_CALLERS_SHAPES_H_
