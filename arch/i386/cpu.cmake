# The processor of this folder: what uname calls it, the bytes of a pointer, the byte order.
set(processor "^(i[3-6]86|x86_64|amd64)$")
set(pointer_size 4)
set(byte_order LITTLE_ENDIAN)
# How a position independent library finds thread-local data: by descriptor, which a program's linker turns into a load.
set(tls_option -mtls-dialect=gnu2)
# Functions that are called by address begin with a landing pad (IBT).
set(landing_pads_option -fcf-protection=branch)
# Instructions with their sizes, as switch.S is written.
set(objdump_options -M suffix)
