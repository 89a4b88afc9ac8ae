# Chooses arch/<cpu> for the processor that is built for: GREENLENS_ARCH.
# A rule is a folder, what uname calls the processor, the bytes of a pointer, and the byte order.
set(greenlens_arch_rules
  "x86_64   ^(x86_64|amd64)$             8 LITTLE_ENDIAN"
  "i386     ^(i[3-6]86|x86_64|amd64)$    4 LITTLE_ENDIAN"
  "aarch64  ^(aarch64|arm64)$            8 LITTLE_ENDIAN"
  "arm      ^(arm.*|aarch64)$            4 LITTLE_ENDIAN"
  "riscv64  ^riscv64$                    8 LITTLE_ENDIAN"
  "ppc64le  ^(ppc64le|powerpc64le)$      8 LITTLE_ENDIAN"
  "s390x    ^s390x$                      8 BIG_ENDIAN"
  "mips64el ^(mips64|mips64el)$          8 LITTLE_ENDIAN")

set(GREENLENS_ARCH "")
string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
foreach(rule IN LISTS greenlens_arch_rules)
  string(REGEX MATCHALL "[^ ]+" rule "${rule}")
  list(GET rule 0 folder)
  list(GET rule 1 pattern)
  list(GET rule 2 pointer_size)
  list(GET rule 3 byte_order)
  if(NOT GREENLENS_ARCH AND processor MATCHES "${pattern}"
     AND CMAKE_SIZEOF_VOID_P EQUAL pointer_size AND CMAKE_C_BYTE_ORDER STREQUAL byte_order)
    set(GREENLENS_ARCH ${folder})
  endif()
endforeach()
if(NOT GREENLENS_ARCH)
  math(EXPR bits "8 * ${CMAKE_SIZEOF_VOID_P}")
  message(FATAL_ERROR
    "greenlens has no stack switch for '${CMAKE_SYSTEM_PROCESSOR}' (${bits} bits, ${CMAKE_C_BYTE_ORDER}) yet. To add one, write "
    "arch/<cpu>/switch.S, frame.c, probe.S and probe.c as arch/arch.h asks and docs/adding-a-cpu.md explains, then add a line to "
    "cmake/arch.cmake.")
endif()
