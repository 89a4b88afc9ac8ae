# 32-bit x86, with Debian's cross compiler (g++-i686-linux-gnu); programs run under qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR i686)
set(CMAKE_C_COMPILER i686-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER i686-linux-gnu-g++)
set(CMAKE_FIND_ROOT_PATH /usr/i686-linux-gnu)
# A C library of the same kind that is installed for programs of this machine is another version, and would be found first.
set(CMAKE_CROSSCOMPILING_EMULATOR
    qemu-i386-static -L /usr/i686-linux-gnu -E LD_LIBRARY_PATH=/usr/i686-linux-gnu/lib)
