package PACKAGE

import kotlinx.serialization.SerializationException

/**
 * A payload or an event is not what the contract says.
 *
 * @property issues all that is wrong, at least one thing
 */
public class InvalidEventException internal constructor(public val issues: List<Issue>) :
    SerializationException(issues.joinToString("; "))
