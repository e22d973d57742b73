package PACKAGE;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How a type is read and written. */
interface Codec<T> {
  /** Reads a value; what is wrong is noted, and the result means nothing then. */
  T read(Node node, Place place);

  /** Writes a value; what is wrong with it is noted. */
  void write(T value, StringBuilder out, Place place);

  /** Collects what is wrong, and where. */
  record Place(String path, List<Issue> issues, String more) {
    Place(String path, List<Issue> issues) {
      this(path, issues, "");
    }

    Place at(Object name) {
      String escaped = name.toString().replace("~", "~0").replace("/", "~1");
      return new Place(path + "/" + escaped, issues);
    }

    /** This place, where null would do as well. */
    Place orNull() {
      return new Place(path, issues, ", or null");
    }

    <T> T expected(String expected) {
      issues.add(new Issue(path, expected + more));
      return null;
    }
  }

  /** What a value must obey beside its type. */
  record Rule<T>(String expected, Predicate<T> holds) {}

  /** Any JSON value. Numbers are exact. */
  Codec<JsonNode> ANY =
      new Codec<>() {
        private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();

        @Override
        public JsonNode read(Node node, Place place) {
          try {
            return MAPPER.readTree(node.written());
          } catch (IOException error) {
            return place.expected("a JSON value");
          }
        }

        @Override
        public void write(JsonNode value, StringBuilder out, Place place) {
          out.append(value);
        }
      };

  Codec<Boolean> BOOLEAN =
      scalar(
          "a boolean",
          List.of(),
          node -> node instanceof Node.Bool bool ? bool.value() : null,
          String::valueOf);

