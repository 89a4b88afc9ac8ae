# Which folder is chosen for which processor, and what is said when there is none, or more than one, or half of one.
# usage: cmake -DSOURCE=<project> -DWORK=<folder to write to> -P choice.cmake
function(expect expected cpu bytes order)
  set(CMAKE_SYSTEM_PROCESSOR ${cpu})
  set(CMAKE_SIZEOF_VOID_P ${bytes})
  set(CMAKE_C_BYTE_ORDER ${order})
  include(${SOURCE}/cmake/arch.cmake)
  if(NOT GREENLENS_ARCH STREQUAL expected)
    message(SEND_ERROR "${cpu}, ${bytes} bytes, ${order}: '${GREENLENS_ARCH}', not '${expected}'")
  endif()
endfunction()

expect(x86_64 x86_64 8 LITTLE_ENDIAN)
expect(x86_64 AMD64 8 LITTLE_ENDIAN)
expect(i386 i686 4 LITTLE_ENDIAN)
expect(i386 x86_64 4 LITTLE_ENDIAN)  # with -m32
expect(aarch64 aarch64 8 LITTLE_ENDIAN)
expect(aarch64 arm64 8 LITTLE_ENDIAN)
expect(arm armv7l 4 LITTLE_ENDIAN)
expect(riscv64 riscv64 8 LITTLE_ENDIAN)
expect(ppc64le ppc64le 8 LITTLE_ENDIAN)
expect(s390x s390x 8 BIG_ENDIAN)
expect(mips64el mips64 8 LITTLE_ENDIAN)

# The sentence that a processor is refused with.
function(expect_refusal root cpu bytes order sentence)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -DCMAKE_SYSTEM_PROCESSOR=${cpu} -DCMAKE_SIZEOF_VOID_P=${bytes} -DCMAKE_C_BYTE_ORDER=${order} ${ARGN}
            -P ${root}/cmake/arch.cmake
    RESULT_VARIABLE result ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")
  if(result EQUAL 0 OR NOT said MATCHES "${sentence}")
    message(SEND_ERROR "${cpu}: exit ${result}, said: ${said}")
  endif()
endfunction()

# A processor without a folder, and one of the wrong byte order.
expect_refusal(${SOURCE} vax 4 LITTLE_ENDIAN "no stack switch for 'vax' .32 bits.*arch/<cpu>/cpu.cmake, switch.S.*adding-a-cpu.md")
expect_refusal(${SOURCE} ppc64 8 BIG_ENDIAN "no stack switch for 'ppc64'")
expect_refusal(${SOURCE} x86_64 8 LITTLE_ENDIAN "arch/vax/cpu.cmake is missing" -DGREENLENS_ARCH=vax)

# A new folder is all that is needed. A copy is used: of the files that decide.
file(REMOVE_RECURSE ${WORK})
file(COPY ${SOURCE}/cmake/arch.cmake DESTINATION ${WORK}/cmake)
file(COPY ${SOURCE}/arch DESTINATION ${WORK})
file(COPY ${WORK}/arch/s390x/ DESTINATION ${WORK}/arch/vax)
expect_refusal(${WORK} s390x 8 BIG_ENDIAN "More than one folder is for 's390x': s390x and vax. Choose with -DGREENLENS_ARCH")
file(WRITE ${WORK}/arch/vax/cpu.cmake "set(processor ^vax$)\nset(pointer_size 4)\nset(byte_order LITTLE_ENDIAN)\n")
set(SOURCE ${WORK})
expect(vax VAX 4 LITTLE_ENDIAN)
expect(s390x s390x 8 BIG_ENDIAN)
foreach(file switch.S frame.c probe.S probe.c walk.c)
  file(RENAME ${WORK}/arch/vax/${file} ${WORK}/kept)
  expect_refusal(${WORK} vax 4 LITTLE_ENDIAN "arch/vax/${file} is missing: docs/adding-a-cpu.md")
  file(RENAME ${WORK}/kept ${WORK}/arch/vax/${file})
endforeach()
