package PACKAGE;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a record is read and written: its properties in the order of its components. */
record ObjectCodec<R>(
    List<Property<R>> properties, boolean closed, List<JsonRule> rules, Function<Values, R> made)
    implements Codec<R> {
  ObjectCodec(List<Property<R>> properties, boolean closed, Function<Values, R> made) {
    this(properties, closed, List.of(), made);
  }

  /**
   * A property's names, of which the first is written, and how it gets into its component and out
   * of it.
   */
  record Property<R>(List<String> names, Kind kind, Reader reader, Writer<R> writer) {}

  /** What a property is to its record. */
  enum Kind {
    TAG,
    REQUIRED,
    OPTIONAL,
    /** A map of all members that no property takes; it stands last. */
    REST
  }

  interface Reader {
    Object read(Node node, Place place);
  }

  interface Writer<R> {
    /** Writes the property; says false if it is absent. */
    boolean write(R owner, StringBuilder out, Place place);

    /** The names of the members that a map of them writes. */
    default Iterable<String> names(R owner) {
      return List.of();
    }
  }

  /** The values of all components, to be taken in their order. */
  record Values(Iterator<Object> values) {
    @SuppressWarnings("unchecked")
    <T> T next() {
      return (T) values.next();
    }
  }

  static <R, T> Property<R> required(Function<R, T> component, Codec<T> codec, String... names) {
    Writer<R> writer =
        (owner, out, place) -> {
          codec.write(component.apply(owner), out, place);
          return true;
        };
    return new Property<>(List.of(names), Kind.REQUIRED, codec::read, writer);
  }

  static <R, T> Property<R> optional(
      Function<R, Omittable<T>> component, Codec<T> codec, String... names) {
    Writer<R> writer =
        (owner, out, place) -> {
          if (component.apply(owner) instanceof Omittable.Present<T> present) {
            codec.write(present.value(), out, place);
            return true;
          }
          return false;
        };
    Reader reader = (node, place) -> new Omittable.Present<>(codec.read(node, place));
    return new Property<>(List.of(names), Kind.OPTIONAL, reader, writer);
  }

  /** The property that tells events apart; it is no component. */
  static <R> Property<R> tag(String name, String value, String... aliases) {
    Writer<R> writer =
        (owner, out, place) -> {
          out.append(Codec.quoted(value));
          return true;
        };
    Reader reader =
        (node, place) ->
            node instanceof Node.Text text
                    && (text.value().equals(value) || List.of(aliases).contains(text.value()))
                ? value
                : place.expected("the string " + Codec.quoted(value));
    return new Property<>(List.of(name), Kind.TAG, reader, writer);
  }

  /** The members that no property takes. */
  static <R, T> Property<R> rest(Function<R, Map<String, T>> component, Codec<T> codec) {
    Writer<R> writer =
        new Writer<>() {
          @Override
          public boolean write(R owner, StringBuilder out, Place place) {
            String separator = "";
            for (Map.Entry<String, T> entry : component.apply(owner).entrySet()) {
              out.append(separator).append(Codec.quoted(entry.getKey())).append(':');
              codec.write(entry.getValue(), out, place.at(entry.getKey()));
              separator = ",";
            }
            return !separator.isEmpty();
          }

          @Override
          public Iterable<String> names(R owner) {
            return component.apply(owner).keySet();
          }
        };
    return new Property<>(List.of(), Kind.REST, codec::read, writer);
  }

  private Optional<Property<R>> rest() {
    return properties.stream().filter(property -> property.kind() == Kind.REST).findFirst();
  }

  @Override
  public R read(Node node, Place place) {
    if (!(node instanceof Node.Members members)) {
      return place.expected("an object");
    }
    int before = place.issues().size();
    Object[] found = new Object[properties.size()];
    boolean[] met = new boolean[found.length];
    Optional<Property<R>> rest = rest();
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Node.Member member : members.values()) {
      int at = indexOf(member.name());
      if (at < 0) {
        rest.ifPresent(
            property ->
                kept.put(
                    member.name(),
                    property.reader().read(member.value(), place.at(member.name()))));
        if (closed) {
          place.expected("no property " + Codec.quoted(member.name()));
        }
      } else if (met[at]) {
        place.at(member.name()).expected("the property only once");
      } else {
        met[at] = true;
        found[at] = properties.get(at).reader().read(member.value(), place.at(member.name()));
      }
    }
    List<Object> values = new ArrayList<>();
    for (int at = 0; at < found.length; at++) {
      Property<R> property = properties.get(at);
      if (!met[at] && (property.kind() == Kind.REQUIRED || property.kind() == Kind.TAG)) {
        place.at(property.names().get(0)).expected("the property");
      }
      if (property.kind() == Kind.REST) {
        values.add(kept);
      } else if (property.kind() != Kind.TAG) {
        values.add(met[at] ? found[at] : Omittable.absent());
      }
    }
    if (place.issues().size() == before) {
      rules.forEach(rule -> rule.check(node, place));
    }
    return place.issues().size() > before ? null : made.apply(new Values(values.iterator()));
  }

  private int indexOf(String name) {
    for (int at = 0; at < properties.size(); at++) {
      if (properties.get(at).names().contains(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public void write(R owner, StringBuilder out, Place place) {
    int start = out.length();
    int issues = place.issues().size();
    out.append('{');
    boolean first = true;
    for (Property<R> property : properties) {
      int before = out.length();
      out.append(first ? "" : ",");
      if (write(property, owner, out, place)) {
        first = false;
      } else {
        out.setLength(before);
      }
    }
    out.append('}');
    if (!rules.isEmpty() && place.issues().size() == issues) {
      JsonRule.checkWritten(out.substring(start), place, rules.toArray(JsonRule[]::new));
    }
  }

  private boolean write(Property<R> property, R owner, StringBuilder out, Place place) {
    if (property.kind() == Kind.REST) {
      for (String name : property.writer().names(owner)) {
        if (indexOf(name) >= 0) {
          place.at(name).expected("a name that no property has");
        }
        if (!Node.isWellFormed(name)) {
          place.expected("names in Unicode");
        }
      }
      return property.writer().write(owner, out, place);
    }
    String name = property.names().get(0);
    out.append(Codec.quoted(name)).append(':');
    return property.writer().write(owner, out, place.at(name));
  }

  /** Reads a whole payload. */
  R decode(Node node) throws InvalidEventException {
    List<Issue> issues = new ArrayList<>();
    R value = read(node, new Place("", issues));
    if (!issues.isEmpty()) {
      throw new InvalidEventException(issues);
    }
    return value;
  }

  /** Writes a whole payload. */
  String encode(R value) throws InvalidEventException {
    List<Issue> issues = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    write(value, out, new Place("", issues));
    if (!issues.isEmpty()) {
      throw new InvalidEventException(issues);
    }
    return out.toString();
  }
}
