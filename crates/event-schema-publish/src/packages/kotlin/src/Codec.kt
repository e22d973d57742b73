package PACKAGE

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import java.math.BigDecimal
import java.math.BigInteger
import java.util.TreeMap

/** How a type is read and written. */
internal interface Codec<T> {
    /** Reads a value; what is wrong is noted, and the result means nothing then. */
    fun read(node: Node, place: Place): T?

    /** Writes a value; what is wrong with it is noted. */
    fun write(value: T, out: StringBuilder, place: Place)
}

/** Collects what is wrong, and where. */
internal class Place(val path: String, val issues: MutableList<Issue>, private val more: String = "") {
    fun at(name: Any): Place = Place(path + "/" + name.toString().replace("~", "~0").replace("/", "~1"), issues)

    /** This place, where null would do as well. */
    fun orNull(): Place = Place(path, issues, ", or null")

    fun expected(expected: String): Nothing? {
        issues.add(Issue(path, expected + more))
        return null
    }
}

/** What a value must obey beside its type. */
internal class Rule<in T>(val expected: String, val holds: (T) -> Boolean)

/** Any JSON value, its numbers as they are spelled. */
internal val ANY: Codec<JsonElement> = object : Codec<JsonElement> {
    override fun read(node: Node, place: Place): JsonElement = Json.parseToJsonElement(node.written())

    override fun write(value: JsonElement, out: StringBuilder, place: Place) {
        val text = value.toString()
        try {
            parse(text)
        } catch (_: InvalidEventException) {
            place.expected("a JSON value")
        }
        out.append(text)
    }
}

internal val BOOLEAN: Codec<Boolean> =
    scalar("a boolean", listOf(), { (it as? Node.Bool)?.value }, Boolean::toString)

/** The one boolean that is allowed. */
internal fun only(allowed: Boolean): Codec<Boolean> = scalar(
    "a boolean",
    listOf(Rule("that is $allowed") { it == allowed }),
    { (it as? Node.Bool)?.value },
    Boolean::toString,
)

internal fun integer(vararg rules: Rule<BigDecimal>): Codec<Long> =
    numeric("an integer of 64 bits", rules, { whole(it).longValueExact() }, BigDecimal::valueOf)

internal fun unsigned(vararg rules: Rule<BigDecimal>): Codec<ULong> = numeric(
    "an unsigned integer of 64 bits",
    rules,
    { exact -> whole(exact).toString().toULongOrNull() ?: throw ArithmeticException("too long") },
    { value -> BigDecimal(value.toString()) },
)

internal fun bigInteger(vararg rules: Rule<BigDecimal>): Codec<BigInteger> =
    numeric("an integer", rules, ::whole, ::BigDecimal)

/** A number as doubles hold it: its rules are about the double that it becomes. */
internal fun number(vararg rules: Rule<BigDecimal>): Codec<Double> {
    val all = rules.map { rule -> Rule<Double>(rule.expected) { it.isFinite() && rule.holds(BigDecimal.valueOf(it)) } }
    val finite = Rule<Double>("that is finite") { it.isFinite() }
    return scalar("a number", all + finite, { (it as? Node.Numeral)?.text?.toDouble() }, Double::toString)
}

private fun <N : Any> numeric(
    noun: String,
    rules: Array<out Rule<BigDecimal>>,
    made: (BigDecimal) -> N,
    exact: (N) -> BigDecimal,
): Codec<N> {
    val all = rules.map { rule -> Rule<N>(rule.expected) { rule.holds(exact(it)) } }
    val read = { node: Node ->
        try {
            (node as? Node.Numeral)?.let { made(it.exact()) }
        } catch (_: ArithmeticException) {
            null
        }
    }
    return scalar(noun, all, read) { it.toString() }
}

/** Throws where there is a fraction, before anything long is written out. */
private fun whole(exact: BigDecimal): BigInteger {
    if (exact.scale() > 0) throw ArithmeticException("a fraction")
    return exact.toBigIntegerExact()
}

