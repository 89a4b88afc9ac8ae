# The processor that this folder is for: what uname calls it, the bytes of a pointer, and the byte order.
set(processor "^(arm.*|aarch64)$")
set(pointer_size 4)
set(byte_order LITTLE_ENDIAN)
