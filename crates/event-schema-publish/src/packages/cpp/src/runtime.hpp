#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace NAMESPACE {

/// A property that may be absent, which is not the same as null.
template <class T>
class Omittable {
 public:
  /// A property that is not there.
  Omittable() = default;

  /// A property that is there.
  Omittable(T value) : value_{std::move(value)} {}

  /// Says whether the property is there.
  [[nodiscard]] bool is_present() const { return value_.has_value(); }

  /// Returns the property's value; throws `std::bad_optional_access` if it is not there.
  [[nodiscard]] const T& value() const { return value_.value(); }

  friend bool operator==(const Omittable&, const Omittable&) = default;

 private:
  std::optional<T> value_;
};

/// A value that stands elsewhere in memory, so that a type can hold itself. It is copied and compared as a whole.
template <class T>
class Boxed {
 public:
  /// No value yet, and nothing that can be written.
  Boxed() = default;

  Boxed(T value) : value_{std::make_unique<T>(std::move(value))} {}

  Boxed(const Boxed& other) : value_{other.value_ ? std::make_unique<T>(*other.value_) : nullptr} {}

  Boxed(Boxed&&) noexcept = default;

  Boxed& operator=(const Boxed& other) {
    value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }

  Boxed& operator=(Boxed&&) noexcept = default;

  ~Boxed() = default;

  /// Says whether there is a value: there is, unless it was moved away or never given.
  [[nodiscard]] bool has_value() const { return value_ != nullptr; }

  /// Returns the value, which must be there.
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] const T* operator->() const { return value_.get(); }

  friend bool operator==(const Boxed& one, const Boxed& other) {
    return one.value_ && other.value_ ? *one.value_ == *other.value_ : one.has_value() == other.has_value();
  }

 private:
  std::unique_ptr<T> value_;
};

/// One thing that is wrong with a payload or an event.
struct Issue {
  /// Where it is, as a JSON pointer; empty for the event itself.
  std::string path;
  /// What was expected there. No value is quoted, for payloads hold personal data.
  std::string expected;

  friend bool operator==(const Issue&, const Issue&) = default;
};

/// A payload or an event is not what the contract says.
class InvalidEvent : public std::invalid_argument {
 public:
  explicit InvalidEvent(std::vector<Issue> issues);

  /// All that is wrong, at least one thing.
  [[nodiscard]] const std::vector<Issue>& issues() const { return issues_; }

 private:
  std::vector<Issue> issues_;
};

/// Any JSON value, as it is written: numbers keep their digits.
class RawJson {
 public:
  /// The value null.
  RawJson() : text_{"null"} {}

  /// Takes JSON; throws `InvalidEvent` if it is none.
  explicit RawJson(std::string_view text);

  /// Returns the value as it is written.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// Returns the value as the JSON library has it, which rounds numbers to what a double can hold.
  [[nodiscard]] nlohmann::json value() const;

  friend bool operator==(const RawJson&, const RawJson&) = default;

 private:
  std::string text_;
};

/// Puts functions together into one for `std::visit`, which does not compile if it lacks an event.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace NAMESPACE
