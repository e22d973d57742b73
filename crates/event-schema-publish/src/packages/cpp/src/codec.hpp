#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "decimal.hpp"
#include "node.hpp"
#include "runtime.hpp"

namespace NAMESPACE::detail {

/// Collects what is wrong, and where.
struct Place {
  std::string path;
  std::vector<Issue>& issues;
  std::string more{};

  [[nodiscard]] Place at(std::string_view name) const {
    std::string escaped = path + "/";
    for (const char c : name) {
      if (c == '~') {
        escaped += "~0";
      } else if (c == '/') {
        escaped += "~1";
      } else {
        escaped += c;
      }
    }
    return {escaped, issues};
  }

  /// This place, where null would do as well.
  [[nodiscard]] Place or_null() const { return {path, issues, ", or null"}; }

  void expected(const std::string& expected) const { issues.push_back({path, expected + more}); }
};

/// What a value must obey beside its type.
template <class T>
struct Rule {
  std::string expected;
  std::function<bool(const T&)> holds;
};

template <class T>
using Rules = std::vector<Rule<T>>;

/// How a type is read and written. What is wrong is noted at the place, and the result means nothing then.
template <class T>
struct Codec {
  std::function<T(const Node&, const Place&)> read;
  std::function<void(const T&, std::string&, const Place&)> write;
};

/// A rule about more than one value. It looks at JSON, as it came or as it is written.
using JsonRule = std::function<void(const Node&, const Place&)>;

inline std::string counted(std::size_t count, const std::string& unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

inline std::string quoted_names(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) {
    all += (all.empty() ? "" : ", ") + quoted(name);
  }
  return all;
}

inline std::string one_of_the(const std::string& noun, const std::vector<std::string>& names) {
  return (names.size() == 1 ? "the " + noun : "one of the " + noun + "s") + " " + quoted_names(names);
}

template <class T>
bool hold(const Rules<T>& rules, const T& value) {
  return std::ranges::all_of(rules, [&](const Rule<T>& rule) { return rule.holds(value); });
}

template <class T>
std::string described(std::string noun, const Rules<T>& rules) {
  for (const auto& rule : rules) {
    noun += ", " + rule.expected;
  }
  return noun;
}

/// A value that is one token; its rules are about what is made of it.
template <class T, class R>
Codec<T> scalar(
    const std::string& noun,
    const Rules<R>& rules,
    const std::function<std::optional<T>(const Node&)>& made,
    const std::function<R(const T&)>& ruled,
    const std::function<std::string(const T&)>& written
) {
  const auto expected = described(noun, rules);
  return {
      [=](const Node& node, const Place& place) {
        const auto value = made(node);
        if (!value || !hold(rules, ruled(*value))) {
          place.expected(expected);
        }
        return value.value_or(T{});
      },
      [=](const T& value, std::string& out, const Place& place) {
        if (!hold(rules, ruled(value))) {
          place.expected(expected);
        }
        out += written(value);
      },
  };
}

inline Rule<Decimal> minimum(const std::string& bound) {
  return {"at least " + bound, [limit = Decimal{bound}](const Decimal& value) { return value >= limit; }};
}

inline Rule<Decimal> maximum(const std::string& bound) {
  return {"at most " + bound, [limit = Decimal{bound}](const Decimal& value) { return value <= limit; }};
}

inline Rule<Decimal> above(const std::string& bound) {
  return {"more than " + bound, [limit = Decimal{bound}](const Decimal& value) { return value > limit; }};
}

inline Rule<Decimal> below(const std::string& bound) {
  return {"less than " + bound, [limit = Decimal{bound}](const Decimal& value) { return value < limit; }};
}

inline Rule<Decimal> multiple_of(const std::string& step) {
  return {"a multiple of " + step, [divisor = Decimal{step}](const Decimal& value) {
            return value.is_multiple_of(divisor);
          }};
}

inline Rule<Decimal> other_than(const std::string& number) {
  return {"other than " + number, [excluded = Decimal{number}](const Decimal& value) { return !(value == excluded); }};
}

inline Rule<Decimal> among(const std::vector<std::string>& numbers) {
  std::string expected;
  std::vector<Decimal> all;
  for (const auto& number : numbers) {
    expected += (expected.empty() ? "one of " : ", ") + number;
    all.emplace_back(number);
  }
  return {expected, [all](const Decimal& value) { return std::ranges::find(all, value) != all.end(); }};
}

inline std::size_t length(const std::string& text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

inline Rule<std::string> min_length(std::size_t least) {
  return {"at least " + counted(least, "character"), [least](const std::string& text) {
            return length(text) >= least;
          }};
}

inline Rule<std::string> max_length(std::size_t most) {
  return {"at most " + counted(most, "character"), [most](const std::string& text) {
            return length(text) <= most;
          }};
}

inline Rule<std::string> starts_with(const std::string& start) {
  return {"that begins with " + quoted(start), [start](const std::string& text) { return text.starts_with(start); }};
}

inline Rule<std::string> ends_with(const std::string& end) {
  return {"that ends with " + quoted(end), [end](const std::string& text) { return text.ends_with(end); }};
}

inline Rule<std::string> contains(const std::string& part) {
  return {"that contains " + quoted(part), [part](const std::string& text) {
            return text.find(part) != std::string::npos;
          }};
}

inline Rule<std::string> one_of(const std::vector<std::string>& values) {
  return {"one of " + quoted_names(values), [values](const std::string& text) {
            return std::ranges::find(values, text) != values.end();
          }};
}

/// The code point that begins at a place in UTF-8, which moves behind it. Of what is not valid something is made.
inline std::uint32_t next_character(const std::string& text, std::size_t& at) {
  const auto byte = [&](std::size_t place) -> std::uint32_t {
    return place < text.size() ? static_cast<unsigned char>(text[place]) : 0x80U;
  };
  const auto first = byte(at);
  std::size_t size = first < 0x80U ? 1 : 2;
  size += (first >= 0xE0U ? 1 : 0) + (first >= 0xF0U ? 1 : 0);
  std::uint32_t code = size == 1 ? first : first & (0x7FU >> size);
  for (std::size_t place = at + 1; place < at + size; ++place) {
    code = code << 6U | (byte(place) & 0x3FU);
  }
  at += size;
  return code;
}

/// A pattern, and the table that decides it in one pass: the length of a row, the first state, the first that accepts,
/// how many classes of characters there are, where each begins and which it is, and the next state for each state and
/// class.
inline Rule<std::string> matches(const std::string& pattern, const std::vector<std::uint32_t>& table) {
  return {"that matches " + pattern, [table](const std::string& text) {
            const auto width = table[0];
            const std::size_t count = table[3];
            auto state = table[1];
            for (std::size_t at = 0; at < text.size() && state > width;) {
              const auto character = next_character(text, at);
              std::size_t one = count - 1;
              while (one > 0 && table[4 + 2 * one] > character) {
                --one;
              }
              state = table[4 + 2 * count + state + table[5 + 2 * one]];
            }
            return state == width || state >= table[2];
          }};
}

/// Tells whether a leap second is the last second of a day in UTC.
inline bool is_second(std::string_view time) {
  if (time.substr(6, 2) != "60") {
    return true;
  }
  const auto minutes = [](std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] - '0'; };
    return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
  };
  const bool is_utc = time.ends_with('Z') || time.ends_with('z');
  const int ahead = is_utc ? 0 : minutes(time.substr(time.size() - 5));
  const int sign = time[time.size() - 6] == '-' ? -1 : 1;
  return (minutes(time) - sign * ahead + 2880) % 1440 == 1439;
}

