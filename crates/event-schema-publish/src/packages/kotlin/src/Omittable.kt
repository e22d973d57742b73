package PACKAGE

/** A property that may be absent, which is not the same as null. */
public sealed interface Omittable<out T> {
    /**
     * A property that is there.
     *
     * @property value its value
     */
    public data class Present<out T>(val value: T) : Omittable<T>

    /** A property that is not there. */
    public data object Absent : Omittable<Nothing>

    /** Returns the value; null if the property is not there, or is null. */
    public fun orNull(): T? = (this as? Present)?.value
}
