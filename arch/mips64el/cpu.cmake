# The processor that this folder is for: what uname calls it, the bytes of a pointer, and the byte order.
set(processor "^(mips64|mips64el)$")
set(pointer_size 8)
set(byte_order LITTLE_ENDIAN)
