// What is typed and chosen in the glossary.
#ifndef GREENLENS_GUI_VIEWS_GLOSSARY_UI_H_
#define GREENLENS_GUI_VIEWS_GLOSSARY_UI_H_

#include <cstddef>
#include <string>

namespace greenlens::gui::glossary {

struct Ui {
  char filter[128] = "";
  std::string term;      // the one that is shown, by its id; empty: the first that suits
  bool scrolls = false;  // it has to come into sight
};

}  // namespace greenlens::gui::glossary

#endif  // GREENLENS_GUI_VIEWS_GLOSSARY_UI_H_
