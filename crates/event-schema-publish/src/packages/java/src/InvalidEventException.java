package PACKAGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Collectors;

/** A payload or an event is not what the contract says. */
public final class InvalidEventException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final transient List<Issue> issues;

  InvalidEventException(List<Issue> issues) {
    super(issues.stream().map(Issue::toString).collect(Collectors.joining("; ")));
    this.issues = List.copyOf(issues);
  }

  /**
   * Tells all that is wrong.
   *
   * @return the issues, at least one
   */
  public List<Issue> issues() {
    return issues;
  }
}
