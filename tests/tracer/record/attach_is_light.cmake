# What programs include to be recorded must cost them nothing: no header of the library, none of the tracer's.
# cmake -DSOURCE=<the project> -P attach_is_light.cmake
foreach(header attach.h attach_c.h start_trace.h start_trace_c.h)
  file(STRINGS ${SOURCE}/tracer/record/${header} includes REGEX "^#include")
  if(includes)
    message(FATAL_ERROR "tracer/record/${header} has ${includes}: forward-declare what it needs, so that programs compile quickly.")
  endif()
endforeach()
