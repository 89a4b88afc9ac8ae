// A map from numbers to values of which copies are cheap: they share everything that none of them
// has changed since. What states of thousands of greenlets differ in is a few of them.
//
// It looks like a std::map that cannot be changed through its iterators. References and iterators
// are good until the same map is changed. A value belongs to one map, or to several of which nobody
// changes it: so different maps may be used in different threads, also if they share values.
#ifndef GREENLENS_TRACER_STATE_SHARED_MAP_H_
#define GREENLENS_TRACER_STATE_SHARED_MAP_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tracer/facts/fields.h"

namespace greenlens::state {

// Counts its owners itself: whoever is the only one may change what it points to, and a
// std::shared_ptr cannot say that when owners are in different threads.
template <typename T>
class Owned {
 public:
  Owned() = default;
  template <typename... Arguments>
  static Owned make(Arguments&&... arguments) {
    Owned made;
    made.held_ = new Held{{1}, T{std::forward<Arguments>(arguments)...}};
    return made;
  }
  Owned(const Owned& other) : held_(other.held_) {
    if (held_ != nullptr) held_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  Owned(Owned&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Owned& operator=(Owned other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Owned() {
    if (held_ != nullptr && held_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete held_;
    }
  }
  explicit operator bool() const { return held_ != nullptr; }
  const T& operator*() const { return held_->value; }
  const T* operator->() const { return &held_->value; }
  // To be changed: a copy of its own first, if it is not the only owner.
  T& own() {
    if (held_->owners.load(std::memory_order_acquire) != 1) *this = make(held_->value);
    return held_->value;
  }

 private:
  struct Held {
    std::atomic<uint32_t> owners;
    T value;
  };
  Held* held_ = nullptr;
};

template <typename Key, typename Value>
class SharedMap {
  // Neighbours by number lie together: finding one is a look at its block's number, mostly.
  static constexpr uint64_t kBlock = 32;
  using Item = Owned<std::pair<const Key, Value>>;
  using Block = std::array<Item, kBlock>;
  struct Place {
    uint64_t number = 0;  // of the keys in it, divided by kBlock
    Owned<Block> block;
  };

 public:
  // NOLINTBEGIN(readability-identifier-naming): the names that std::map has.
  using key_type = Key;
  using mapped_type = Value;
  using value_type = std::pair<const Key, Value>;

  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = SharedMap::value_type;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = const value_type&;

    const_iterator() = default;
    reference operator*() const { return *(*map_->places_[place_].block)[slot_]; }
    pointer operator->() const { return &**this; }
    const_iterator& operator++() {
      ++slot_;
      skip();
      return *this;
    }
    const_iterator operator++(int) {
      const_iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const const_iterator&) const = default;

   private:
    friend SharedMap;
    const_iterator(const SharedMap* map, size_t place, uint64_t slot)
        : map_(map), place_(place), slot_(slot) {}
    // To the next one that is there, or the end.
    void skip() {
      for (; place_ < map_->places_.size(); ++place_, slot_ = 0) {
        for (; slot_ < kBlock; ++slot_) {
          if ((*map_->places_[place_].block)[slot_]) return;
        }
      }
      slot_ = 0;
    }

    const SharedMap* map_ = nullptr;
    size_t place_ = 0;
    uint64_t slot_ = 0;
  };
  using iterator = const_iterator;
  // NOLINTEND(readability-identifier-naming)

  const_iterator begin() const {
    const_iterator first(this, 0, 0);
    first.skip();
    return first;
  }
  const_iterator end() const { return {this, places_.size(), 0}; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void clear() { *this = SharedMap(); }

  const_iterator find(Key key) const {
    const size_t place = place_of(key);
    if (!has_block(place, key) || !(*places_[place].block)[key % kBlock]) return end();
    return {this, place, key % kBlock};
  }
  bool contains(Key key) const { return get(key) != nullptr; }
  size_t count(Key key) const { return contains(key) ? 1 : 0; }
  const Value& at(Key key) const {
    const Value* value = get(key);
    if (value == nullptr) throw std::out_of_range("SharedMap::at");
    return *value;
  }
  // Null: there is none.
  const Value* get(Key key) const {
    const size_t place = place_of(key);
    if (!has_block(place, key)) return nullptr;
    const Item& item = (*places_[place].block)[key % kBlock];
    return item ? &item->second : nullptr;
  }

  // To be changed; null: there is none.
  Value* change(Key key) {
    const size_t place = place_of(key);
    if (!has_block(place, key) || !(*places_[place].block)[key % kBlock]) return nullptr;
    return &places_[place].block.own()[key % kBlock].own().second;
  }
  // To be changed; a new one if there is none.
  Value& operator[](Key key) {
    const size_t place = place_of(key);
    if (!has_block(place, key)) {
      places_.insert(places_.begin() + static_cast<std::ptrdiff_t>(place),
                     {key / kBlock, Owned<Block>::make()});
    }
    Item& item = places_[place].block.own()[key % kBlock];
    if (!item) item = Item::make(key, Value{}), ++size_;
    return item.own().second;
  }
  size_t erase(Key key) {
    const size_t place = place_of(key);
    if (!contains(key)) return 0;
    Block& block = places_[place].block.own();
    block[key % kBlock] = Item();
    --size_;
    if (std::none_of(block.begin(), block.end(), [](const Item& item) { return bool{item}; })) {
      places_.erase(places_.begin() + static_cast<std::ptrdiff_t>(place));
    }
    return 1;
  }

 private:
  // Where its block stands, or would. Numbers are mostly without gaps.
  size_t place_of(Key key) const {
    const uint64_t number = key / kBlock;
    if (places_.empty() || number <= places_.front().number) return 0;
    const uint64_t guess = number - places_.front().number;
    if (guess < places_.size() && places_[guess].number == number) return guess;
    const auto found =
        std::lower_bound(places_.begin(), places_.end(), number,
                         [](const Place& place, uint64_t wanted) { return place.number < wanted; });
    return static_cast<size_t>(found - places_.begin());
  }
  bool has_block(size_t place, Key key) const {
    return place < places_.size() && places_[place].number == key / kBlock;
  }

  std::vector<Place> places_;  // ascending, none empty
  size_t size_ = 0;
};

}  // namespace greenlens::state

template <typename Key, typename Value>
struct greenlens::facts::IsMap<greenlens::state::SharedMap<Key, Value>> : std::true_type {};

#endif  // GREENLENS_TRACER_STATE_SHARED_MAP_H_
