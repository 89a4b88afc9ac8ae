# Whether greenlet for CPython is built: GREENLENS_PYTHON, which is decided by what is installed if nobody says it. The system's own
# Python is meant, whose programs it is for; Python3_ROOT_DIR names another one.
set(python AUTO)
if(CMAKE_CROSSCOMPILING OR GREENLENS_SANITIZE OR CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  set(python OFF)  # the interpreter is another CPU's, or has no sanitizer's runtime
endif()
set(GREENLENS_PYTHON ${python} CACHE STRING "Build greenlet for CPython 3.11: ON, OFF, or AUTO: where its headers are installed")
if(GREENLENS_PYTHON)
  if(NOT Python3_ROOT_DIR)
    set(Python3_ROOT_DIR /usr)
  endif()
  set(Python3_FIND_STRATEGY LOCATION)
  set(Python3_FIND_VIRTUALENV STANDARD)
  find_package(Python3 3.11...<3.12 QUIET COMPONENTS Interpreter Development.Module)
  if(NOT Python3_FOUND AND NOT GREENLENS_PYTHON STREQUAL "AUTO")
    message(FATAL_ERROR "greenlet for CPython needs the headers of CPython 3.11: install python3-dev, or say where it is with "
      "-DPython3_ROOT_DIR=DIR. -DGREENLENS_PYTHON=OFF builds the rest.")
  elseif(NOT Python3_FOUND)
    message(STATUS "greenlet for CPython is not built: install python3-dev (CPython 3.11).")
  endif()
endif()