/// Patterns that a string must match; a time of day in it begins at `time_at`, if there is one.
inline Rule<std::string> of_format(
    const std::string& told, std::optional<std::size_t> time_at, const Rules<std::string>& patterns
) {
  return {told, [=](const std::string& text) {
            return hold(patterns, text) && (!time_at || is_second(std::string_view{text}.substr(*time_at)));
          }};
}

inline Rule<std::size_t> at_least(std::size_t least, const std::string& unit) {
  return {"at least " + counted(least, unit), [least](const std::size_t& count) { return count >= least; }};
}

inline Rule<std::size_t> at_most(std::size_t most, const std::string& unit) {
  return {"at most " + counted(most, unit), [most](const std::size_t& count) { return count <= most; }};
}

inline Rule<std::size_t> min_items(std::size_t least) { return at_least(least, "item"); }

inline Rule<std::size_t> max_items(std::size_t most) { return at_most(most, "item"); }

inline Rule<std::size_t> min_properties(std::size_t least) { return at_least(least, "member"); }

inline Rule<std::size_t> max_properties(std::size_t most) { return at_most(most, "member"); }

/// Null and nothing else.
inline Codec<std::nullptr_t> nothing() {
  return {
      [](const Node& node, const Place& place) {
        if (node.kind != Node::Kind::null) {
          place.expected("null");
        }
        return nullptr;
      },
      [](const std::nullptr_t&, std::string& out, const Place&) { out += "null"; },
  };
}

