# The processor of this folder: what uname calls it, the bytes of a pointer, the byte order.
set(processor "^s390x$")
set(pointer_size 8)
set(byte_order BIG_ENDIAN)
