# Which folder is chosen for which processor, and what is said when there is none.
# usage: cmake -DSOURCE=<project> -P choice.cmake
function(expect expected cpu bytes order)
  set(CMAKE_SYSTEM_PROCESSOR ${cpu})
  set(CMAKE_SIZEOF_VOID_P ${bytes})
  set(CMAKE_C_BYTE_ORDER ${order})
  include(${SOURCE}/cmake/arch.cmake)
  if(NOT GREENLENS_ARCH STREQUAL expected)
    message(SEND_ERROR "${cpu}, ${bytes} bytes, ${order}: '${GREENLENS_ARCH}', not '${expected}'")
  endif()
  foreach(file switch.S frame.c probe.S probe.c)
    if(NOT EXISTS ${SOURCE}/arch/${expected}/${file})
      message(SEND_ERROR "arch/${expected}/${file} is missing")
    endif()
  endforeach()
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

# A processor without a folder, and one of the wrong byte order.
foreach(unknown "vax;4;LITTLE_ENDIAN" "ppc64;8;BIG_ENDIAN")
  list(GET unknown 0 processor)
  list(GET unknown 1 bytes)
  list(GET unknown 2 order)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -DCMAKE_SYSTEM_PROCESSOR=${processor} -DCMAKE_SIZEOF_VOID_P=${bytes}
            -DCMAKE_C_BYTE_ORDER=${order} -P ${SOURCE}/cmake/arch.cmake
    RESULT_VARIABLE result ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")
  if(result EQUAL 0 OR NOT said MATCHES "no stack switch for '${processor}'.*arch/<cpu>/switch.S.*cmake/arch.cmake")
    message(SEND_ERROR "${processor}: exit ${result}, said: ${said}")
  endif()
endforeach()
