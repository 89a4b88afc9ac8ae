// What a recording tells of other processes: its few events about them, found without reading the
// others.
#ifndef GREENLENS_TRACER_PROCESSES_TOLD_H_
#define GREENLENS_TRACER_PROCESSES_TOLD_H_

#include <cstdint>
#include <functional>

#include "tracer/state/moment.h"
#include "tracer/store/trace.h"

namespace greenlens::processes {

// Each fork, signal and request for another program, with its step, in order. Chunks that have none
// of them are not opened; of a program that is alive all events are looked at.
void each_told(const store::Trace& trace,
               const std::function<void(uint64_t step, const facts::Event& event)>& told);

}  // namespace greenlens::processes

#endif  // GREENLENS_TRACER_PROCESSES_TOLD_H_