/// Any JSON value.
inline Codec<RawJson> any() {
  return {
      [](const Node& node, const Place&) { return RawJson{node.written()}; },
      [](const RawJson& value, std::string& out, const Place&) { out += value.text(); },
  };
}

inline Rule<bool> only(bool allowed) {
  return {std::string{"that is "} + (allowed ? "true" : "false"), [=](const bool& value) { return value == allowed; }};
}

inline Codec<bool> boolean(const Rules<bool>& rules) {
  return scalar<bool, bool>(
      "a boolean",
      rules,
      [](const Node& node) {
        return node.kind == Node::Kind::boolean ? std::optional{node.text == "true"} : std::nullopt;
      },
      std::identity{},
      [](bool value) { return std::string{value ? "true" : "false"}; }
  );
}

/// The digits of a whole number.
inline std::optional<std::string> whole(const Node& node) {
  if (node.kind != Node::Kind::number) {
    return std::nullopt;
  }
  const Decimal exact{node.text};
  return exact.is_whole() ? std::optional{exact.written()} : std::nullopt;
}

/// An integer of 64 bits, with or without a sign.
template <class T>
Codec<T> integer(const Rules<Decimal>& rules) {
  return scalar<T, Decimal>(
      std::is_signed_v<T> ? "an integer of 64 bits" : "an unsigned integer of 64 bits",
      rules,
      [](const Node& node) -> std::optional<T> {
        const auto digits = whole(node);
        T value{};
        if (!digits || std::from_chars(digits->data(), digits->data() + digits->size(), value).ec != std::errc{} ||
            std::to_string(value) != *digits) {
          return std::nullopt;
        }
        return value;
      },
      [](const T& value) { return Decimal{std::to_string(value)}; },
      [](const T& value) { return std::to_string(value); }
  );
}

/// An integer of any length, as its digits.
inline Codec<std::string> long_integer(const Rules<Decimal>& rules) {
  const auto expected = described("an integer", rules);
  return {
      [=](const Node& node, const Place& place) {
        const auto digits = whole(node);
        if (!digits || !hold(rules, Decimal{*digits})) {
          place.expected(expected);
        }
        return digits.value_or("");
      },
      [=](const std::string& digits, std::string& out, const Place& place) {
        const auto magnitude = std::string_view{digits}.substr(digits.starts_with('-') ? 1 : 0);
        const bool is_whole = !magnitude.empty() && magnitude.find_first_not_of("0123456789") == std::string_view::npos;
        if (!is_whole || Decimal{digits}.written() != digits || !hold(rules, Decimal{digits})) {
          place.expected(expected);
        }
        out += digits;
      },
  };
}

