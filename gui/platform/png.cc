#include "gui/platform/png.h"

#include <GL/gl.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include <vector>

namespace greenlens::gui {

Pixels read_pixels(int width, int height) {
  Pixels pixels{width, height, {}};
  pixels.rgba.resize(static_cast<size_t>(width) * static_cast<size_t>(height) * 4);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
  for (size_t i = 3; i < pixels.rgba.size(); i += 4) pixels.rgba[i] = 255;
  return pixels;
}

std::string png_of(const Pixels& pixels) {
  const size_t line = static_cast<size_t>(pixels.width) * 4;
  // The last line of a picture is OpenGL's first.
  std::vector<unsigned char> turned;
  turned.reserve(pixels.rgba.size());
  for (size_t at = pixels.rgba.size(); at >= line && line > 0; at -= line) {
    const auto begin = pixels.rgba.begin() + static_cast<std::ptrdiff_t>(at - line);
    turned.insert(turned.end(), begin, begin + static_cast<std::ptrdiff_t>(line));
  }
  std::string bytes;
  const auto append = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                          static_cast<size_t>(size));
  };
  stbi_write_png_to_func(append, &bytes, pixels.width, pixels.height, 4, turned.data(),
                         pixels.width * 4);
  return bytes;
}

}  // namespace greenlens::gui
