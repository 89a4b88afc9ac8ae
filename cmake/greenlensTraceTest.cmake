# greenlens_add_trace_test(NAME <test> TARGET <program> [ARGS <argument>...] EXPECT <rules.json|rules.toml> [JUNIT <file.xml>]
#                          [RECORD <option>...] [TIMEOUT <seconds>])
# A test that records a program that can be watched (greenlens::record), and holds the recording against rules:
# `greenlens check --expect`. TARGET is a target, a program's path, or a scenario's id. The program's exit code counts only as far
# as the rules ask for it (program_ends). EXPECT and JUNIT are relative to this folder and to this folder of the build. The recording
# stays beside the build, as <test>.gltrace, for whoever wants to see what happened.
set(GREENLENS_TRACE_TEST_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/greenlensRunTraceTest.cmake)

function(greenlens_add_trace_test)
  cmake_parse_arguments(arg "" "NAME;TARGET;EXPECT;JUNIT;TIMEOUT" "ARGS;RECORD" ${ARGN})
  foreach(needed NAME TARGET EXPECT)
    if(NOT arg_${needed})
      message(FATAL_ERROR "greenlens_add_trace_test: ${needed} is missing.")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "greenlens_add_trace_test: ${arg_UNPARSED_ARGUMENTS} means nothing here.")
  endif()
  set(program ${arg_TARGET})
  if(TARGET ${arg_TARGET})
    set(program $<TARGET_FILE:${arg_TARGET}>)
  endif()
  cmake_path(ABSOLUTE_PATH arg_EXPECT BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  if(NOT EXISTS ${arg_EXPECT})
    message(FATAL_ERROR "greenlens_add_trace_test: there is no ${arg_EXPECT}.")
  endif()
  string(MAKE_C_IDENTIFIER "${arg_NAME}" file)
  set(junit "")
  if(arg_JUNIT)
    cmake_path(ABSOLUTE_PATH arg_JUNIT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)
    set(junit -DJUNIT=${arg_JUNIT})
  endif()
  add_test(NAME ${arg_NAME}
    COMMAND ${CMAKE_COMMAND} -DGREENLENS=$<TARGET_FILE:greenlens::greenlens> -DPROGRAM=${program} "-DARGUMENTS=${arg_ARGS}"
            "-DRECORD=${arg_RECORD}" -DRULES=${arg_EXPECT} -DTRACE=${CMAKE_CURRENT_BINARY_DIR}/${file}.gltrace ${junit}
            -P ${GREENLENS_TRACE_TEST_SCRIPT})
  if(arg_TIMEOUT)
    set_tests_properties(${arg_NAME} PROPERTIES TIMEOUT ${arg_TIMEOUT})
  endif()
endfunction()
