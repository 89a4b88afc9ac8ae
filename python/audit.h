// What a program does with other processes, as the interpreter says it to who listens (its audit
// events): signals that it sends, and programs that it asks for in its place.
#ifndef GREENLENS_PYTHON_AUDIT_H_
#define GREENLENS_PYTHON_AUDIT_H_

namespace greenlens::python {

// From here on; nothing while nobody records. The interpreter has no way to stop listening. False
// with an error set.
bool listen_to_audit();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_AUDIT_H_