internal fun minimum(bound: String): Rule<BigDecimal> {
    val limit = BigDecimal(bound)
    return Rule("at least $bound") { it >= limit }
}

internal fun maximum(bound: String): Rule<BigDecimal> {
    val limit = BigDecimal(bound)
    return Rule("at most $bound") { it <= limit }
}

internal fun above(bound: String): Rule<BigDecimal> {
    val limit = BigDecimal(bound)
    return Rule("more than $bound") { it > limit }
}

internal fun below(bound: String): Rule<BigDecimal> {
    val limit = BigDecimal(bound)
    return Rule("less than $bound") { it < limit }
}

internal fun multipleOf(step: String): Rule<BigDecimal> {
    val divisor = BigDecimal(step)
    return Rule("a multiple of $step") { it.remainder(divisor).signum() == 0 }
}

internal fun not(number: String): Rule<BigDecimal> {
    val excluded = BigDecimal(number)
    return Rule("other than $number") { excluded.compareTo(it) != 0 }
}

internal fun among(vararg numbers: String): Rule<BigDecimal> {
    val all = numbers.map(::BigDecimal)
    return Rule("one of ${numbers.joinToString()}") { value -> all.any { it.compareTo(value) == 0 } }
}

internal fun string(vararg rules: Rule<String>): Codec<String> =
    scalar("a string", rules.toList() + Rule("in Unicode", ::isWellFormed), { (it as? Node.Text)?.value }, ::quoted)

internal fun minLength(least: Int): Rule<String> =
    Rule("at least ${counted(least, "character")}") { length(it) >= least }

internal fun maxLength(most: Int): Rule<String> = Rule("at most ${counted(most, "character")}") { length(it) <= most }

private fun length(text: String): Int = text.codePointCount(0, text.length)

internal fun startsWith(start: String): Rule<String> =
    Rule("that begins with ${quoted(start)}") { it.startsWith(start) }

internal fun endsWith(end: String): Rule<String> = Rule("that ends with ${quoted(end)}") { it.endsWith(end) }

internal fun contains(part: String): Rule<String> = Rule("that contains ${quoted(part)}") { it.contains(part) }

internal fun oneOf(vararg values: String): Rule<String> =
    Rule("one of ${values.joinToString { quoted(it) }}") { it in values }

/**
 * A pattern, and the table that decides it in one pass: the length of a row, the first state, the first that accepts,
 * how many classes of characters there are, where each begins and which it is, and the next state for each state and
 * class.
 */
internal fun matches(pattern: String, vararg table: String): Rule<String> {
    val numbers = table.joinToString(" ").split(' ').map(String::toInt)
    val (width, start, ends, count) = numbers
    val classes = numbers.drop(4).take(2 * count).chunked(2).associateTo(TreeMap()) { it[0] to it[1] }
    val next = numbers.drop(4 + 2 * count)
    return Rule("that matches $pattern") { value ->
        var state = start
        for (character in value.codePoints()) {
            if (state <= width) break
            state = next[state + classes.floorEntry(character).value]
        }
        state == width || state >= ends
    }
}

/** Patterns that a string must match; a time of day in it begins at [timeAt]. */
internal fun ofFormat(told: String, vararg patterns: Rule<String>, timeAt: Int? = null): Rule<String> =
    Rule(told) { value ->
        patterns.all { it.holds(value) } && (timeAt == null || isSecond(value.substring(timeAt)))
    }

/** Tells whether a leap second is the last second of a day in UTC. */
private fun isSecond(time: String): Boolean {
    if (!time.startsWith("60", 6)) return true
    val ahead = if (time.last() in "Zz") 0 else minutes(time.takeLast(5))
    val sign = if (time[time.length - 6] == '-') -1 else 1
    val day = 24 * 60
    return (minutes(time) - sign * ahead).mod(day) == day - 1
}