inline std::string shortest(double value) {
  std::array<char, 32> text{};
  auto* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

/// A number as doubles hold it: its rules are about the double that it becomes.
inline Codec<double> number(const Rules<Decimal>& rules) {
  const auto holds = [rules](const double& value) {
    return std::isfinite(value) && hold(rules, Decimal{shortest(value)});
  };
  return scalar<double, double>(
      described("a number", rules),
      {{"that is finite", holds}},
      [](const Node& node) -> std::optional<double> {
        if (node.kind != Node::Kind::number) {
          return std::nullopt;
        }
        double value = 0;
        // What is too near to zero for a double is zero: what is too far from it was refused before.
        std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
        return value;
      },
      std::identity{},
      shortest
  );
}

inline Codec<std::string> string(Rules<std::string> rules) {
  rules.push_back({"in UTF-8", is_utf8});
  return scalar<std::string, std::string>(
      "a string",
      rules,
      [](const Node& node) { return node.kind == Node::Kind::string ? std::optional{node.text} : std::nullopt; },
      std::identity{},
      quoted
  );
}

/// A string that stands for a value.
template <class E>
Codec<E> enumeration(const std::vector<std::pair<E, std::string>>& values) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const auto& [value, name] : values) {
    names.push_back(name);
  }
  const auto expected = one_of_the("string", names);
  return {
      [=](const Node& node, const Place& place) {
        for (const auto& [value, name] : values) {
          if (node.kind == Node::Kind::string && node.text == name) {
            return value;
          }
        }
        place.expected(expected);
        return E{};
      },
      [=](const E& value, std::string& out, const Place& place) {
        const auto at = std::ranges::find_if(values, [&](const auto& one) { return one.first == value; });
        if (at == values.end()) {
          place.expected(expected);
        } else {
          out += quoted(at->second);
        }
      },
  };
}

/// A string that is read by other names too.
template <class T>
Codec<T> aliased(const Codec<T>& inner, const std::map<std::string, std::string>& aliases) {
  return {
      [=](const Node& node, const Place& place) {
        const auto own = aliases.find(node.text);
        if (node.kind != Node::Kind::string || own == aliases.end()) {
          return inner.read(node, place);
        }
        return inner.read({Node::Kind::string, own->second, {}, {}}, place);
      },
      inner.write,
  };
}

/// A string that others may be added to.
template <class E>
Codec<E> open() {
  return {
      [inner = string({})](const Node& node, const Place& place) { return E{inner.read(node, place)}; },
      [inner = string({})](const E& value, std::string& out, const Place& place) {
        inner.write(value.value, out, place);
      },
  };
}

template <class T>
Codec<std::optional<T>> nullable(const Codec<T>& inner) {
  return {
      [=](const Node& node, const Place& place) {
        return node.kind == Node::Kind::null ? std::nullopt : std::optional{inner.read(node, place.or_null())};
      },
      [=](const std::optional<T>& value, std::string& out, const Place& place) {
        if (value) {
          inner.write(*value, out, place.or_null());
        } else {
          out += "null";
        }
      },
  };
}

template <class T>
Codec<std::vector<T>> list(const Codec<T>& item, const Rules<std::size_t>& rules) {
  const auto expected = described("an array", rules);
  return {
      [=](const Node& node, const Place& place) {
        std::vector<T> values;
        if (node.kind != Node::Kind::array || !hold(rules, node.items.size())) {
          place.expected(expected);
          return values;
        }
        for (const auto& one : node.items) {
          values.push_back(item.read(one, place.at(std::to_string(values.size()))));
        }
        return values;
      },
      [=](const std::vector<T>& values, std::string& out, const Place& place) {
        if (!hold(rules, values.size())) {
          place.expected(expected);
        }
        out += '[';
        std::size_t at = 0;
        for (const auto& value : values) {
          out += at > 0 ? "," : "";
          item.write(value, out, place.at(std::to_string(at++)));
        }
        out += ']';
      },
  };
}

