# 64-bit MIPS, little endian, n64 ABI, with Debian's cross compiler (g++-mips64el-linux-gnuabi64); programs run under qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR mips64)
set(CMAKE_C_COMPILER mips64el-linux-gnuabi64-gcc)
set(CMAKE_CXX_COMPILER mips64el-linux-gnuabi64-g++)
set(CMAKE_FIND_ROOT_PATH /usr/mips64el-linux-gnuabi64)
# The processor that qemu shows by default ignores what is written to its floating-point control register.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-mips64el-static -cpu MIPS64R2-generic -L /usr/mips64el-linux-gnuabi64)
# At -O0, g++ 12 emits std::allocator's constructors now as one function with two names, now as two functions. When the linker
# keeps one of each kind, a function computes gp from the other one's address and crashes. With -O1 they are inlined.
set(CMAKE_CXX_FLAGS_DEBUG_INIT "-O1")
# The preset optimises, and keeps inline functions to themselves: the part of a program that `greenlens lab` links its switch with is
# one file, a file has one table of addresses, and an instruction reaches 8,190 of these. What is not inlined has one each.
