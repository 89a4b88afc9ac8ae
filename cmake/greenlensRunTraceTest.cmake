# What a test of greenlens_add_trace_test() runs: records PROGRAM with ARGUMENTS to TRACE by the command GREENLENS, and holds it
# against RULES.
cmake_policy(VERSION 3.25)
file(REMOVE ${TRACE})
set(arguments)
if(ARGUMENTS)
  set(arguments -- ${ARGUMENTS})
endif()
execute_process(COMMAND ${GREENLENS} record ${RECORD} -o ${TRACE} ${PROGRAM} ${arguments}
                RESULT_VARIABLE recorded OUTPUT_VARIABLE said ERROR_VARIABLE said)
# 4: the program crashed or was killed. What it told is there, and the rules say whether it may.
if(NOT recorded MATCHES "^(0|4)$" OR NOT EXISTS ${TRACE})
  message(FATAL_ERROR "${said}\n${PROGRAM} could not be recorded: greenlens record ends with ${recorded}.")
endif()
set(junit)
if(JUNIT)
  set(junit --junit ${JUNIT})
endif()
execute_process(COMMAND ${GREENLENS} check ${TRACE} --expect ${RULES} ${junit} RESULT_VARIABLE checked)
if(NOT checked EQUAL 0)
  message(FATAL_ERROR "${TRACE} is not what ${RULES} expects: `greenlens view ${TRACE}` shows it.")
endif()
