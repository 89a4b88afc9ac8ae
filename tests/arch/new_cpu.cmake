# A folder of its own is all that a CPU needs: in a copy of the tree, this machine's is copied under another name, chosen, built
# and tested, with nothing else changed.
# usage: cmake -DSOURCE=<project> -DARCH=<this machine's folder> -DWORK=<folder to write to> -DCC=.. -DCXX=.. -P new_cpu.cmake
file(REMOVE_RECURSE ${WORK})
foreach(part CMakeLists.txt arch cmake engine tests)
  file(COPY ${SOURCE}/${part} DESTINATION ${WORK}/tree)
endforeach()
set(made_up ${WORK}/tree/arch/made_up)
file(RENAME ${WORK}/tree/arch/${ARCH} ${made_up})  # nothing may ask for it by its old name
file(READ ${made_up}/frame.c table)
string(REPLACE "arch/${ARCH}/" "arch/made_up/" table "${table}")
file(WRITE ${made_up}/frame.c "${table}")
file(WRITE ${made_up}/cpu.cmake "set(processor ^made_up$)\nset(pointer_size 2)\nset(byte_order LITTLE_ENDIAN)\n")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command} failed:\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()
run(${CMAKE_COMMAND} -G Ninja -S ${WORK}/tree -B ${WORK}/build -DGREENLENS_ARCH=made_up -DGREENLENS_APP=OFF
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX})
run(${CMAKE_COMMAND} --build ${WORK}/build --target arch_conformance frame_picture_test unwind_test)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build -R "^arch.Every.*(Switch|Named)$|^frame_picture|^unwind")
message(STATUS "${said}")