template <class T>
Codec<std::map<std::string, T>> map(const Codec<T>& member, const Rules<std::size_t>& rules) {
  const auto expected = described("an object", rules);
  return {
      [=](const Node& node, const Place& place) {
        std::map<std::string, T> values;
        if (node.kind != Node::Kind::object) {
          place.expected(expected);
          return values;
        }
        for (const auto& [name, value] : node.members) {
          values.insert_or_assign(name, member.read(value, place.at(name)));
        }
        if (!hold(rules, values.size())) {
          place.expected(expected);
        }
        return values;
      },
      [=](const std::map<std::string, T>& values, std::string& out, const Place& place) {
        if (!hold(rules, values.size())) {
          place.expected(expected);
        }
        char separator = '{';
        for (const auto& [name, value] : values) {
          if (!is_utf8(name)) {
            place.expected("names in UTF-8");
          }
          out += separator + quoted(name) + ":";
          member.write(value, out, place.at(name));
          separator = ',';
        }
        out += values.empty() ? "{}" : "}";
      },
  };
}

/// A map whose names obey rules.
template <class T>
Codec<std::map<std::string, T>> named(const Codec<std::map<std::string, T>>& inner, const Rules<std::string>& rules) {
  const auto check = [rules, expected = described("a name", rules)](const std::string& name, const Place& place) {
    if (!hold(rules, name)) {
      place.at(name).expected(expected);
    }
  };
  return {
      [=](const Node& node, const Place& place) {
        for (const auto& member : node.members) {
          check(member.name, place);
        }
        return inner.read(node, place);
      },
      [=](const std::map<std::string, T>& values, std::string& out, const Place& place) {
        for (const auto& member : values) {
          check(member.first, place);
        }
        inner.write(values, out, place);
      },
  };
}

/// An item of a tuple.
template <class T>
struct TupleItem {
  std::function<void(const Node&, T&, const Place&)> read;
  std::function<void(const T&, std::string&, const Place&)> write;
};

template <class R, class T>
TupleItem<R> item(T R::*member, const Codec<T>& codec) {
  return {
      [=](const Node& node, R& owner, const Place& place) { owner.*member = codec.read(node, place); },
      [=](const R& owner, std::string& out, const Place& place) { codec.write(owner.*member, out, place); },
  };
}

/// An array with a codec for each of its items.
template <class R>
Codec<R> tuple(const std::vector<TupleItem<R>>& items) {
  return {
      [=](const Node& node, const Place& place) {
        R owner{};
        if (node.kind != Node::Kind::array || node.items.size() != items.size()) {
          place.expected("an array of " + counted(items.size(), "item"));
          return owner;
        }
        for (std::size_t at = 0; at < items.size(); ++at) {
          items[at].read(node.items[at], owner, place.at(std::to_string(at)));
        }
        return owner;
      },
      [=](const R& owner, std::string& out, const Place& place) {
        out += '[';
        for (std::size_t at = 0; at < items.size(); ++at) {
          out += at > 0 ? "," : "";
          items[at].write(owner, out, place.at(std::to_string(at)));
        }
        out += ']';
      },
  };
}

/// One of the types that a variant is; what is its name and nothing else reads no content.
template <class U>
struct VariantCase {
  /// What it is read by; the first is written. Without names it stands for all others.
  std::vector<std::string> names;
  std::function<bool(const U&)> holds;
  bool is_unit = false;
  std::function<U(const Node&, const Place&)> read;
  std::function<void(const U&, std::string&, const Place&)> write;

  [[nodiscard]] bool is_called(const std::string& name) const {
    return std::ranges::find(names, name) != names.end();
  }
};

template <class U>
using VariantCases = std::vector<VariantCase<U>>;

/// A case that is its name and nothing else.
template <class U, class C, class... Names>
VariantCase<U> unit(const std::string& name, const Names&... aliases) {
  return {
      {name, aliases...},
      [](const U& value) { return std::holds_alternative<C>(value); },
      true,
      [](const Node&, const Place&) { return U{C{}}; },
      [=](const U&, std::string& out, const Place&) { out += quoted(name); },
  };
}

