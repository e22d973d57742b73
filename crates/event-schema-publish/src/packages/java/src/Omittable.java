package PACKAGE;

/**
 * A property that may be absent, which is not the same as null.
 *
 * @param <T> the property's type
 */
public sealed interface Omittable<T> {
  /**
   * A property that is there.
   *
   * @param value its value
   * @param <T> the property's type
   */
  record Present<T>(T value) implements Omittable<T> {}

  /**
   * A property that is not there.
   *
   * @param <T> the property's type
   */
  record Absent<T>() implements Omittable<T> {}

  /**
   * Makes a property that is there.
   *
   * @param value its value
   * @param <T> the property's type
   * @return the property
   */
  static <T> Omittable<T> of(T value) {
    return new Present<>(value);
  }

  /**
   * Makes a property that is not there.
   *
   * @param <T> the property's type
   * @return the property
   */
  static <T> Omittable<T> absent() {
    return new Absent<>();
  }
}
