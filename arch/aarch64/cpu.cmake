# The processor of this folder: what uname calls it, the bytes of a pointer, the byte order.
set(processor "^(aarch64|arm64)$")
set(pointer_size 8)
set(byte_order LITTLE_ENDIAN)
# Functions that are called by address begin with a landing pad (BTI).
set(landing_pads_option -mbranch-protection=bti)
