// Which greenlens this is.
#ifndef GREENLENS_ENGINE_CPP_VERSION_H_
#define GREENLENS_ENGINE_CPP_VERSION_H_

namespace greenlens::engine {

inline constexpr char kVersion[] = "0.1.0";  // the project's, in CMakeLists.txt

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_VERSION_H_
