# The core's files, and all that they include, neither throw nor know a language.
# usage: cmake -DSOURCE=<project> -DCORE=<file;...> -P core_is_plain.cmake
cmake_policy(VERSION 3.25)
set(may_include arch/arch.h engine/allocate.h engine/copy.h engine/core.h engine/exceptions.h engine/observer.h engine/opaque.h
  engine/slice.h engine/thread_state.h engine/unwatched.h engine/weak_link.h engine/where.h)

set(files ${CORE})
foreach(header IN LISTS may_include)
  list(APPEND files ${SOURCE}/${header})
endforeach()
list(LENGTH files count)
if(count LESS 15)
  message(SEND_ERROR "Only ${count} files: the list of the core's sources is not what it was.")
endif()

set(lines 0)
foreach(file IN LISTS files)
  file(READ ${file} text)
  string(REGEX MATCHALL "\n" ends "${text}")
  list(LENGTH ends count)
  math(EXPR lines "${lines} + ${count}")
  string(REGEX REPLACE "//[^\n]*" "" text "${text}")
  string(REGEX REPLACE "\"[^\"\n]*[^h\n]\"" "" text "${text}")  # but not the names of headers
  if(text MATCHES "[^A-Za-z_](throw|try|catch)[^A-Za-z_]")
    message(SEND_ERROR "${file} has to do with exceptions: ${CMAKE_MATCH_1}")
  endif()
  string(REGEX MATCHALL "#include \"[^\"]+\"" includes "${text}")
  foreach(include IN LISTS includes)
    string(REGEX REPLACE ".*\"(.*)\"" "\\1" header "${include}")
    if(NOT header IN_LIST may_include)
      message(SEND_ERROR "${file} includes ${header}, which is not the core's")
    endif()
  endforeach()
endforeach()

# The articles count about 2000 for the original.
if(lines GREATER 2000)
  message(SEND_ERROR "The core has ${lines} lines: what of it belongs elsewhere?")
endif()
message(STATUS "${lines} lines")
