#include "decimal.hpp"

#include <algorithm>
#include <charconv>

namespace NAMESPACE::detail {

namespace {

/// What is out of range is set to this, which is as far from any other number.
constexpr std::int64_t kFarthest = 1'000'000'000;

std::int64_t power(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  value = error == std::errc{} ? std::min(value, kFarthest) : kFarthest;
  return negative ? -value : value;
}

std::strong_ordering compare_digits(std::string_view one, std::string_view other) {
  return one.size() != other.size() ? one.size() <=> other.size() : one <=> other;
}

/// Subtracts digits from digits that are not less.
std::string minus(std::string from, std::string_view less) {
  int borrow = 0;
  for (std::size_t at = 0; at < from.size(); ++at) {
    char& place = from[from.size() - 1 - at];
    const int taken = at < less.size() ? less[less.size() - 1 - at] - '0' : 0;
    const int digit = place - '0' - taken - borrow;
    borrow = digit < 0 ? 1 : 0;
    place = static_cast<char>('0' + digit + 10 * borrow);
  }
  return from.erase(0, std::min(from.find_first_not_of('0'), from.size()));
}

}  // namespace

Decimal::Decimal(std::string_view spelled) {
  const bool negative = spelled.starts_with('-');
  spelled.remove_prefix(negative ? 1 : 0);
  const auto mantissa = spelled.substr(0, spelled.find_first_of("eE"));
  const auto exponent = mantissa.size() < spelled.size() ? power(spelled.substr(mantissa.size() + 1)) : 0;
  const auto before = mantissa.substr(0, mantissa.find('.'));
  std::string digits{before};
  if (before.size() < mantissa.size()) {
    digits += mantissa.substr(before.size() + 1);
  }
  const auto last = digits.find_last_not_of('0');
  if (last == std::string::npos) {
    return;
  }
  digits.erase(last + 1);
  negative_ = negative;
  exponent_ = exponent + static_cast<std::int64_t>(before.size()) - static_cast<std::int64_t>(digits.size());
  digits_ = digits.substr(digits.find_first_not_of('0'));
}

bool Decimal::is_multiple_of(const Decimal& step) const {
  if (digits_.empty()) {
    return true;
  }
  // The last digit is none that a power of ten divides.
  if (exponent_ < step.exponent_) {
    return false;
  }
  std::string rest;
  for (const char digit : digits_ + std::string(static_cast<std::size_t>(exponent_ - step.exponent_), '0')) {
    if (!rest.empty() || digit != '0') {
      rest += digit;
    }
    while (compare_digits(rest, step.digits_) >= 0) {
      rest = minus(rest, step.digits_);
    }
  }
  return rest.empty();
}

std::string Decimal::written() const {
  if (digits_.empty()) {
    return "0";
  }
  return (negative_ ? "-" : "") + digits_ + std::string(static_cast<std::size_t>(exponent_), '0');
}

std::string Decimal::identity() const {
  return (negative_ ? "-" : "") + digits_ + "e" + std::to_string(exponent_);
}

std::strong_ordering operator<=>(const Decimal& one, const Decimal& other) {
  if (one.sign() != other.sign() || one.sign() == 0) {
    return one.sign() <=> other.sign();
  }
  const auto length = [](const Decimal& number) {
    return static_cast<std::int64_t>(number.digits_.size()) + number.exponent_;
  };
  const auto magnitude = length(one) != length(other) ? length(one) <=> length(other) : one.digits_ <=> other.digits_;
  return one.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace NAMESPACE::detail
