# The processor that this folder is for: what uname calls it, the bytes of a pointer, and the byte order.
set(processor "^riscv64$")
set(pointer_size 8)
set(byte_order LITTLE_ENDIAN)