/// A case that is a type of its own on the wire.
template <class U, class C, class... Names>
VariantCase<U> itself(const Codec<C>& codec, const Names&... names) {
  return {
      {names...},
      [](const U& value) { return std::holds_alternative<C>(value); },
      false,
      [=](const Node& node, const Place& place) { return U{codec.read(node, place)}; },
      [=](const U& value, std::string& out, const Place& place) { codec.write(std::get<C>(value), out, place); },
  };
}

/// A case that holds a value.
template <class U, class C, class T, class... Names>
VariantCase<U> holding(const Codec<T>& codec, const Names&... names) {
  const Codec<C> wrapped{
      [=](const Node& node, const Place& place) { return C{codec.read(node, place)}; },
      [=](const C& value, std::string& out, const Place& place) { codec.write(value.value, out, place); },
  };
  return itself<U, C>(wrapped, names...);
}

template <class U>
const VariantCase<U>& own(const VariantCases<U>& cases, const U& value) {
  return *std::ranges::find_if(cases, [&](const VariantCase<U>& one) { return one.holds(value); });
}

/// A name, or an object with one member, whose name says what stands there.
template <class U>
Codec<U> keyed(const VariantCases<U>& cases) {
  std::vector<std::string> units;
  std::vector<std::string> others;
  for (const auto& one : cases) {
    (one.is_unit ? units : others).push_back(one.names.front());
  }
  std::string expected = units.empty() ? "" : one_of_the("string", units);
  if (!others.empty()) {
    expected += (units.empty() ? "" : " or ") + ("an object with only one member: " + quoted_names(others));
  }
  return {
      [=](const Node& node, const Place& place) {
        for (const auto& one : cases) {
          if (one.is_unit && node.kind == Node::Kind::string && one.is_called(node.text)) {
            return one.read(node, place);
          }
          if (!one.is_unit && node.kind == Node::Kind::object && node.members.size() == 1 &&
              one.is_called(node.members.front().name)) {
            const auto& [name, value] = node.members.front();
            return one.read(value, place.at(name));
          }
        }
        place.expected(expected);
        return U{};
      },
      [=](const U& value, std::string& out, const Place& place) {
        const auto& one = own(cases, value);
        if (one.is_unit) {
          return one.write(value, out, place);
        }
        out += '{' + quoted(one.names.front()) + ':';
        one.write(value, out, place.at(one.names.front()));
        out += '}';
      },
  };
}

/// One of several objects, which a property tells apart.
template <class U>
Codec<U> tagged(const std::string& tag, const VariantCases<U>& cases) {
  std::vector<std::string> names;
  for (const auto& one : cases) {
    if (!one.names.empty()) {
      names.push_back(one.names.front());
    }
  }
  const auto expected = one_of_the("string", names);
  const auto chosen = [=](const Node& node, const Place& place) -> std::optional<std::size_t> {
    if (node.kind != Node::Kind::object) {
      place.expected("an object");
      return std::nullopt;
    }
    const auto is_tag = [&](const auto& member) { return member.name == tag; };
    const auto member = std::ranges::find_if(node.members, is_tag);
    if (member == node.members.end()) {
      place.at(tag).expected("the property");
      return std::nullopt;
    }
    const auto& value = member->value;
    for (std::size_t at = 0; at < cases.size(); ++at) {
      if (value.kind == Node::Kind::string && (cases[at].names.empty() || cases[at].is_called(value.text))) {
        return at;
      }
    }
    place.at(tag).expected(expected);
    return std::nullopt;
  };
  return {
      [=](const Node& node, const Place& place) {
        const auto at = chosen(node, place);
        return at ? cases[*at].read(node, place) : U{};
      },
      [=](const U& value, std::string& out, const Place& place) {
        const auto start = out.size();
        const auto& one = own(cases, value);
        one.write(value, out, place);
        if (!one.names.empty()) {
          return;
        }
        const auto at = chosen(parse(std::string_view{out}.substr(start)), place);
        if (at && !cases[*at].names.empty()) {
          place.at(tag).expected("a value that no other case has");
        }
      },
  };
}

