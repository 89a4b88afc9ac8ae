# What every target has in common: warnings are errors, includes start at the project's root, and file names in the program
# are relative to it, so that recordings are the same on every machine.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)

# The engine's pointer to a thread's state must not have to be there when the thread starts: a plugin that contains the engine
# could not be loaded. Where the CPU's folder knows a cheaper way to find it than a call (which costs each slice 16 bytes), and
# the compiler does too, that is taken.
include(CheckCXXCompilerFlag)
if(tls_option)
  check_cxx_compiler_flag(${tls_option} GREENLENS_HAS_TLS_OPTION)
  if(GREENLENS_HAS_TLS_OPTION)
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:${tls_option}>)
  endif()
endif()

# A program has landing pads for indirect jumps only if all its objects say that they have: the engine's do, where the CPU's
# folder knows how to ask for them. Whoever asks for something else themselves, gets that.
string(REGEX REPLACE "=.*" "" landing_pads_name "${landing_pads_option}")
if(landing_pads_option AND NOT "${CMAKE_CXX_FLAGS}" MATCHES "${landing_pads_name}")
  check_cxx_compiler_flag(${landing_pads_option} GREENLENS_HAS_LANDING_PADS)
  if(GREENLENS_HAS_LANDING_PADS)
    add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:${landing_pads_option}>)
  endif()
endif()

# Programs include <greenlens/engine/cpp/greenlet.h>: a name that is nobody else's.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include)
file(CREATE_LINK ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/include/greenlens SYMBOLIC)

function(greenlens_warnings target)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:C,CXX>:-Wall -Wextra -Wpedantic -Werror>
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wshadow>)
  if(CMAKE_UNITY_BUILD)
    # Where several files are compiled as one, the private names of another one are no mistake.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-shadow>
      $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# What recording needs, beside arch and the engine.
set(GREENLENS_RECORDING_ROOMS "assets|facts|state|rules|store|session|callers|ring|drain|record")

# greenlens_folder(<target> <folder>): the alias greenlens::<folder> and the usual options.
function(greenlens_folder target folder)
  greenlens_warnings(${target})
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>  # as programs write them: <greenlens/...>
    $<INSTALL_INTERFACE:include>)
  if(NOT folder STREQUAL "arch")  # which is C
    target_compile_features(${target} PUBLIC cxx_std_20)  # the headers', so every user's
  endif()
  add_library(greenlens::${folder} ALIAS ${target})
  if(folder MATCHES "^(core|engine)$")
    greenlens_quick(${target} headers_anywhere)
  elseif(GREENLENS_PYTHON AND Python3_FOUND AND folder MATCHES "^(${GREENLENS_RECORDING_ROOMS})$")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)  # a module of Python's contains them
    greenlens_quick(${target} headers_anywhere)
  elseif(NOT folder MATCHES "^(arch|engine_shared)$")
    greenlens_quick(${target} headers)
  endif()
  if(GREENLENS_SANITIZE AND NOT folder MATCHES "^(arch|core|engine|engine_shared)$")
    target_compile_options(${target} PUBLIC -fsanitize=address,undefined -fno-sanitize-recover=undefined)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
endfunction()
