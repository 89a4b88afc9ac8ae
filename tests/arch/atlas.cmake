# Makes the atlas.txt of a CPU with its (cross) compiler, its objdump and, to ask it what it says of itself, its emulator:
#   cmake -DSOURCE=. -DCPU=riscv64 -DWORK=/tmp/atlas -DOUT=arch/riscv64/atlas.txt -P tests/arch/atlas.cmake
# COMPILER=<cc> is for this machine's own CPU. With -DCHECK=1 nothing is written: what differs from OUT is an error. When this
# machine has no such compiler it says so, in words that a test waits for.
cmake_policy(VERSION 3.25)
set(compiler "${COMPILER}")
set(emulator "")
if(NOT compiler)
  if(NOT EXISTS ${SOURCE}/cmake/cross/${CPU}.cmake)
    message(FATAL_ERROR "skipped: cmake/cross has no compiler for arch/${CPU}; say COMPILER=cc if it is this machine's CPU")
  endif()
  include(${SOURCE}/cmake/cross/${CPU}.cmake)
  set(compiler ${CMAKE_C_COMPILER})
  set(emulator ${CMAKE_CROSSCOMPILING_EMULATOR})
endif()
# The tools beside the compiler: riscv64-linux-gnu-objdump; with another compiler than gcc, those of this machine.
string(REGEX REPLACE "(gcc|cc|clang)(-[0-9]+)?$" "objdump" objdump "${compiler}")
find_program(compiler_path ${compiler})
find_program(objdump_path ${objdump})
find_program(awk_path awk REQUIRED)
if(NOT compiler_path OR NOT objdump_path)
  message(FATAL_ERROR "skipped: ${compiler} or ${objdump} is not installed (./dev packages names what is missing)")
endif()

set(objdump_options "")
include(${SOURCE}/arch/${CPU}/cpu.cmake)
file(MAKE_DIRECTORY ${WORK})
function(run out)
  execute_process(COMMAND ${ARGN} OUTPUT_FILE ${WORK}/${out} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
set(compile ${compiler_path} -g -O1 -I${SOURCE})  # without -O clang's assembler makes every branch as long as it can be
run(said ${compile} ${SOURCE}/tests/arch/atlas_main.c ${SOURCE}/tests/arch/atlas.c ${SOURCE}/arch/describe.c
    ${SOURCE}/arch/${CPU}/frame.c ${SOURCE}/arch/${CPU}/switch.S -o ${WORK}/program)
run(said ${compile} -c ${SOURCE}/arch/${CPU}/switch.S -o ${WORK}/switch.o)
run(described ${emulator} ${WORK}/program)
run(relocations ${objdump_path} -r -j .text ${WORK}/switch.o)
run(words ${objdump_path} -dl --no-show-raw-insn ${objdump_options} ${WORK}/program)
run(atlas.txt ${awk_path} -f ${SOURCE}/tests/arch/atlas.awk ${WORK}/described ${WORK}/relocations ${WORK}/words)

if(NOT CHECK)
  file(COPY_FILE ${WORK}/atlas.txt ${OUT})
  return()
endif()
execute_process(COMMAND diff -u ${OUT} ${WORK}/atlas.txt RESULT_VARIABLE differs OUTPUT_VARIABLE difference)
if(differs)
  message(FATAL_ERROR "arch/${CPU}/atlas.txt is not what the compiler makes of arch/${CPU} now. tests/arch/atlas.cmake makes it "
                      "anew:\n${difference}")
endif()