/// One of several types: the first that takes a value counts.
template <class U>
Codec<U> choice(const std::string& expected, const VariantCases<U>& cases) {
  return {
      [=](const Node& node, const Place& place) {
        for (const auto& one : cases) {
          std::vector<Issue> issues;
          auto value = one.read(node, {place.path, issues});
          if (issues.empty()) {
            return value;
          }
        }
        place.expected(expected);
        return U{};
      },
      [=](const U& value, std::string& out, const Place& place) { own(cases, value).write(value, out, place); },
  };
}

/// A property's names, of which the first is written, and how it gets into its object and out of it.
template <class R>
struct Property {
  std::vector<std::string> names;
  bool required = false;
  std::function<void(const Node&, R&, const Place&)> read;
  /// Writes the property; says false if it is absent.
  std::function<bool(const R&, std::string&, const Place&)> write;
};

template <class R, class T>
Property<R> required(T R::*member, const Codec<T>& codec, const std::vector<std::string>& names) {
  return {
      names,
      true,
      [=](const Node& node, R& owner, const Place& place) { owner.*member = codec.read(node, place); },
      [=](const R& owner, std::string& out, const Place& place) {
        codec.write(owner.*member, out, place);
        return true;
      },
  };
}

template <class R, class T>
Property<R> optional(Omittable<T> R::*member, const Codec<T>& codec, const std::vector<std::string>& names) {
  return {
      names,
      false,
      [=](const Node& node, R& owner, const Place& place) { owner.*member = codec.read(node, place); },
      [=](const R& owner, std::string& out, const Place& place) {
        if ((owner.*member).is_present()) {
          codec.write((owner.*member).value(), out, place);
          return true;
        }
        return false;
      },
  };
}

/// The property that tells events apart; it is no member.
template <class R, class... Names>
Property<R> tag(const std::string& name, std::string_view value, const Names&... aliases) {
  const auto own = quoted(std::string{value});
  const std::vector<std::string_view> values{value, aliases...};
  return {
      {name},
      true,
      [=](const Node& node, R&, const Place& place) {
        if (node.kind != Node::Kind::string || std::ranges::find(values, node.text) == values.end()) {
          place.expected("the string " + own);
        }
      },
      [=](const R&, std::string& out, const Place&) {
        out += own;
        return true;
      },
  };
}

/// A map of all members that no property takes.
template <class R>
struct Rest {
  std::function<void(const std::string&, const Node&, R&, const Place&)> read;
  /// Writes one member after another, each by the function that it is given, which says what stands before it.
  std::function<void(const R&, std::string&, const Place&, const std::function<void(const std::string&)>&)> write;
};

template <class R, class T>
Rest<R> rest(std::map<std::string, T> R::*member, const Codec<T>& codec) {
  return {
      [=](const std::string& name, const Node& node, R& owner, const Place& place) {
        (owner.*member).insert_or_assign(name, codec.read(node, place));
      },
      [=](const R& owner, std::string& out, const Place& place, const std::function<void(const std::string&)>& begin) {
        for (const auto& [name, value] : owner.*member) {
          begin(name);
          codec.write(value, out, place.at(name));
        }
      },
  };
}

/// How an object is read and written.
template <class R>
struct ObjectCodec {
  std::vector<Property<R>> properties;
  bool closed = false;
  /// What the properties have to do with each other.
  std::vector<JsonRule> rules{};
  std::optional<Rest<R>> rest{};

