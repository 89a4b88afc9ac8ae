// Drops a file onto a window, as a file manager does: the source's side of the X Drag-and-Drop
// protocol (XDND, version 5), in as far as a drop without a way there needs it.
// usage: drop_file WINDOW PATH. Ends with 0 when the window has taken it.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;
constexpr long kVersion = 5;
constexpr std::chrono::seconds kPatience{10};

struct Drag {
  Display* display;
  Window source, target;
  std::string uri;

  Atom atom(const char* name) const { return XInternAtom(display, name, False); }

  void say(const char* what, long first, long second, long third, long fourth) const {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = target;
    event.xclient.message_type = atom(what);
    event.xclient.format = 32;
    const long data[] = {static_cast<long>(source), first, second, third, fourth};
    for (int i = 0; i < 5; ++i) event.xclient.data.l[i] = data[i];
    XSendEvent(display, target, False, NoEventMask, &event);
    XFlush(display);
  }

  // What the target asks for: the list of files.
  void hand_over(const XSelectionRequestEvent& asked) const {
    XChangeProperty(display, asked.requestor, asked.property, asked.target, 8, PropModeReplace,
                    reinterpret_cast<const unsigned char*>(uri.data()),
                    static_cast<int>(uri.size()));
    XEvent answer{};
    answer.xselection.type = SelectionNotify;
    answer.xselection.requestor = asked.requestor;
    answer.xselection.selection = asked.selection;
    answer.xselection.target = asked.target;
    answer.xselection.property = asked.property;
    answer.xselection.time = asked.time;
    XSendEvent(display, asked.requestor, False, NoEventMask, &answer);
    XFlush(display);
  }

  // Until the target says this; what it says with it.
  const XClientMessageEvent* hear(const char* what, XEvent* event) const {
    const Clock::time_point end = Clock::now() + kPatience;
    while (Clock::now() < end) {
      if (XPending(display) == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        continue;
      }
      XNextEvent(display, event);
      if (event->type == SelectionRequest) hand_over(event->xselectionrequest);
      if (event->type == ClientMessage && event->xclient.message_type == atom(what)) {
        return &event->xclient;
      }
    }
    std::fprintf(stderr, "the window says no %s\n", what);
    return nullptr;
  }

  bool drop() const {
    XEvent event;
    XSetSelectionOwner(display, atom("XdndSelection"), source, CurrentTime);
    say("XdndEnter", kVersion << 24, static_cast<long>(atom("text/uri-list")), None, None);
    // Somewhere inside of it: it may look where, by the root's pixels.
    int x = 0, y = 0;
    Window child = None;
    XTranslateCoordinates(display, target, DefaultRootWindow(display), 40, 40, &x, &y, &child);
    say("XdndPosition", 0, long{x} << 16 | y, CurrentTime,
        static_cast<long>(atom("XdndActionCopy")));
    const XClientMessageEvent* status = hear("XdndStatus", &event);
    if (status == nullptr || (status->data.l[1] & 1) == 0) return false;
    say("XdndDrop", 0, CurrentTime, 0, 0);
    const XClientMessageEvent* finished = hear("XdndFinished", &event);
    // GLFW puts the number of bytes there, of which the protocol means the last bit.
    return finished != nullptr && finished->data.l[1] != 0;
  }
};

}  // namespace

int main(int count, char** arguments) {
  Display* display = count == 3 ? XOpenDisplay(nullptr) : nullptr;
  if (display == nullptr) return 2;
  const Window source =
      XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
  const Drag drag{display, source, std::strtoul(arguments[1], nullptr, 0),
                  std::string("file://") + arguments[2] + "\r\n"};
  const bool taken = drag.drop();
  XCloseDisplay(display);
  return taken ? 0 : 1;
}
