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

/// Demands that a value is of a type.
template <class T>
JsonRule is(const Codec<T>& codec) {
  return [=](const Node& node, const Place& place) { codec.read(node, place); };
}

inline bool holds(const JsonRule& rule, const Node& node) {
  std::vector<Issue> issues;
  rule(node, {"", issues});
  return issues.empty();
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
      place.expected("no two equal items");
      return;
    }
  }
}

inline std::size_t contained(const Node& node, const JsonRule& each) {
  const auto counts = [&](const Node& item) { return item.kind != Node::Kind::null && holds(each, item); };
  return static_cast<std::size_t>(std::ranges::count_if(node.items, counts));
}

inline JsonRule min_contains(std::size_t least, const JsonRule& each) {
  return [=](const Node& node, const Place& place) {
    if (contained(node, each) < least) {
      place.expected("at least " + counted(least, "item") + " of a kind that it must contain");
    }
  };
}

inline JsonRule max_contains(std::size_t most, const JsonRule& each) {
  return [=](const Node& node, const Place& place) {
    if (contained(node, each) > most) {
      place.expected("at most " + counted(most, "item") + " of a kind that it must not contain more of");
    }
  };
}

template <class... Rules>
JsonRule prefix_items(const Rules&... rules) {
  return [each = std::vector<JsonRule>{rules...}](const Node& node, const Place& place) {
    for (std::size_t at = 0; at < std::min(each.size(), node.items.size()); ++at) {
      each[at](node.items[at], place.at(std::to_string(at)));
    }
  };
}

inline JsonRule pattern_properties(const JsonRule& names, const JsonRule& values) {
  return [=](const Node& node, const Place& place) {
    for (const auto& [name, value] : node.members) {
      if (holds(names, {Node::Kind::string, name, {}, {}})) {
        values(value, place.at(name));
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
inline Test has(const std::string& property, const JsonRule& value) {
  return [=](const Node& node) {
    const auto* const found = find(node, property);
    return found != nullptr && found->kind != Node::Kind::null && holds(value, *found);
  };
}

inline JsonRule must_have(const std::string& property, const JsonRule& value) {
  return [=](const Node& node, const Place& place) {
    const auto* const found = find(node, property);
    if (found == nullptr || found->kind == Node::Kind::null) {
      place.at(property).expected("a value, for the values of others require it");
    } else {
      value(*found, place.at(property));
    }
  };
}

inline JsonRule may_have(const std::string& property, const JsonRule& value) {
  return [=](const Node& node, const Place& place) {
    const auto* const found = find(node, property);
    if (found != nullptr && found->kind != Node::Kind::null) {
      value(*found, place.at(property));
    }
  };
}

}  // namespace NAMESPACE::detail