  [[nodiscard]] R read(const Node& node, const Place& place) const {
    R owner{};
    if (node.kind != Node::Kind::object) {
      place.expected("an object");
      return owner;
    }
    const auto before = place.issues.size();
    std::vector<bool> found(properties.size());
    for (const auto& [name, value] : node.members) {
      const auto at = index_of(name);
      if (at == properties.size()) {
        if (rest) {
          rest->read(name, value, owner, place.at(name));
        } else if (closed) {
          place.expected("no property " + quoted(name));
        }
      } else if (found[at]) {
        place.at(name).expected("the property only once");
      } else {
        found[at] = true;
        properties[at].read(value, owner, place.at(name));
      }
    }
    for (std::size_t at = 0; at < properties.size(); ++at) {
      if (!found[at] && properties[at].required) {
        place.at(properties[at].names.front()).expected("the property");
      }
    }
    if (place.issues.size() == before) {
      check(node, place);
    }
    return owner;
  }

  void write(const R& owner, std::string& out, const Place& place) const {
    const auto start = out.size();
    const auto issues = place.issues.size();
    out += '{';
    bool first = true;
    for (const auto& property : properties) {
      const auto before = out.size();
      const auto& name = property.names.front();
      out += (first ? "" : ",") + quoted(name) + ":";
      if (property.write(owner, out, place.at(name))) {
        first = false;
      } else {
        out.resize(before);
      }
    }
    if (rest) {
      rest->write(owner, out, place, [&](const std::string& name) {
        if (index_of(name) < properties.size() || !is_utf8(name)) {
          place.at(name).expected("a name in UTF-8 that no property has");
        }
        out += (first ? "" : ",") + quoted(name) + ":";
        first = false;
      });
    }
    out += '}';
    if (!rules.empty() && place.issues.size() == issues) {
      check(parse(std::string_view{out}.substr(start)), place);
    }
  }

  /// Reads a whole payload.
  [[nodiscard]] R decode(const Node& node) const {
    std::vector<Issue> issues;
    R value = read(node, {"", issues});
    if (!issues.empty()) {
      throw InvalidEvent{std::move(issues)};
    }
    return value;
  }

  /// Writes a whole payload.
  [[nodiscard]] std::string encode(const R& value) const {
    std::vector<Issue> issues;
    std::string out;
    write(value, out, {"", issues});
    if (!issues.empty()) {
      throw InvalidEvent{std::move(issues)};
    }
    return out;
  }

 private:
  void check(const Node& node, const Place& place) const {
    for (const auto& rule : rules) {
      rule(node, place);
    }
  }

  [[nodiscard]] std::size_t index_of(const std::string& name) const {
    const auto has = [&](const Property<R>& property) {
      return std::ranges::find(property.names, name) != property.names.end();
    };
    const auto at = std::ranges::find_if(properties, has);
    return static_cast<std::size_t>(at - properties.begin());
  }
};

/// The codec of a type of the contract.
template <class R>
const ObjectCodec<R>& codec_of();

/// The codec of a tuple or a variant of the contract.
template <class T>
Codec<T> codec_for();

/// A tuple or a variant that may hold itself: its codec is made when it is first used.
template <class T>
Codec<T> lazy() {
  constexpr auto own = []() -> const Codec<T>& {
    static const Codec<T> codec = codec_for<T>();
    return codec;
  };
  return {
      [=](const Node& node, const Place& place) { return own().read(node, place); },
      [=](const T& value, std::string& out, const Place& place) { own().write(value, out, place); },
  };
}

/// A value that stands elsewhere in memory.
template <class T>
Codec<Boxed<T>> boxed(const Codec<T>& inner) {
  return {
      [=](const Node& node, const Place& place) { return Boxed<T>{inner.read(node, place)}; },
      [=](const Boxed<T>& value, std::string& out, const Place& place) {
        if (value.has_value()) {
          inner.write(*value, out, place);
        } else {
          place.expected("a value");
        }
      },
  };
}

/// An object within another; its codec is looked up when it is used, for types may refer to themselves.
template <class R>
Codec<R> object() {
  return {
      [](const Node& node, const Place& place) { return codec_of<R>().read(node, place); },
      [](const R& value, std::string& out, const Place& place) { codec_of<R>().write(value, out, place); },
  };
}

}  // namespace NAMESPACE::detail
