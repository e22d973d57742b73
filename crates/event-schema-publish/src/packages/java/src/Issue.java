package PACKAGE;

/**
 * One thing that is wrong with a payload or an event.
 *
 * @param path where it is, as a JSON pointer; empty for the event itself
 * @param expected what was expected there; no value is quoted, for payloads hold personal data
 */
public record Issue(String path, String expected) {
  @Override
  public String toString() {
    return path.isEmpty() ? "expected " + expected : path + ": expected " + expected;
  }
}