private fun minutes(time: String): Int = time.substring(0, 2).toInt() * 60 + time.substring(3, 5).toInt()

internal fun oneOfThe(noun: String, names: Collection<String>): String =
    (if (names.size == 1) "the $noun " else "one of the ${noun}s ") + names.joinToString { quoted(it) }

/** A string that stands for a value. */
internal fun <E : Any> enumeration(values: List<E>, name: (E) -> String): Codec<E> {
    val byName = values.associateBy(name)
    val read = { node: Node -> (node as? Node.Text)?.let { byName[it.value] } }
    return scalar(oneOfThe("string", byName.keys), listOf(), read) { quoted(name(it)) }
}

/** A string that is read by other names too. */
internal fun <T> aliased(inner: Codec<T>, vararg aliases: Pair<String, String>): Codec<T> = object : Codec<T> {
    private val own = aliases.toMap()

    override fun read(node: Node, place: Place): T? =
        inner.read(if (node is Node.Text) Node.Text(own[node.value] ?: node.value) else node, place)

    override fun write(value: T, out: StringBuilder, place: Place) = inner.write(value, out, place)
}

/** Null and nothing else. */
internal val NOTHING: Codec<JsonNull> =
    scalar("null", listOf(), { node -> if (node is Node.Null) JsonNull else null }, { "null" })

/** A string that others may be added to. */
internal fun <E : Any> open(made: (String) -> E, name: (E) -> String): Codec<E> = scalar(
    "a string",
    listOf(Rule("in Unicode") { isWellFormed(name(it)) }),
    { node -> (node as? Node.Text)?.let { made(it.value) } },
    { quoted(name(it)) },
)

private fun <T : Any> scalar(
    noun: String,
    rules: List<Rule<T>>,
    made: (Node) -> T?,
    written: (T) -> String,
): Codec<T> {
    val expected = described(noun, rules)
    return object : Codec<T> {
        override fun read(node: Node, place: Place): T? {
            val value = made(node)
            return if (value == null || !hold(rules, value)) place.expected(expected) else value
        }

        override fun write(value: T, out: StringBuilder, place: Place) {
            if (!hold(rules, value)) place.expected(expected)
            out.append(written(value))
        }
    }
}

private fun <T> hold(rules: List<Rule<T>>, value: T): Boolean = rules.all { it.holds(value) }

private fun described(noun: String, rules: List<Rule<*>>): String =
    (listOf(noun) + rules.map { it.expected }).joinToString()

internal fun <T : Any> nullable(inner: Codec<T>): Codec<T?> = object : Codec<T?> {
    override fun read(node: Node, place: Place): T? = if (node is Node.Null) null else inner.read(node, place.orNull())

    override fun write(value: T?, out: StringBuilder, place: Place) {
        if (value == null) out.append("null") else inner.write(value, out, place.orNull())
    }
}

internal fun minItems(least: Int): Rule<Int> = Rule("at least ${counted(least, "item")}") { it >= least }

internal fun maxItems(most: Int): Rule<Int> = Rule("at most ${counted(most, "item")}") { it <= most }

internal fun minProperties(least: Int): Rule<Int> = Rule("at least ${counted(least, "member")}") { it >= least }

internal fun maxProperties(most: Int): Rule<Int> = Rule("at most ${counted(most, "member")}") { it <= most }

internal fun counted(count: Int, unit: String): String = "$count $unit" + if (count == 1) "" else "s"

internal fun <T> list(item: Codec<T>, vararg rules: Rule<Int>): Codec<List<T>> = object : Codec<List<T>> {
    private val expected = described("an array", rules.toList())

    override fun read(node: Node, place: Place): List<T>? {
        if (node !is Node.Items || !hold(rules.toList(), node.values.size)) return place.expected(expected)
        @Suppress("UNCHECKED_CAST")
        return node.values.mapIndexed { index, value -> item.read(value, place.at(index)) } as List<T>
    }

    override fun write(value: List<T>, out: StringBuilder, place: Place) {
        if (!hold(rules.toList(), value.size)) place.expected(expected)
        out.append('[')
        value.forEachIndexed { index, one ->
            if (index > 0) out.append(',')
            item.write(one, out, place.at(index))
        }
        out.append(']')
    }
}

