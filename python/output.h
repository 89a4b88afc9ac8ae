// What a program prints, line by line and in step with its switches: sys.stdout and sys.stderr.
#ifndef GREENLENS_PYTHON_OUTPUT_H_
#define GREENLENS_PYTHON_OUTPUT_H_

namespace greenlens::python {

// From here on. Not where something else than a stream with a `write` of its own stands there: that
// stays as it is.
void listen_to_output();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_OUTPUT_H_
