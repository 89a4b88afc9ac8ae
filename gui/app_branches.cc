// Another way from a step: the run is made once more and goes it, and the one before stays beside
// it. Both are short, as scenarios are.
#include <utility>

#include "gui/app.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/what_if/moment.h"

namespace greenlens::gui {
namespace {

bool has_ended(const session::Session& session) {
  const session::SourceStatus status = session.status();
  return status == session::SourceStatus::finished || status == session::SourceStatus::failed;
}

std::vector<std::string> order_texts(const std::vector<store::WhatIf>& ways) {
  std::vector<std::string> all;
  for (const store::WhatIf& one : ways) all.push_back(order_text(one));
  return all;
}

// What one looks at stays as it is, whichever way is shown.
void look_likewise(const Choices& before, Choices* now) {
  now->raised = before.raised;
  now->selected = before.selected;
  now->hidden = before.hidden;
  now->overlay = before.overlay;
  now->follow = before.follow;
}

}  // namespace

StartOrder App::order_shown() const {
  if (!program_.name.empty()) return program_;
  const store::TraceInfo& info = session_->trace().info();
  StartOrder order{info.scenario, {}};
  for (const store::Setting& one : info.settings) {
    order.settings.push_back(one.name + '=' + one.value);
  }
  order.what_ifs = order_texts(info.what_ifs);
  return order;
}

KeptWay App::put_aside() {
  StartOrder order = order_shown();
  KeptWay way{nullptr,  std::move(order), options_.shown_name, began_live_,
              kept_in_, kept_steps_,      notes_.all()};
  way.session = std::move(session_);
  return way;
}

// In place of what is shown, which was put aside.
void App::show_way(KeptWay way, const Choices& before) {
  leave();
  session_ = std::move(way.session);
  program_ = std::move(way.order);
  options_.shown_name = way.shown_name;
  began_live_ = way.began_live;
  kept_in_ = way.kept_in;
  kept_steps_ = way.kept_steps;
  notes_.begin(began_live_ ? "" : way.shown_name);  // those of a file are read again
  if (began_live_) notes_.change(std::move(way.notes));
  look_likewise(before, &choices_);
  fonts_outdated_ = true;
}

// Starts it, with the run that is shown put aside where there is no other one yet; false when it
// cannot be started, and nothing has changed.
bool App::branch_to(const StartOrder& order, Branching* next) {
  if (!options_.start) return false;
  auto source = options_.start(order);
  if (!source) {
    say(source.fault());
    return false;
  }
  const Choices before = choices_;
  next->version = branching_.version + 1;
  if (next->other.session == nullptr) next->other = put_aside();
  KeptWay way{nullptr, order, order.name, true};
  way.session = std::make_unique<session::Session>(std::move(*source));
  show_way(std::move(way), before);
  next->other.session->run_to_end();
  session_->run_to_end();
  next->shows_other_way = next->pending = true;
  branching_ = std::move(*next);
  return true;
}

void App::act(const ask::WhatIf& asked) {
  if (scenario_shown() == nullptr) return;
  StartOrder order = order_shown();
  std::vector<store::WhatIf> ways = session_->trace().info().what_ifs;
  Branching next;
  next.drops_branch = branching_.stands();
  const bool on_branch = next.drops_branch && branching_.shows_other_way;
  const bool behind_fork = on_branch && asked.deed.step > branching_.fork;
  // Of a fork the run as it was stays; of a fork of a fork it does as well, and the first one goes.
  if (on_branch) next.other = std::move(branching_.other);
  if (on_branch && !behind_fork) ways = next.other.session->trace().info().what_ifs;
  next.fork = behind_fork ? branching_.fork : asked.deed.step;
  next.who = behind_fork ? branching_.who
                         : state::name_of(session_->trace().state(asked.deed.step), asked.runs);
  ways.push_back(asked.deed);
  order.what_ifs = order_texts(ways);
  next.ways = std::move(ways);
  next.go_to = asked.deed.step + 1;
  if (!branch_to(order, &next) && on_branch) branching_.other = std::move(next.other);
}

// The run as it was, of a recording that shows only the other way.
void App::run_as_it_was(bool goes_there) {
  const store::TraceInfo& info = session_->trace().info();
  if (info.what_ifs.empty() || scenario_shown() == nullptr || !options_.start) return;
  StartOrder order = order_shown();
  order.what_ifs.clear();
  Branching next;
  next.fork = info.what_ifs.front().step;
  next.ways = info.what_ifs;
  auto source = options_.start(order);
  if (!source) return say(source.fault());
  next.other = {std::make_unique<session::Session>(std::move(*source)), order, order.name, true};
  next.other.session->run_to_end();
  next.shows_other_way = next.pending = true;
  next.version = branching_.version + 1;
  branching_ = std::move(next);
  exchanges_ = goes_there;
}

void App::act(const ask::ToOtherWay& asked) {
  if (!session_) return;
  if (!branching_.stands()) return run_as_it_was(true);
  const uint64_t fork = branching_.fork, now = session_->cursor();
  const uint64_t step = asked.step.value_or(std::min(now, fork));
  const Choices before = choices_;
  Branching kept = std::move(branching_);
  KeptWay shown = put_aside();
  show_way(std::exchange(kept.other, std::move(shown)), before);
  kept.shows_other_way = !kept.shows_other_way;
  ++kept.version;
  branching_ = std::move(kept);
  session_->poll(0);
  session_->seek(step);
  cursor_moved();
}

// Once the run as it was has come to its end, and the other way beyond the fork: whether that began
// as the run did.
void App::go_on_branching() {
  if (!session_) return;
  const bool alone = branching_.other.session == nullptr && !asked_as_it_was_;
  if (alone && !session_->trace().info().what_ifs.empty()) {
    asked_as_it_was_ = true;
    run_as_it_was(false);
  }
  if (!branching_.pending) return;
  branching_.other.session->poll(0);
  const bool is_beyond = is_over() || session_->trace().size() > branching_.fork;
  const bool waits = branching_.go_to && !is_over();  // it was let run to its end
  if (!is_beyond || waits || !has_ended(*branching_.other.session)) return;
  branching_.pending = false;
  ++branching_.version;
  const store::Trace& shown = session_->trace();
  const store::Trace& other = branching_.other.session->trace();
  const uint64_t fork = branching_.fork;
  const uint64_t common = what_if::common_beginning(shown, other, fork);
  if (branching_.who.empty() && fork < shown.size()) {
    branching_.who = state::name_of(shown.state(fork), facts::subject(shown.event(fork).fact));
  }
  if (const auto step = std::exchange(branching_.go_to, {})) session_->seek(*step);
  if (common < fork) {
    say(facts::Fault{facts::FaultKind::other_beginning, "", common + 1, 0, ""});
    branching_.fork = common;
  } else if (branching_.drops_branch) {
    say(messages_->text("ui.what_if.drops"), false);
  }
  cursor_moved();
  if (std::exchange(exchanges_, false)) act(ask::ToOtherWay{});
}

}  // namespace greenlens::gui
