# Chooses arch/<cpu> for the processor that is built for.
string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
if(processor MATCHES "^(x86_64|amd64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(GREENLENS_ARCH x86_64)
else()
  message(FATAL_ERROR
    "greenlens has no stack switch for '${CMAKE_SYSTEM_PROCESSOR}' yet. To add one, write arch/<cpu>/switch.S, "
    "frame.c and probe.S as arch/arch.h asks, then name the folder in cmake/arch.cmake.")
endif()
