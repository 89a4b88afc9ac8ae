# The core's files, and all that they include, neither throw nor know a language.
# usage: cmake -DSOURCE=<project> -DCORE=<file;...> -P core_is_plain.cmake
cmake_policy(VERSION 3.25)
file(GLOB may_include RELATIVE ${SOURCE} ${SOURCE}/engine/core/*.h)
list(APPEND may_include arch/arch.h arch/bytes.h arch/one_stack.h arch/ticks.h)

set(files ${CORE})
foreach(header IN LISTS may_include)
  list(APPEND files ${SOURCE}/${header})
endforeach()
# A CPU's tables for who steps programs and for who compares: the core has nothing to do with them.
list(APPEND may_include arch/conventions.h arch/stepping.h)
list(LENGTH files count)
if(count LESS 15)
  message(SEND_ERROR "Only ${count} files: the list of the core's sources is not what it was.")
endif()

set(lines 0)
foreach(file IN LISTS files)
  file(READ ${file} text)
  string(REGEX REPLACE "//[^\n]*" "" text "${text}")
  string(REPLACE ";" "" code "${text}")  # which would end an item of a list
  string(REGEX MATCHALL "[^ \n][^\n]*\n" of_code "${code}")
  list(LENGTH of_code count)
  math(EXPR lines "${lines} + ${count}")
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

# The articles count about 2000 for the original, with its prose; watching is what this one has more, languages other than C++,
# and a second path for when nobody watches.
if(lines GREATER 2400)
  message(SEND_ERROR "The core has ${lines} lines of code: what of it belongs elsewhere?")
endif()
message(STATUS "${lines} lines of code")
