#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "codec.hpp"

namespace NAMESPACE::detail {

/// The value of a member; null if there is none.
inline const Node* find(const Node& node, const std::string& name) {
  for (const auto& [own, value] : node.members) {
    if (own == name) {
      return &value;
    }
  }
  return nullptr;
}

using Test = std::function<bool(const Node&)>;

/// Tells whether a value is of a type.
template <class T>
Test is(const Codec<T>& codec) {
  return [=](const Node& node) {
    std::vector<Issue> issues;
    codec.read(node, {"", issues});
    return issues.empty();
  };
}

template <class... Rules>
JsonRule each_of(const Rules&... rules) {
  return [all = std::vector<JsonRule>{rules...}](const Node& node, const Place& place) {
    for (const auto& rule : all) {
      rule(node, place);
    }
  };
}

template <class... Tests>
Test all_of(const Tests&... tests) {
  return [all = std::vector<Test>{tests...}](const Node& node) {
    return std::ranges::all_of(all, [&](const Test& test) { return test(node); });
  };
}

/// A value that obeys rules about what stands in it.
template <class T, class... Rules>
Codec<T> ruled(const Codec<T>& inner, const Rules&... rules) {
  const auto check = each_of(rules...);
  return {
      [=](const Node& node, const Place& place) {
        const auto before = place.issues.size();
        auto value = inner.read(node, place);
        if (place.issues.size() == before) {
          check(node, place);
        }
        return value;
      },
      [=](const T& value, std::string& out, const Place& place) {
        const auto start = out.size();
        const auto before = place.issues.size();
        inner.write(value, out, place);
        if (place.issues.size() == before) {
          check(parse(std::string_view{out}.substr(start)), place);
        }
      },
  };
}

/// No two items are equal.
inline void unique_items(const Node& node, const Place& place) {
  std::set<std::string> seen;
  for (const auto& item : node.items) {
    if (!seen.insert(item.identity()).second) {
      place.expected("an array without equal items");
      return;
    }
  }
}

inline std::size_t contained(const Node& node, const Test& each) {
  const auto counts = [&](const Node& item) { return item.kind != Node::Kind::null && each(item); };
  return static_cast<std::size_t>(std::ranges::count_if(node.items, counts));
}

inline JsonRule min_contains(std::size_t least, const Test& each) {
  return [=](const Node& node, const Place& place) {
    if (contained(node, each) < least) {
      place.expected("an array with at least " + std::to_string(least) + " items of a kind");
    }
  };
}

inline JsonRule max_contains(std::size_t most, const Test& each) {
  return [=](const Node& node, const Place& place) {
    if (contained(node, each) > most) {
      place.expected("an array with at most " + std::to_string(most) + " items of a kind");
    }
  };
}

template <class... Tests>
JsonRule prefix_items(const Tests&... tests) {
  return [each = std::vector<Test>{tests...}](const Node& node, const Place& place) {
    for (std::size_t at = 0; at < std::min(each.size(), node.items.size()); ++at) {
      if (!each[at](node.items[at])) {
        place.at(std::to_string(at)).expected("what obeys the rules for its place");
      }
    }
  };
}

inline JsonRule pattern_properties(const Test& names, const Test& values) {
  return [=](const Node& node, const Place& place) {
    for (const auto& [name, value] : node.members) {
      if (names({Node::Kind::string, name, {}, {}}) && !values(value)) {
        place.at(name).expected("what obeys the rules for its name");
      }
    }
  };
}

template <class... Names>
JsonRule dependent_required(const std::string& property, const Names&... names) {
  return [property, required = std::vector<std::string>{names...}](const Node& node, const Place& place) {
    for (const auto& name : required) {
      if (find(node, property) != nullptr && find(node, name) == nullptr) {
        place.at(name).expected("the property beside " + quoted(property));
      }
    }
  };
}

inline JsonRule condition(const Test& test, const JsonRule& then, const JsonRule& otherwise) {
  return [=](const Node& node, const Place& place) { (test(node) ? then : otherwise)(node, place); };
}

/// The property is there, is not null, and is of the type.
inline Test has(const std::string& property, const Test& value) {
  return [=](const Node& node) {
    const auto* const found = find(node, property);
    return found != nullptr && found->kind != Node::Kind::null && value(*found);
  };
}

inline JsonRule must_have(const std::string& property, const Test& value) {
  return [=](const Node& node, const Place& place) {
    if (!has(property, value)(node)) {
      place.at(property).expected("what the values of other properties require");
    }
  };
}

inline JsonRule may_have(const std::string& property, const Test& value) {
  return [=](const Node& node, const Place& place) {
    const auto* const found = find(node, property);
    if (found != nullptr && found->kind != Node::Kind::null && !value(*found)) {
      place.at(property).expected("what the values of other properties allow");
    }
  };
}

}  // namespace NAMESPACE::detail