  /** The one boolean that is allowed. */
  static Codec<Boolean> only(boolean allowed) {
    return scalar(
        "a boolean",
        List.of(new Rule<>("that is " + allowed, value -> value == allowed)),
        node -> node instanceof Node.Bool bool ? bool.value() : null,
        String::valueOf);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Codec<Long> integer(Rule<BigDecimal>... rules) {
    return numeric(
        "an integer of 64 bits",
        rules,
        exact -> whole(exact).longValueExact(),
        BigDecimal::valueOf);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Codec<BigInteger> bigInteger(Rule<BigDecimal>... rules) {
    return numeric("an integer", rules, Codec::whole, BigDecimal::new);
  }

  /** A number as doubles hold it: its rules are about the double that it becomes. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static Codec<Double> number(Rule<BigDecimal>... rules) {
    return scalar(
        "a number",
        List.of(rules).stream()
            .map(
                rule ->
                    new Rule<Double>(
                        rule.expected(),
                        value ->
                            Double.isFinite(value) && rule.holds().test(BigDecimal.valueOf(value))))
            .toList(),
        node -> node instanceof Node.Numeral numeral ? Double.valueOf(numeral.text()) : null,
        String::valueOf);
  }

  private static <N> Codec<N> numeric(
      String noun,
      Rule<BigDecimal>[] rules,
      Function<BigDecimal, N> made,
      Function<N, BigDecimal> exact) {
    return scalar(
        noun,
        Arrays.stream(rules)
            .map(
                rule ->
                    new Rule<N>(rule.expected(), value -> rule.holds().test(exact.apply(value))))
            .toList(),
        node -> {
          try {
            return node instanceof Node.Numeral numeral ? made.apply(numeral.exact()) : null;
          } catch (ArithmeticException notWhole) {
            return null;
          }
        },
        String::valueOf);
  }

  /** Throws where there is a fraction, before anything long is written out. */
  private static BigInteger whole(BigDecimal exact) {
    if (exact.scale() > 0) {
      throw new ArithmeticException("a fraction");
    }
    return exact.toBigIntegerExact();
  }

  static Rule<BigDecimal> minimum(String bound) {
    BigDecimal limit = new BigDecimal(bound);
    return new Rule<>("at least " + bound, value -> value.compareTo(limit) >= 0);
  }

  static Rule<BigDecimal> maximum(String bound) {
    BigDecimal limit = new BigDecimal(bound);
    return new Rule<>("at most " + bound, value -> value.compareTo(limit) <= 0);
  }

  static Rule<BigDecimal> above(String bound) {
    BigDecimal limit = new BigDecimal(bound);
    return new Rule<>("more than " + bound, value -> value.compareTo(limit) > 0);
  }

  static Rule<BigDecimal> below(String bound) {
    BigDecimal limit = new BigDecimal(bound);
    return new Rule<>("less than " + bound, value -> value.compareTo(limit) < 0);
  }

  static Rule<BigDecimal> multipleOf(String step) {
    BigDecimal divisor = new BigDecimal(step);
    return new Rule<>("a multiple of " + step, value -> value.remainder(divisor).signum() == 0);
  }

  static Rule<BigDecimal> not(String number) {
    BigDecimal excluded = new BigDecimal(number);
    return new Rule<>("other than " + number, value -> excluded.compareTo(value) != 0);
  }

  static Rule<BigDecimal> among(String... numbers) {
    List<BigDecimal> all = Arrays.stream(numbers).map(BigDecimal::new).toList();
    return new Rule<>(
        "one of " + String.join(", ", numbers),
        value -> all.stream().anyMatch(one -> one.compareTo(value) == 0));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Codec<String> string(Rule<String>... rules) {
    List<Rule<String>> all = new ArrayList<>(List.of(rules));
    all.add(new Rule<>("in Unicode", Node::isWellFormed));
    return scalar(
        "a string",
        all,
        node -> node instanceof Node.Text text ? text.value() : null,
        Codec::quoted);
  }

  static Rule<String> minLength(int least) {
    return new Rule<>("at least " + counted(least, "character"), value -> length(value) >= least);
  }

  static Rule<String> maxLength(int most) {
    return new Rule<>("at most " + counted(most, "character"), value -> length(value) <= most);
  }

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }

  static Rule<String> startsWith(String start) {
    return new Rule<>("that begins with " + quoted(start), value -> value.startsWith(start));
  }

  static Rule<String> endsWith(String end) {
    return new Rule<>("that ends with " + quoted(end), value -> value.endsWith(end));
  }

  static Rule<String> contains(String part) {
    return new Rule<>("that contains " + quoted(part), value -> value.contains(part));
  }

  static Rule<String> oneOf(String... values) {
    List<String> all = List.of(values);
    return new Rule<>("one of " + quoted(all), all::contains);
  }

  /**
   * A pattern, and the table that decides it in one pass: the length of a row, the first state, the
   * first that accepts, how many classes of characters there are, where each begins and which it
   * is, and the next state for each state and class.
   */
  static Rule<String> matches(String pattern, String... table) {
    int[] numbers =
        Arrays.stream(String.join(" ", table).split(" ")).mapToInt(Integer::parseInt).toArray();
    int width = numbers[0];
    TreeMap<Integer, Integer> classes = new TreeMap<>();
    for (int at = 4; at < 4 + 2 * numbers[3]; at += 2) {
      classes.put(numbers[at], numbers[at + 1]);
    }
    int[] next = Arrays.copyOfRange(numbers, 4 + 2 * numbers[3], numbers.length);
    return new Rule<>(
        "that matches " + pattern,
        value -> {
          int state = numbers[1];
          for (int character : value.codePoints().toArray()) {
            if (state <= width) {
              break;
            }
            state = next[state + classes.floorEntry(character).getValue()];
          }
          return state == width || state >= numbers[2];
        });
  }

  /**
   * Patterns that a string must match; a time of day in it begins at {@code timeAt}, unless that is
   * negative.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static Rule<String> ofFormat(String told, int timeAt, Rule<String>... patterns) {
    List<Rule<String>> all = List.of(patterns);
    return new Rule<>(
        told, value -> holds(all, value) && (timeAt < 0 || isSecond(value.substring(timeAt))));
  }

  /** Tells whether a leap second is the last second of a day in UTC. */
  private static boolean isSecond(String time) {
    if (!time.startsWith("60", 6)) {
      return true;
    }
    boolean utc = time.endsWith("Z") || time.endsWith("z");
    int ahead = utc ? 0 : minutes(time.substring(time.length() - 5));
    boolean behind = time.charAt(time.length() - 6) == '-';
    int day = 24 * 60;
    return Math.floorMod(minutes(time) - (behind ? -ahead : ahead), day) == day - 1;
  }

  private static int minutes(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5));
  }

  static String oneOfThe(String noun, List<String> names) {
    return (names.size() == 1 ? "the " + noun : "one of the " + noun + "s") + " " + quoted(names);
  }

