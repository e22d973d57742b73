package PACKAGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A rule about more than one value. It looks at JSON, as it came or as it is written. */
interface JsonRule {
  void check(Node node, Codec.Place place);

  /** A value that obeys rules about what stands in it. */
  static <T> Codec<T> ruled(Codec<T> inner, JsonRule... rules) {
    return new Codec<>() {
      @Override
      public T read(Node node, Place place) {
        int before = place.issues().size();
        T value = inner.read(node, place);
        if (place.issues().size() == before) {
          eachOf(rules).check(node, place);
        }
        return value;
      }

      @Override
      public void write(T value, StringBuilder out, Place place) {
        int start = out.length();
        int before = place.issues().size();
        inner.write(value, out, place);
        if (place.issues().size() == before) {
          checkWritten(out.substring(start), place, rules);
        }
      }
    };
  }

  static void checkWritten(String text, Codec.Place place, JsonRule... rules) {
    try {
      eachOf(rules).check(Node.of(text), place);
    } catch (InvalidEventException error) {
      place.expected("JSON");
    }
  }

  /** No two items are equal. */
  static void uniqueItems(Node node, Codec.Place place) {
    List<String> identities = items(node).stream().map(Node::identity).toList();
    if (identities.stream().distinct().count() < identities.size()) {
      place.expected("no two equal items");
    }
  }

  static JsonRule minContains(int least, Codec<?> each) {
    return (node, place) -> {
      if (contained(node, each) < least) {
        String items = Codec.counted(least, "item");
        place.expected("at least " + items + " of a kind that it must contain");
      }
    };
  }

  static JsonRule maxContains(int most, Codec<?> each) {
    return (node, place) -> {
      if (contained(node, each) > most) {
        String items = Codec.counted(most, "item");
        place.expected("at most " + items + " of a kind that it must not contain more of");
      }
    };
  }

  static JsonRule prefixItems(Codec<?>... each) {
    return (node, place) -> {
      List<Node> items = items(node);
      for (int at = 0; at < Math.min(each.length, items.size()); at++) {
        each[at].read(items.get(at), place.at(at));
      }
    };
  }

  static JsonRule patternProperties(Codec<String> names, Codec<?> values) {
    return (node, place) ->
        members(node).stream()
            .filter(member -> isOf(names, new Node.Text(member.name())))
            .forEach(member -> values.read(member.value(), place.at(member.name())));
  }

  static JsonRule dependentRequired(String property, String... required) {
    return (node, place) ->
        Arrays.stream(required)
            .filter(name -> find(node, property) != null && find(node, name) == null)
            .forEach(
                name -> place.at(name).expected("the property beside " + Codec.quoted(property)));
  }

  static JsonRule condition(Predicate<Node> test, JsonRule then, JsonRule otherwise) {
    return (node, place) -> (test.test(node) ? then : otherwise).check(node, place);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Predicate<Node> allOf(Predicate<Node>... tests) {
    return node -> Arrays.stream(tests).allMatch(test -> test.test(node));
  }

  static JsonRule eachOf(JsonRule... rules) {
    return (node, place) -> Arrays.stream(rules).forEach(rule -> rule.check(node, place));
  }

  /** The property is there, is not null, and is of the type. */
  static Predicate<Node> has(String property, Codec<?> codec) {
    return node -> {
      Node value = find(node, property);
      return value != null && !(value instanceof Node.Null) && isOf(codec, value);
    };
  }

  static JsonRule mustHave(String property, Codec<?> codec) {
    return (node, place) -> {
      Node value = find(node, property);
      if (value == null || value instanceof Node.Null) {
        place.at(property).expected("a value, for the values of others require it");
      } else {
        codec.read(value, place.at(property));
      }
    };
  }

  static JsonRule mayHave(String property, Codec<?> codec) {
    return (node, place) -> {
      Node value = find(node, property);
      if (value != null && !(value instanceof Node.Null)) {
        codec.read(value, place.at(property));
      }
    };
  }

  private static boolean isOf(Codec<?> codec, Node node) {
    Codec.Place trial = new Codec.Place("", new ArrayList<>());
    codec.read(node, trial);
    return trial.issues().isEmpty();
  }

  private static long contained(Node node, Codec<?> each) {
    return items(node).stream()
        .filter(item -> !(item instanceof Node.Null) && isOf(each, item))
        .count();
  }

  private static List<Node> items(Node node) {
    return node instanceof Node.Items items ? items.values() : List.of();
  }

  private static List<Node.Member> members(Node node) {
    return node instanceof Node.Members members ? members.values() : List.of();
  }

  /** The value of a member; null if there is none. */
  static Node find(Node node, String name) {
    return members(node).stream()
        .filter(member -> member.name().equals(name))
        .map(Node.Member::value)
        .findFirst()
        .orElse(null);
  }
}
