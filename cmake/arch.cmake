# Chooses arch/<cpu> for the processor that is built for: GREENLENS_ARCH. A folder says in its cpu.cmake which one that is, and
# nothing else has to know of it. -DGREENLENS_ARCH=<cpu> chooses by name.
cmake_path(SET arch_root NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../arch")
set(arch_files cpu.cmake switch.S frame.c probe.S probe.c walk.c)

set(arch_found "${GREENLENS_ARCH}")
if(NOT arch_found)
  string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" arch_processor)
  file(GLOB arch_rules "${arch_root}/*/cpu.cmake")
  foreach(arch_rule IN LISTS arch_rules)
    include("${arch_rule}")
    if(arch_processor MATCHES "${processor}" AND CMAKE_SIZEOF_VOID_P EQUAL pointer_size
       AND CMAKE_C_BYTE_ORDER STREQUAL byte_order)
      cmake_path(GET arch_rule PARENT_PATH arch_folder)
      cmake_path(GET arch_folder FILENAME arch_folder)
      list(APPEND arch_found ${arch_folder})
    endif()
  endforeach()
endif()

list(LENGTH arch_found arch_count)
if(arch_count EQUAL 0)
  math(EXPR bits "8 * ${CMAKE_SIZEOF_VOID_P}")
  message(FATAL_ERROR
    "greenlens has no stack switch for '${CMAKE_SYSTEM_PROCESSOR}' (${bits} bits, ${CMAKE_C_BYTE_ORDER}) yet. To add one, write "
    "arch/<cpu>/cpu.cmake, switch.S, frame.c, probe.S, probe.c and walk.c as arch/arch.h and arch/walk.h ask and docs/adding-a-cpu.md explains.")
elseif(arch_count GREATER 1)
  list(JOIN arch_found " and " arch_found)
  message(FATAL_ERROR
    "More than one folder is for '${CMAKE_SYSTEM_PROCESSOR}': ${arch_found}. Choose with -DGREENLENS_ARCH=<folder>, or let their "
    "cpu.cmake say what tells them apart.")
endif()

foreach(arch_file IN LISTS arch_files)
  if(NOT EXISTS "${arch_root}/${arch_found}/${arch_file}")
    message(FATAL_ERROR
      "arch/${arch_found}/${arch_file} is missing: docs/adding-a-cpu.md says what it has to provide.")
  endif()
endforeach()
set(GREENLENS_ARCH ${arch_found})
set(tls_option "")
set(landing_pads_option "")
include("${arch_root}/${GREENLENS_ARCH}/cpu.cmake")
