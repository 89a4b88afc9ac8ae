// Programs that are not there, as recordings: what each tells, event by event or note by note.
#ifndef GREENLENS_BENCH_STORE_SHAPES_H_
#define GREENLENS_BENCH_STORE_SHAPES_H_

#include <array>
#include <cstdint>

#include "tracer/store/trace_writer.h"

namespace greenlens::bench {

enum class Shape : uint8_t {
  ping_pong,  // main and two others in turn, 256 bytes each
  random,     // main and 2,000 others, in any order
  deep,       // the same as ping_pong with 32 KiB each
  output,     // ping-pong that prints 100 letters a switch
  // Of these, once all have begun, each switch is only noted.
  lean_ping_pong,
  lean_random,
  lean_threads,  // four threads in turn, each with a main and two others
  lean_nested,   // sixteen that lie below each other, in any order: many slices a switch
};
inline constexpr std::array<Shape, 8> kShapes = {
    Shape::ping_pong,      Shape::random,      Shape::deep,         Shape::output,
    Shape::lean_ping_pong, Shape::lean_random, Shape::lean_threads, Shape::lean_nested};
const char* shape_name(Shape shape);

// Tells of a program with so many switches, which goes by the rules: 12 events a switch, or more.
void tell(Shape shape, uint64_t switches, store::TraceWriter* writer);

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_STORE_SHAPES_H_