  /** A string that stands for a value. */
  static <E> Codec<E> enumeration(List<E> values, Function<E, String> name) {
    Map<String, E> byName = values.stream().collect(Collectors.toMap(name, Function.identity()));
    return scalar(
        oneOfThe("string", values.stream().map(name).toList()),
        List.of(),
        node -> node instanceof Node.Text text ? byName.get(text.value()) : null,
        value -> quoted(name.apply(value)));
  }

  /** A string that is read by other names too. */
  static <T> Codec<T> aliased(Codec<T> inner, Map<String, String> aliases) {
    return new Codec<>() {
      @Override
      public T read(Node node, Place place) {
        if (node instanceof Node.Text text) {
          return inner.read(new Node.Text(aliases.getOrDefault(text.value(), text.value())), place);
        }
        return inner.read(node, place);
      }

      @Override
      public void write(T value, StringBuilder out, Place place) {
        inner.write(value, out, place);
      }
    };
  }

  /** Null and nothing else. */
  Codec<NullNode> NOTHING =
      scalar(
          "null",
          List.of(),
          node -> node instanceof Node.Null ? NullNode.instance : null,
          NullNode::toString);

  /** A string that others may be added to. */
  static <E> Codec<E> open(Function<String, E> made, Function<E, String> name) {
    return scalar(
        "a string",
        List.of(new Rule<>("in Unicode", value -> Node.isWellFormed(name.apply(value)))),
        node -> node instanceof Node.Text text ? made.apply(text.value()) : null,
        value -> quoted(name.apply(value)));
  }

  private static <T> Codec<T> scalar(
      String noun, List<Rule<T>> rules, Function<Node, T> read, Function<T, String> write) {
    String expected = described(noun, rules);
    return new Codec<>() {
      @Override
      public T read(Node node, Place place) {
        T value = read.apply(node);
        return value == null || !holds(rules, value) ? place.expected(expected) : value;
      }

      @Override
      public void write(T value, StringBuilder out, Place place) {
        if (!holds(rules, value)) {
          place.expected(expected);
        }
        out.append(write.apply(value));
      }
    };
  }

  private static <T> boolean holds(List<Rule<T>> rules, T value) {
    return rules.stream().allMatch(rule -> rule.holds().test(value));
  }

  private static <T> String described(String noun, List<Rule<T>> rules) {
    return noun + rules.stream().map(rule -> ", " + rule.expected()).collect(Collectors.joining());
  }

  static <T> Codec<Optional<T>> nullable(Codec<T> inner) {
    return new Codec<>() {
      @Override
      public Optional<T> read(Node node, Place place) {
        return node instanceof Node.Null
            ? Optional.empty()
            : Optional.ofNullable(inner.read(node, place.orNull()));
      }

      @Override
      public void write(Optional<T> value, StringBuilder out, Place place) {
        value.ifPresentOrElse(
            some -> inner.write(some, out, place.orNull()), () -> out.append("null"));
      }
    };
  }

  static Rule<Integer> minItems(int least) {
    return new Rule<>("at least " + counted(least, "item"), count -> count >= least);
  }

  static Rule<Integer> maxItems(int most) {
    return new Rule<>("at most " + counted(most, "item"), count -> count <= most);
  }

  static Rule<Integer> minProperties(int least) {
    return new Rule<>("at least " + counted(least, "member"), count -> count >= least);
  }

  static Rule<Integer> maxProperties(int most) {
    return new Rule<>("at most " + counted(most, "member"), count -> count <= most);
  }

