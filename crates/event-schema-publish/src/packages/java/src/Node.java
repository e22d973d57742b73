package PACKAGE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A value without a type yet. Numbers are kept as they are spelled, and a name may stand in an
 * object twice: a tree of Jackson's rounds the one and loses the other.
 */
sealed interface Node {
  /** How many levels of arrays and objects a payload may have. */
  int MAX_DEPTH = 128;

  JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  record Null() implements Node {}

  record Bool(boolean value) implements Node {}

  record Numeral(String text) implements Node {
    /** The number exactly; nothing for one so near zero that no decimal holds it. */
    BigDecimal exact() {
      try {
        BigDecimal exact = new BigDecimal(text);
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
      } catch (NumberFormatException | ArithmeticException tooSmall) {
        boolean zero =
            text.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
        return zero ? BigDecimal.ZERO : new BigDecimal("1e-9999");
      }
    }
  }

  record Text(String value) implements Node {}

  record Items(List<Node> values) implements Node {}

  record Members(List<Member> values) implements Node {}

  record Member(String name, Node value) {}

  /** Reads bytes in UTF-8. */
  static Node of(byte[] payload) throws InvalidEventException {
    return of(text(payload));
  }

  static String text(byte[] payload) throws InvalidEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException error) {
      throw refused("UTF-8");
    }
  }

  /** Reads a text. */
  static Node of(String text) throws InvalidEventException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw refused("a value");
      }
      Node node = of(parser);
      if (parser.nextToken() != null) {
        throw refused("the end");
      }
      return node;
    } catch (InvalidEventException error) {
      throw error;
    } catch (JsonParseException error) {
      throw refused("JSON at character " + error.getLocation().getCharOffset());
    } catch (IOException error) {
      throw refused("no more than " + MAX_DEPTH + " levels");
    }
  }

  /** Reads the value that a parser stands at. */
  static Node of(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_NULL -> new Null();
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      case VALUE_STRING -> new Text(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numeral(parser.getText());
      case START_ARRAY -> {
        List<Node> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(of(parser));
        }
        yield new Items(values);
      }
      case START_OBJECT -> {
        List<Member> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = wellFormed(parser.currentName());
          parser.nextToken();
          values.add(new Member(name, of(parser)));
        }
        yield new Members(values);
      }
      default -> throw refused("a value");
    };
  }

  private static Node numeral(String text) throws InvalidEventException {
    if (Double.isInfinite(Double.parseDouble(text))) {
      throw refused("a number that a float can hold");
    }
    return new Numeral(text);
  }

  private static String wellFormed(String text) throws InvalidEventException {
    if (!isWellFormed(text)) {
      throw refused("surrogates in pairs");
    }
    return text;
  }

  /** Tells whether every surrogate is one of a pair: if not, it is no Unicode text. */
  static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** One text for what JSON Schema calls equal: spelling and order do not matter. */
  default String identity() {
    if (this instanceof Numeral numeral) {
      return numeral.exact().toString();
    }
    if (this instanceof Text text) {
      return Codec.quoted(text.value());
    }
    if (this instanceof Items items) {
      return items.values().stream().map(Node::identity).toList().toString();
    }
    if (this instanceof Members members) {
      TreeMap<String, String> sorted = new TreeMap<>();
      members
          .values()
          .forEach(member -> sorted.put(Codec.quoted(member.name()), member.value().identity()));
      return sorted.toString();
    }
    return this instanceof Bool bool ? String.valueOf(bool.value()) : "null";
  }

  private static InvalidEventException refused(String expected) {
    return new InvalidEventException(List.of(new Issue("", expected)));
  }

  /** The value as JSON, with its numbers as they were spelled. */
  default String written() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    if (this instanceof Numeral numeral) {
      out.append(numeral.text());
    } else if (this instanceof Text text) {
      out.append(Codec.quoted(text.value()));
    } else if (this instanceof Items items) {
      String separator = "[";
      for (Node item : items.values()) {
        out.append(separator);
        item.write(out);
        separator = ",";
      }
      out.append(items.values().isEmpty() ? "[]" : "]");
    } else if (this instanceof Members members) {
      String separator = "{";
      for (Member member : members.values()) {
        out.append(separator).append(Codec.quoted(member.name())).append(':');
        member.value().write(out);
        separator = ",";
      }
      out.append(members.values().isEmpty() ? "{}" : "}");
    } else {
      out.append(this instanceof Bool bool ? String.valueOf(bool.value()) : "null");
    }
  }
}