internal fun <T> map(member: Codec<T>, vararg rules: Rule<Int>): Codec<Map<String, T>> =
    object : Codec<Map<String, T>> {
        private val expected = described("an object", rules.toList())

        override fun read(node: Node, place: Place): Map<String, T>? {
            if (node !is Node.Members) return place.expected(expected)
            val values = node.values.associate { it.name to member.read(it.value, place.at(it.name)) }
            if (!hold(rules.toList(), values.size)) return place.expected(expected)
            @Suppress("UNCHECKED_CAST")
            return values as Map<String, T>
        }

        override fun write(value: Map<String, T>, out: StringBuilder, place: Place) {
            if (!hold(rules.toList(), value.size)) place.expected(expected)
            out.append('{')
            value.entries.forEachIndexed { index, (name, one) ->
                if (index > 0) out.append(',')
                if (!isWellFormed(name)) place.expected("names in Unicode")
                out.append(quoted(name)).append(':')
                member.write(one, out, place.at(name))
            }
            out.append('}')
        }
    }

/** A map whose names obey rules. */
internal fun <T> named(map: Codec<Map<String, T>>, vararg rules: Rule<String>): Codec<Map<String, T>> =
    object : Codec<Map<String, T>> {
        private val expected = described("a name", rules.toList())

        override fun read(node: Node, place: Place): Map<String, T>? {
            (node as? Node.Members)?.values?.forEach { check(it.name, place) }
            return map.read(node, place)
        }

        override fun write(value: Map<String, T>, out: StringBuilder, place: Place) {
            value.keys.forEach { check(it, place) }
            map.write(value, out, place)
        }

        private fun check(name: String, place: Place) {
            if (!hold(rules.toList(), name)) place.at(name).expected(expected)
        }
    }

/** An array with a codec for each of its items. */
internal fun <R : Any> tuple(vararg items: ObjectCodec.Property<R>, made: (ObjectCodec.Values) -> R): Codec<R> =
    object : Codec<R> {
        override fun read(node: Node, place: Place): R? {
            if (node !is Node.Items || node.values.size != items.size) {
                return place.expected("an array of ${counted(items.size, "item")}")
            }
            val before = place.issues.size
            val values = items.zip(node.values).mapIndexed { at, (item, value) -> item.read(value, place.at(at)) }
            return if (place.issues.size > before) null else made(ObjectCodec.Values(values.iterator()))
        }

        override fun write(value: R, out: StringBuilder, place: Place) {
            out.append('[')
            items.forEachIndexed { at, item ->
                if (at > 0) out.append(',')
                item.write(value, out, place.at(at))
            }
            out.append(']')
        }
    }

/** An item of a tuple. */
internal fun <R, T> item(of: (R) -> T, codec: Codec<T>): ObjectCodec.Property<R> = required(of, codec)

/** One of the types that a union is; what is its name and nothing else has no content. Without names it is any other. */
internal class Case<U : Any>(
    val names: List<String>,
    val holds: (U) -> Boolean,
    val unit: U? = null,
    val content: Codec<U>? = null,
) {
    val name: String get() = names.first()

    /** The value, if it is the case's. */
    fun write(value: U, out: StringBuilder, place: Place) {
        if (content == null) out.append(quoted(name)) else content.write(value, out, place)
    }
}

/** A case that is its name and nothing else. */
internal fun <U : Any> unit(unit: U, vararg names: String): Case<U> = Case(names.toList(), { it == unit }, unit)

