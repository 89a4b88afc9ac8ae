# The processor of this folder: what uname calls it, the bytes of a pointer, the byte order.
set(processor "^(mips64|mips64el)$")
set(pointer_size 8)
set(byte_order LITTLE_ENDIAN)
