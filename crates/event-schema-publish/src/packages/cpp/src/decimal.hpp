#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace NAMESPACE::detail {

/// A number exactly: significant digits, and the power of ten of the last one.
class Decimal {
 public:
  /// Takes a number as JSON spells it.
  explicit Decimal(std::string_view spelled);

  [[nodiscard]] bool is_whole() const { return exponent_ >= 0; }

  [[nodiscard]] bool is_multiple_of(const Decimal& step) const;

  /// The digits of a whole number that a double can hold.
  [[nodiscard]] std::string written() const;

  /// One text for all spellings of a number.
  [[nodiscard]] std::string identity() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& one, const Decimal& other);

 private:
  [[nodiscard]] int sign() const {
    if (digits_.empty()) {
      return 0;
    }
    return negative_ ? -1 : 1;
  }

  bool negative_ = false;
  std::string digits_;
  std::int64_t exponent_ = 0;
};

}  // namespace NAMESPACE::detail
