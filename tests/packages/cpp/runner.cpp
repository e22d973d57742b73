#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>

#include "NAMESPACE/events.hpp"

namespace {

using NAMESPACE::UNION;
using Decoder = UNION (*)(std::string_view);

template <std::size_t... At>
std::map<std::string, Decoder, std::less<>> decoders(std::index_sequence<At...>) {
  std::map<std::string, Decoder, std::less<>> found;
  const auto add = [&]<class Event>(std::type_identity<Event>) {
    if constexpr (requires { Event::decode(""); }) {
      found[std::string{Event::tag}] = [](std::string_view payload) -> UNION { return Event::decode(payload); };
    }
  };
  (add(std::type_identity<std::variant_alternative_t<At, UNION>>{}), ...);
  return found;
}

std::string from_base64(const std::string& text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') {
      break;
    }
    bits = bits << 6U | static_cast<unsigned>(alphabet.find(c));
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
  }
  return bytes;
}

}  // namespace

/// Answers each line of demands with what the package makes of it.
int main() {
  const auto events = decoders(std::make_index_sequence<std::variant_size_v<UNION>>{});
  for (std::string line; std::getline(std::cin, line);) {
    const auto demand = nlohmann::json::parse(line);
    if (demand.contains("schema")) {
      const auto document = NAMESPACE::schema(demand["schema"].get<std::string>());
      std::cout << nlohmann::json{{"encoded", document.value()}}.dump() << "\n";
      continue;
    }
    const auto payload = from_base64(demand["payload"]);
    nlohmann::json answer;
    try {
      const auto event = demand["event"].is_null() ? NAMESPACE::decode(payload)
                                                   : events.at(demand["event"].get<std::string>())(payload);
      answer["encoded"] = NAMESPACE::encode(event);
    } catch (const NAMESPACE::InvalidEvent& error) {
      answer["refused"] = error.what();
    }
    std::cout << answer.dump() << "\n";
  }
}