  static String counted(int count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> Codec<List<T>> list(Codec<T> item, Rule<Integer>... rules) {
    String expected = described("an array", List.of(rules));
    return new Codec<>() {
      @Override
      public List<T> read(Node node, Place place) {
        if (!(node instanceof Node.Items items) || !holds(List.of(rules), items.values().size())) {
          return place.expected(expected);
        }
        List<T> values = new ArrayList<>();
        for (Node value : items.values()) {
          values.add(item.read(value, place.at(values.size())));
        }
        return values;
      }

      @Override
      public void write(List<T> values, StringBuilder out, Place place) {
        if (!holds(List.of(rules), values.size())) {
          place.expected(expected);
        }
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
          out.append(i > 0 ? "," : "");
          item.write(values.get(i), out, place.at(i));
        }
        out.append(']');
      }
    };
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> Codec<Map<String, T>> map(Codec<T> value, Rule<Integer>... rules) {
    String expected = described("an object", List.of(rules));
    return new Codec<>() {
      @Override
      public Map<String, T> read(Node node, Place place) {
        if (!(node instanceof Node.Members members)) {
          return place.expected(expected);
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (Node.Member member : members.values()) {
          values.put(member.name(), value.read(member.value(), place.at(member.name())));
        }
        return holds(List.of(rules), values.size()) ? values : place.expected(expected);
      }

      @Override
      public void write(Map<String, T> values, StringBuilder out, Place place) {
        if (!holds(List.of(rules), values.size())) {
          place.expected(expected);
        }
        String separator = "{";
        for (Map.Entry<String, T> entry : values.entrySet()) {
          out.append(separator).append(quoted(entry.getKey())).append(':');
          value.write(entry.getValue(), out, place.at(entry.getKey()));
          separator = ",";
        }
        out.append(values.isEmpty() ? "{}" : "}");
      }
    };
  }

  /** A map whose names obey rules. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> Codec<Map<String, T>> named(Codec<Map<String, T>> map, Rule<String>... rules) {
    List<Rule<String>> all = List.of(rules);
    String expected = described("a name", all);
    return new Codec<>() {
      @Override
      public Map<String, T> read(Node node, Place place) {
        if (node instanceof Node.Members members) {
          members.values().forEach(member -> check(member.name(), place));
        }
        return map.read(node, place);
      }

      @Override
      public void write(Map<String, T> values, StringBuilder out, Place place) {
        values.keySet().forEach(name -> check(name, place));
        map.write(values, out, place);
      }

      private void check(String name, Place place) {
        if (!holds(all, name)) {
          place.at(name).expected(expected);
        }
      }
    };
  }

  /** An array with a codec for each of its items. */
  static <R> Codec<R> tuple(List<Item<R>> items, Function<ObjectCodec.Values, R> made) {
    String expected = "an array of " + counted(items.size(), "item");
    return new Codec<>() {
      @Override
      public R read(Node node, Place place) {
        if (!(node instanceof Node.Items array) || array.values().size() != items.size()) {
          return place.expected(expected);
        }
        int before = place.issues().size();
        List<Object> values = new ArrayList<>();
        for (Node value : array.values()) {
          int at = values.size();
          values.add(items.get(at).reader().read(value, place.at(at)));
        }
        return place.issues().size() > before
            ? null
            : made.apply(new ObjectCodec.Values(values.iterator()));
      }

      @Override
      public void write(R tuple, StringBuilder out, Place place) {
        String separator = "[";
        for (int at = 0; at < items.size(); at++) {
          out.append(separator);
          items.get(at).writer().write(tuple, out, place.at(at));
          separator = ",";
        }
        out.append(']');
      }
    };
  }

  /** How an item gets into its tuple and out of it. */
  record Item<R>(ObjectCodec.Reader reader, ObjectCodec.Writer<R> writer) {}

  static <R, T> Item<R> item(Function<R, T> component, Codec<T> codec) {
    ObjectCodec.Writer<R> writer =
        (tuple, out, place) -> {
          codec.write(component.apply(tuple), out, place);
          return true;
        };
    return new Item<>(codec::read, writer);
  }

  /** One of the types that a union is; what is its name and nothing else has no content. */
  record Case<U>(List<String> names, Predicate<U> is, Optional<U> unit, Codec<U> content) {
    String name() {
      return names.get(0);
    }
  }

  /** A case that is its name and nothing else. */
  static <U> Case<U> unit(U unit, String... names) {
    return new Case<>(List.of(names), unit::equals, Optional.of(unit), null);
  }

  /** A case that is a type of its own on the wire. */
  static <U, C extends U> Case<U> itself(Class<C> type, Codec<C> codec, String... names) {
    return value(type, codec, value -> value, value -> value, names);
  }

  /** A case that holds a value; without a name, it stands for all others. */
  static <U, C extends U, T> Case<U> value(
      Class<C> type, Codec<T> codec, Function<T, C> made, Function<C, T> held, String... names) {
    Codec<U> content =
        new Codec<>() {
          @Override
          public U read(Node node, Place place) {
            T value = codec.read(node, place);
            return value == null ? null : made.apply(value);
          }

          @Override
          public void write(U value, StringBuilder out, Place place) {
            codec.write(held.apply(type.cast(value)), out, place);
          }
        };
    return new Case<>(List.of(names), type::isInstance, Optional.empty(), content);
  }

  /** A name, or an object with one member, whose name says what stands there. */
  static <U> Codec<U> keyed(List<Case<U>> cases) {
    Map<Boolean, List<String>> names =
        cases.stream()
            .collect(
                Collectors.partitioningBy(
                    one -> one.unit().isPresent(),
                    Collectors.mapping(Case::name, Collectors.toList())));
    List<String> told = new ArrayList<>();
    if (!names.get(true).isEmpty()) {
      told.add(oneOfThe("string", names.get(true)));
    }
    if (!names.get(false).isEmpty()) {
      told.add("an object with only one member: " + quoted(names.get(false)));
    }
    String expected = String.join(" or ", told);
    return new Codec<>() {
      @Override
      public U read(Node node, Place place) {
        for (Case<U> one : cases) {
          if (one.unit().isPresent()
              && node instanceof Node.Text text
              && one.names().contains(text.value())) {
            return one.unit().get();
          }
          if (one.unit().isEmpty()
              && node instanceof Node.Members members
              && members.values().size() == 1
              && one.names().contains(members.values().get(0).name())) {
            Node.Member member = members.values().get(0);
            return one.content().read(member.value(), place.at(member.name()));
          }
        }
        return place.expected(expected);
      }

      @Override
      public void write(U value, StringBuilder out, Place place) {
        Case<U> own = own(cases, value);
        if (own.unit().isPresent()) {
          out.append(quoted(own.name()));
          return;
        }
        out.append('{').append(quoted(own.name())).append(':');
        own.content().write(value, out, place.at(own.name()));
        out.append('}');
      }
    };
  }

  private static <U> Case<U> own(List<Case<U>> cases, U value) {
    return cases.stream().filter(one -> one.is().test(value)).findFirst().orElseThrow();
  }

  /** One of several objects, which a property tells apart. */
  static <U> Codec<U> tagged(String tag, List<Case<U>> cases) {
    String expected =
        oneOfThe(
            "string",
            cases.stream().filter(one -> !one.names().isEmpty()).map(Case::name).toList());
    return new Codec<>() {
      @Override
      public U read(Node node, Place place) {
        Case<U> chosen = chosen(node, place);
        return chosen == null ? null : chosen.content().read(node, place);
      }

      @Override
      public void write(U value, StringBuilder out, Place place) {
        int start = out.length();
        Case<U> own = own(cases, value);
        own.content().write(value, out, place);
        if (own.names().isEmpty()) {
          JsonRule.checkWritten(out.substring(start), place, this::checkUnknown);
        }
      }

      private void checkUnknown(Node node, Place place) {
        Case<U> chosen = chosen(node, place);
        if (chosen != null && !chosen.names().isEmpty()) {
          place.at(tag).expected("a tag that no other case has");
        }
      }

      private Case<U> chosen(Node node, Place place) {
        if (!(node instanceof Node.Members)) {
          return place.expected("an object");
        }
        Node value = JsonRule.find(node, tag);
        if (value == null) {
          return place.at(tag).expected("the property");
        }
        for (Case<U> one : cases) {
          if (value instanceof Node.Text text
              && (one.names().isEmpty() || one.names().contains(text.value()))) {
            return one;
          }
        }
        return place.at(tag).expected(expected);
      }
    };
  }

  /** One of several types: the first that takes a value counts. */
  static <U> Codec<U> choice(String expected, List<Case<U>> cases) {
    return new Codec<>() {
      @Override
      public U read(Node node, Place place) {
        for (Case<U> one : cases) {
          List<Issue> issues = new ArrayList<>();
          U value = one.content().read(node, new Place(place.path(), issues));
          if (value != null && issues.isEmpty()) {
            return value;
          }
        }
        return place.expected(expected);
      }

      @Override
      public void write(U value, StringBuilder out, Place place) {
        own(cases, value).content().write(value, out, place);
      }
    };
  }

  /** A codec that is looked up when it is used: types may refer to themselves. */
  static <T> Codec<T> lazy(Supplier<Codec<T>> codec) {
    return new Codec<>() {
      @Override
      public T read(Node node, Place place) {
        return codec.get().read(node, place);
      }

      @Override
      public void write(T value, StringBuilder out, Place place) {
        codec.get().write(value, out, place);
      }
    };
  }

  static String quoted(List<String> names) {
    return names.stream().map(Codec::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
