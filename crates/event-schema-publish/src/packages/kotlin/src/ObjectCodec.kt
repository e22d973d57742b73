package PACKAGE

/** How a class is read and written: its properties in the order of its constructor. */
internal class ObjectCodec<R>(
    private val properties: List<Property<R>>,
    private val closed: Boolean,
    private val made: (Values) -> R,
) : Codec<R> {
    /** A property's names, of which the first is written, and how it gets into the class and out of it. */
    class Property<R>(
        val names: List<String>,
        val kind: Kind,
        val read: (Node, Place) -> Any?,
        val write: (R, StringBuilder, Place) -> Boolean,
    )

    /** What a property is to its class. */
    enum class Kind { TAG, REQUIRED, OPTIONAL }

    /** The constructor's arguments, to be taken in their order. */
    class Values(private val values: Iterator<Any?>) {
        @Suppress("UNCHECKED_CAST")
        fun <T> next(): T = values.next() as T
    }

    override fun read(node: Node, place: Place): R? {
        if (node !is Node.Members) return place.expected("an object")
        val before = place.issues.size
        val found = HashMap<Property<R>, Any?>()
        for ((name, value) in node.values) {
            val property = properties.find { name in it.names }
            when {
                property == null -> if (closed) place.expected("no property ${quoted(name)}")
                property in found -> place.at(name).expected("the property only once")
                else -> found[property] = property.read(value, place.at(name))
            }
        }
        for (property in properties) {
            if (property !in found && property.kind != Kind.OPTIONAL) {
                place.at(property.names.first()).expected("the property")
            }
        }
        if (place.issues.size > before) return null
        val arguments = properties.filter { it.kind != Kind.TAG }.map {
            if (it in found) found[it] else Omittable.Absent
        }
        return made(Values(arguments.iterator()))
    }

    override fun write(value: R, out: StringBuilder, place: Place) {
        out.append('{')
        var separator = ""
        for (property in properties) {
            val before = out.length
            val name = property.names.first()
            out.append(separator).append(quoted(name)).append(':')
            if (property.write(value, out, place.at(name))) separator = "," else out.setLength(before)
        }
        out.append('}')
    }

    /** Reads a whole payload. */
    fun decode(node: Node): R {
        val issues = mutableListOf<Issue>()
        val value = read(node, Place("", issues))
        if (value == null || issues.isNotEmpty()) throw InvalidEventException(issues)
        return value
    }

    /** Writes a whole payload. */
    fun encode(value: R): String {
        val issues = mutableListOf<Issue>()
        val text = buildString { write(value, this, Place("", issues)) }
        if (issues.isNotEmpty()) throw InvalidEventException(issues)
        return text
    }
}

internal fun <R, T> required(of: (R) -> T, codec: Codec<T>, vararg names: String): ObjectCodec.Property<R> =
    ObjectCodec.Property(names.toList(), ObjectCodec.Kind.REQUIRED, codec::read) { owner, out, place ->
        codec.write(of(owner), out, place)
        true
    }

internal fun <R, T> optional(of: (R) -> Omittable<T>, codec: Codec<T>, vararg names: String): ObjectCodec.Property<R> {
    val read = { node: Node, place: Place -> Omittable.Present(codec.read(node, place)) }
    return ObjectCodec.Property(names.toList(), ObjectCodec.Kind.OPTIONAL, read) { owner, out, place ->
        when (val property = of(owner)) {
            is Omittable.Present -> {
                codec.write(property.value, out, place)
                true
            }

            Omittable.Absent -> false
        }
    }
}

/** The property that tells events apart; it is no property of the class. */
internal fun <R> tag(name: String, value: String): ObjectCodec.Property<R> {
    val read = { node: Node, place: Place ->
        if (node == Node.Text(value)) value else place.expected(quoted(value))
    }
    return ObjectCodec.Property(listOf(name), ObjectCodec.Kind.TAG, read) { _, out, _ ->
        out.append(quoted(value))
        true
    }
}
