// Which greenlens this is: CMakeLists.txt reads it here.
#ifndef GREENLENS_ENGINE_CPP_VERSION_H_
#define GREENLENS_ENGINE_CPP_VERSION_H_

namespace greenlens::engine {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_VERSION_H_
