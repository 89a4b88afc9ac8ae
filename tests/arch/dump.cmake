# Builds tests/arch/dump.c for a CPU, runs it (under its emulator), and keeps what it says. An empty file: this machine has no
# compiler for that CPU.
# usage: cmake -DSOURCE=<project> -DCPU=<folder> -DCOMPILER=<cc, or empty: the one of cmake/cross> -DOUT=<file> -P dump.cmake
set(compiler ${COMPILER})
set(emulator "")
if(NOT compiler)
  if(NOT EXISTS ${SOURCE}/cmake/cross/${CPU}.cmake)
    message(STATUS "cmake/cross has no compiler for arch/${CPU}: it is not disassembled")
    file(WRITE ${OUT} "")
    return()
  endif()
  include(${SOURCE}/cmake/cross/${CPU}.cmake)
  find_program(compiler_path ${CMAKE_C_COMPILER})
  set(compiler ${CMAKE_C_COMPILER})
  set(emulator ${CMAKE_CROSSCOMPILING_EMULATOR})
  if(NOT compiler_path)
    message(STATUS "${CMAKE_C_COMPILER} is not installed: arch/${CPU} is not disassembled (./dev packages names what is missing)")
    file(WRITE ${OUT} "")
    return()
  endif()
endif()
execute_process(
  COMMAND ${compiler} -I${SOURCE} ${SOURCE}/tests/arch/dump.c ${SOURCE}/arch/describe.c ${SOURCE}/arch/${CPU}/frame.c
          ${SOURCE}/arch/${CPU}/switch.S -o ${OUT}.program
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${emulator} ${OUT}.program OUTPUT_FILE ${OUT} COMMAND_ERROR_IS_FATAL ANY)