/** A case that holds a value. */
internal inline fun <U : Any, reified C : U, T> holding(
    codec: Codec<T>,
    crossinline made: (T) -> C,
    crossinline held: (C) -> T,
    vararg names: String,
): Case<U> {
    val content = object : Codec<U> {
        override fun read(node: Node, place: Place): U? {
            val before = place.issues.size
            val value = codec.read(node, place)
            @Suppress("UNCHECKED_CAST")
            return if (place.issues.size > before) null else made(value as T)
        }

        override fun write(value: U, out: StringBuilder, place: Place) = codec.write(held(value as C), out, place)
    }
    return Case(names.toList(), { it is C }, content = content)
}

/** A case that is an object with a tag. */
internal inline fun <U : Any, reified C : U> itself(codec: Codec<C>, vararg names: String): Case<U> =
    holding<U, C, C>(codec, { it }, { it }, *names)

/** A name, or an object with one member, whose name says what stands there. */
internal fun <U : Any> keyed(vararg cases: Case<U>): Codec<U> = object : Codec<U> {
    private val expected = cases.partition { it.content == null }.let { (units, others) ->
        val strings = if (units.isEmpty()) null else oneOfThe("string", units.map { it.name })
        val members = others.joinToString { quoted(it.name) }
        val objects = if (others.isEmpty()) null else "an object with only one member: $members"
        listOfNotNull(strings, objects).joinToString(" or ")
    }

    override fun read(node: Node, place: Place): U? {
        if (node is Node.Text) {
            cases.find { it.content == null && node.value in it.names }?.let { return it.unit }
        }
        val member = (node as? Node.Members)?.values?.singleOrNull()
        val case = cases.find { it.content != null && member?.name in it.names }
        if (member == null || case == null) return place.expected(expected)
        return case.content?.read(member.value, place.at(member.name))
    }

    override fun write(value: U, out: StringBuilder, place: Place) {
        val case = cases.first { it.holds(value) }
        if (case.content == null) return case.write(value, out, place)
        out.append('{').append(quoted(case.name)).append(':')
        case.write(value, out, place.at(case.name))
        out.append('}')
    }
}

/** One of several objects, which a property tells apart. */
internal fun <U : Any> tagged(tag: String, vararg cases: Case<U>): Codec<U> = object : Codec<U> {
    private val expected = oneOfThe("string", cases.filter { it.names.isNotEmpty() }.map { it.name })

    override fun read(node: Node, place: Place): U? = chosen(node, place)?.content?.read(node, place)

    override fun write(value: U, out: StringBuilder, place: Place) {
        val start = out.length
        val case = cases.first { it.holds(value) }
        case.write(value, out, place)
        if (case.names.isEmpty() && chosen(parse(out.substring(start)), place) != case) {
            place.at(tag).expected("a tag that no other case has")
        }
    }

    private fun chosen(node: Node, place: Place): Case<U>? {
        if (node !is Node.Members) {
            place.expected("an object")
            return null
        }
        val value = node.member(tag)
        if (value == null) place.at(tag).expected("the property")
        val case = cases.find { value is Node.Text && (it.names.isEmpty() || value.value in it.names) }
        if (value != null && case == null) place.at(tag).expected(expected)
        return case
    }
}

/** One of several types: the first that takes a value counts. */
internal fun <U : Any> choice(expected: String, vararg cases: Case<U>): Codec<U> = object : Codec<U> {
    override fun read(node: Node, place: Place): U? {
        for (case in cases) {
            val trial = Place(place.path, mutableListOf())
            val value = case.content?.read(node, trial)
            if (value != null && trial.issues.isEmpty()) return value
        }
        return place.expected(expected)
    }

    override fun write(value: U, out: StringBuilder, place: Place) =
        cases.first { it.holds(value) }.write(value, out, place)
}

/** A codec that is looked up when it is used: types may refer to themselves. */
internal fun <T> lazily(codec: () -> Codec<T>): Codec<T> = object : Codec<T> {
    override fun read(node: Node, place: Place): T? = codec().read(node, place)

    override fun write(value: T, out: StringBuilder, place: Place) = codec().write(value, out, place)
}
