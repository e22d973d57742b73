package PACKAGE

/**
 * One thing that is wrong with a payload or an event.
 *
 * @property path where it is, as a JSON pointer; empty for the event itself
 * @property expected what was expected there; no value is quoted, for payloads hold personal data
 */
public data class Issue(val path: String, val expected: String) {
    override fun toString(): String = if (path.isEmpty()) "expected $expected" else "$path: expected $expected"
}
