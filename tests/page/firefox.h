// Firefox, told what to do by WebDriver BiDi: a websocket on a port that the system chooses.
#ifndef GREENLENS_TESTS_PAGE_FIREFOX_H_
#define GREENLENS_TESTS_PAGE_FIREFOX_H_

#include <memory>

#include "tests/page/browser.h"

namespace greenlens::testing {

std::unique_ptr<Browser> make_firefox();

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PAGE_FIREFOX_H_
