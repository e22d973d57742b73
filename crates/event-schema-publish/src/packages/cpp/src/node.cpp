#include "node.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "decimal.hpp"
#include "runtime.hpp"

namespace NAMESPACE {

namespace detail {

namespace {

/// How many levels of arrays and objects a payload may have.
constexpr std::size_t kMaxDepth = 128;

/// Builds a node of what the library's parser finds.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return scalar(Node::Kind::null, "null"); }

  bool boolean(bool value) override { return scalar(Node::Kind::boolean, value ? "true" : "false"); }

  bool number_integer(number_integer_t value) override { return scalar(Node::Kind::number, std::to_string(value)); }

  bool number_unsigned(number_unsigned_t value) override { return scalar(Node::Kind::number, std::to_string(value)); }

  bool number_float(number_float_t, const string_t& spelled) override {
    std::string text = spelled;
    // The library writes the point as the locale has it.
    const auto is_point = [](char c) { return std::string_view{"+-0123456789eE"}.find(c) == std::string_view::npos; };
    std::ranges::replace_if(text, is_point, '.');
    return scalar(Node::Kind::number, std::move(text));
  }

  bool string(string_t& value) override { return scalar(Node::Kind::string, std::move(value)); }

  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Node::Kind::object); }

  bool key(string_t& name) override {
    names_.back() = std::move(name);
    return true;
  }

  bool end_object() override { return close(); }

  bool start_array(std::size_t) override { return open(Node::Kind::array); }

  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    expected_ = "JSON at byte " + std::to_string(position);
    return false;
  }

  Node node;

  [[nodiscard]] const std::string& expected() const { return expected_; }

 private:
  bool scalar(Node::Kind kind, std::string text) { return add({kind, std::move(text), {}, {}}); }

  bool open(Node::Kind kind) {
    if (open_.size() == kMaxDepth) {
      expected_ = "no more than " + std::to_string(kMaxDepth) + " levels";
      return false;
    }
    open_.push_back({kind, {}, {}, {}});
    names_.emplace_back();
    return true;
  }

  bool close() {
    Node closed = std::move(open_.back());
    open_.pop_back();
    names_.pop_back();
    return add(std::move(closed));
  }

  bool add(Node value) {
    if (open_.empty()) {
      node = std::move(value);
    } else if (open_.back().kind == Node::Kind::array) {
      open_.back().items.push_back(std::move(value));
    } else {
      open_.back().members.push_back({std::move(names_.back()), std::move(value)});
    }
    return true;
  }

  std::vector<Node> open_;
  /// The name of the member that is read, in each of them.
  std::vector<std::string> names_;
  std::string expected_;
};

template <class Range, class Text>
std::string joined(const Range& range, Text text) {
  std::string out;
  for (const auto& one : range) {
    out += (out.empty() ? "" : ",") + text(one);
  }
  return out;
}

}  // namespace

Node parse(std::string_view text) {
  // The library overlooks a byte order mark, and takes a zero byte for the end.
  if (text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos) {
    throw InvalidEvent{{{"", "JSON without a byte order mark or zero bytes"}}};
  }
  Builder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    throw InvalidEvent{{{"", builder.expected()}}};
  }
  return std::move(builder.node);
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_utf8(const std::string& text) {
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::type_error&) {
    return false;
  }
}

std::string Node::written() const {
  switch (kind) {
    case Kind::string:
      return quoted(text);
    case Kind::array:
      return "[" + joined(items, [](const Node& item) { return item.written(); }) + "]";
    case Kind::object:
      return "{" + joined(members, [](const auto& one) { return quoted(one.name) + ":" + one.value.written(); }) +
             "}";
    default:
      return text;
  }
}

std::string Node::identity() const {
  switch (kind) {
    case Kind::number:
      return Decimal{text}.identity();
    case Kind::array:
      return "[" + joined(items, [](const Node& item) { return item.identity(); }) + "]";
    case Kind::object: {
      std::vector<std::string> sorted;
      sorted.reserve(members.size());
      for (const auto& [name, value] : members) {
        sorted.push_back(quoted(name) + ":" + value.identity());
      }
      std::ranges::sort(sorted);
      return "{" + joined(sorted, [](const std::string& one) { return one; }) + "}";
    }
    default:
      return written();
  }
}

}  // namespace detail

namespace {

std::string told(const std::vector<Issue>& issues) {
  std::string text;
  for (const auto& [path, expected] : issues) {
    text += text.empty() ? "" : "; ";
    text += path.empty() ? "" : path + ": ";
    text += "expected " + expected;
  }
  return text;
}

}  // namespace

InvalidEvent::InvalidEvent(std::vector<Issue> issues)
    : std::invalid_argument{told(issues)},
      issues_{std::move(issues)} {}

RawJson::RawJson(std::string_view text) : text_{detail::parse(text).written()} {}

nlohmann::json RawJson::value() const { return nlohmann::json::parse(text_); }

}  // namespace NAMESPACE
