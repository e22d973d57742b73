package PACKAGE

/** How a class is read and written: its properties in the order of its constructor. */
internal class ObjectCodec<R>(
    private val properties: List<Property<R>>,
    private val closed: Boolean,
    private val rules: List<JsonRule> = emptyList(),
    private val made: (Values) -> R,
) : Codec<R> {
    /** A property's names, of which the first is written, and how it gets into the class and out of it. */
    class Property<R>(
        val names: List<String>,
        val kind: Kind,
        val read: (Node, Place) -> Any?,
        /** The names of the members that a map of them writes. */
        val kept: (R) -> Set<String> = { emptySet() },
        val write: (R, StringBuilder, Place) -> Boolean,
    )

    /** What a property is to its class. */
    enum class Kind {
        TAG,
        REQUIRED,
        OPTIONAL,

        /** A map of all members that no property takes. */
        REST,
    }

    /** The constructor's arguments, to be taken in their order. */
    class Values(private val values: Iterator<Any?>) {
        @Suppress("UNCHECKED_CAST")
        fun <T> next(): T = values.next() as T
    }

    override fun read(node: Node, place: Place): R? {
        if (node !is Node.Members) return place.expected("an object")
        val before = place.issues.size
        val found = HashMap<Property<R>, Any?>()
        val rest = properties.find { it.kind == Kind.REST }
        val kept = LinkedHashMap<String, Any?>()
        for ((name, value) in node.values) {
            val property = properties.find { name in it.names }
            when {
                property == null && rest != null -> kept[name] = rest.read(value, place.at(name))
                property == null -> if (closed) place.expected("no property ${quoted(name)}")
                property in found -> place.at(name).expected("the property only once")
                else -> found[property] = property.read(value, place.at(name))
            }
        }
        for (property in properties) {
            val isDemanded = property.kind == Kind.REQUIRED || property.kind == Kind.TAG
            if (isDemanded && property !in found) {
                place.at(property.names.first()).expected("the property")
            }
        }
        if (place.issues.size == before) rules.forEach { it(node, place) }
        if (place.issues.size > before) return null
        rest?.let { found[it] = kept }
        val arguments = properties.filter { it.kind != Kind.TAG }.map {
            if (it in found) found[it] else Omittable.Absent
        }
        return made(Values(arguments.iterator()))
    }

    override fun write(value: R, out: StringBuilder, place: Place) {
        val start = out.length
        val issues = place.issues.size
        out.append('{')
        var separator = ""
        for (property in properties) {
            val before = out.length
            val name = property.names.firstOrNull()
            out.append(separator)
            name?.let { out.append(quoted(it)).append(':') }
            for (taken in property.kept(value).filter { name -> properties.any { name in it.names } }) {
                place.at(taken).expected("a name that no property has")
            }
            val isThere = property.write(value, out, name?.let(place::at) ?: place)
            if (isThere) separator = "," else out.setLength(before)
        }
        out.append('}')
        if (rules.isEmpty() || place.issues.size > issues) return
        val node = parse(out.substring(start))
        rules.forEach { it(node, place) }
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

/** The members that no property takes. */
internal fun <R, T> rest(of: (R) -> Map<String, T>, codec: Codec<T>): ObjectCodec.Property<R> =
    ObjectCodec.Property(emptyList(), ObjectCodec.Kind.REST, codec::read, { of(it).keys }) { owner, out, place ->
        val start = out.length
        map(codec).write(of(owner), out, place)
        // The members stand among others, without braces of their own.
        out.deleteCharAt(start).setLength(out.length - 1)
        of(owner).isNotEmpty()
    }

/** The property that tells events apart; it is no property of the class. */
internal fun <R> tag(name: String, value: String, vararg aliases: String): ObjectCodec.Property<R> {
    val read = { node: Node, place: Place ->
        val isOwn = node is Node.Text && (node.value == value || node.value in aliases)
        if (isOwn) value else place.expected("the string ${quoted(value)}")
    }
    return ObjectCodec.Property(listOf(name), ObjectCodec.Kind.TAG, read) { _, out, _ ->
        out.append(quoted(value))
        true
    }
}
