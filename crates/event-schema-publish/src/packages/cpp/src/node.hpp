#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace NAMESPACE::detail {

struct Member;

/// A value without a type yet. Numbers are kept as they are spelled, and a name may stand in an object twice:
/// `nlohmann::json` rounds the one and loses the other.
struct Node {
  enum class Kind : std::uint8_t {
    null,
    boolean,
    number,
    string,
    array,
    object,
  };

  Kind kind = Kind::null;
  /// The string, or the number as it is spelled, or `true` or `false`.
  std::string text;
  std::vector<Node> items;
  std::vector<Member> members;

  /// The value as JSON, with its numbers as they were spelled.
  [[nodiscard]] std::string written() const;

  /// One text for what JSON Schema calls equal: spelling and order do not matter.
  [[nodiscard]] std::string identity() const;
};

/// A name in an object, and what stands there.
struct Member {
  std::string name;
  Node value;
};

/// Reads JSON as RFC 8259 has it, and nothing else; throws `InvalidEvent` otherwise.
Node parse(std::string_view text);

/// A text as a JSON string.
std::string quoted(const std::string& text);

bool is_utf8(const std::string& text);

}  // namespace NAMESPACE::detail
