# The processor of this folder: what uname calls it, the bytes of a pointer, the byte order.
set(processor "^(arm.*|aarch64)$")
set(pointer_size 4)
set(byte_order LITTLE_ENDIAN)
# Registers as frame.c calls them, where objdump would say sl, fp, ip.
set(objdump_options -M reg-names-std)
