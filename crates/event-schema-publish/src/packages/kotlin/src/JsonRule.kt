package PACKAGE

/** A rule about more than one value. It looks at JSON, as it came or as it is written. */
internal typealias JsonRule = (Node, Place) -> Unit

/** A value that obeys rules about what stands in it. */
internal fun <T> ruled(inner: Codec<T>, vararg rules: JsonRule): Codec<T> = object : Codec<T> {
    override fun read(node: Node, place: Place): T? {
        val before = place.issues.size
        val value = inner.read(node, place)
        if (place.issues.size == before) rules.forEach { it(node, place) }
        return value
    }

    override fun write(value: T, out: StringBuilder, place: Place) {
        val start = out.length
        val before = place.issues.size
        inner.write(value, out, place)
        if (place.issues.size == before) parse(out.substring(start)).let { node -> rules.forEach { it(node, place) } }
    }
}

/** No two items are equal. */
internal fun uniqueItems(node: Node, place: Place) {
    if (node.items().distinctBy { it.identity() }.size < node.items().size) {
        place.expected("no two equal items")
    }
}

internal fun minContains(least: Int, each: Codec<*>): JsonRule = { node, place ->
    if (node.contained(each) < least) {
        place.expected("at least ${counted(least, "item")} of a kind that it must contain")
    }
}

internal fun maxContains(most: Int, each: Codec<*>): JsonRule = { node, place ->
    if (node.contained(each) > most) {
        place.expected("at most ${counted(most, "item")} of a kind that it must not contain more of")
    }
}

internal fun prefixItems(vararg each: Codec<*>): JsonRule = { node, place ->
    each.zip(node.items()).forEachIndexed { at, (codec, item) -> codec.read(item, place.at(at)) }
}

internal fun patternProperties(names: Codec<String>, values: Codec<*>): JsonRule = { node, place ->
    for ((name, value) in node.members()) {
        if (names.takes(Node.Text(name))) values.read(value, place.at(name))
    }
}

internal fun dependentRequired(property: String, vararg required: String): JsonRule = { node, place ->
    for (name in required) {
        if (node.member(property) != null && node.member(name) == null) {
            place.at(name).expected("the property beside ${quoted(property)}")
        }
    }
}

internal fun condition(test: (Node) -> Boolean, then: JsonRule, otherwise: JsonRule): JsonRule = { node, place ->
    if (test(node)) then(node, place) else otherwise(node, place)
}

internal fun allOf(vararg tests: (Node) -> Boolean): (Node) -> Boolean = { node -> tests.all { it(node) } }

internal fun eachOf(vararg rules: JsonRule): JsonRule = { node, place -> rules.forEach { it(node, place) } }

/** The property is there, is not null, and is of the type. */
internal fun has(property: String, codec: Codec<*>): (Node) -> Boolean = { node ->
    node.value(property)?.let { codec.takes(it) } ?: false
}

internal fun mustHave(property: String, codec: Codec<*>): JsonRule = { node, place ->
    when (val value = node.value(property)) {
        null -> place.at(property).expected("a value, for the values of others require it")
        else -> codec.read(value, place.at(property))
    }
}

internal fun mayHave(property: String, codec: Codec<*>): JsonRule = { node, place ->
    node.value(property)?.let { codec.read(it, place.at(property)) }
}

private fun Codec<*>.takes(node: Node): Boolean {
    val trial = Place("", mutableListOf())
    read(node, trial)
    return trial.issues.isEmpty()
}

private fun Node.contained(each: Codec<*>): Int = items().count { it !is Node.Null && each.takes(it) }

private fun Node.items(): List<Node> = (this as? Node.Items)?.values.orEmpty()

private fun Node.members(): List<Node.Member> = (this as? Node.Members)?.values.orEmpty()

/** The value of a member; null if there is none. */
internal fun Node.member(name: String): Node? = members().find { it.name == name }?.value

/** The value of a member; null if there is none, or it is null itself. */
private fun Node.value(name: String): Node? = member(name).takeUnless { it is Node.Null }
