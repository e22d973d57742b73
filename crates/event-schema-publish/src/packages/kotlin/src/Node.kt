package PACKAGE

import java.math.BigDecimal

/**
 * A value without a type yet. Numbers are kept as they are spelled, and a name may stand in an object twice: a
 * `JsonElement` loses the second.
 */
internal sealed interface Node {
    data object Null : Node

    data class Bool(val value: Boolean) : Node

    data class Numeral(val text: String) : Node {
        /** The number exactly; nothing for one so near zero that no decimal holds it. */
        fun exact(): BigDecimal = try {
            BigDecimal(text).let { if (it.signum() == 0) BigDecimal.ZERO else it.stripTrailingZeros() }
        } catch (_: NumberFormatException) {
            nearZero()
        } catch (_: ArithmeticException) {
            nearZero()
        }

        private fun nearZero(): BigDecimal {
            val digits = text.takeWhile { it != 'e' && it != 'E' }
            return if (digits.any { it in '1'..'9' }) BigDecimal("1e-9999") else BigDecimal.ZERO
        }
    }

    data class Text(val value: String) : Node

    data class Items(val values: List<Node>) : Node

    data class Members(val values: List<Member>) : Node

    data class Member(val name: String, val value: Node)

    /** One text for what JSON Schema calls equal: spelling and order do not matter. */
    fun identity(): String = when (this) {
        is Null -> "null"
        is Bool -> value.toString()
        is Numeral -> exact().toString()
        is Text -> quoted(value)
        is Items -> values.joinToString(",", "[", "]") { it.identity() }
        is Members -> values.map { quoted(it.name) + ":" + it.value.identity() }.sorted().joinToString(",", "{", "}")
    }

    /** The value as JSON, with its numbers as they were spelled. */
    fun written(): String = when (this) {
        is Null -> "null"
        is Bool -> value.toString()
        is Numeral -> text
        is Text -> quoted(value)
        is Items -> values.joinToString(",", "[", "]") { it.written() }
        is Members -> values.joinToString(",", "{", "}") { quoted(it.name) + ":" + it.value.written() }
    }
}

/** A text as a JSON string. */
internal fun quoted(text: String): String = buildString {
    append('"')
    for (character in text) {
        when {
            character == '"' || character == '\\' -> append('\\').append(character)
            character < ' ' -> append("\\u").append(character.code.toString(16).padStart(4, '0'))
            else -> append(character)
        }
    }
    append('"')
}

/** Tells whether every surrogate is one of a pair: if not, it is no Unicode text. */
internal fun isWellFormed(text: String): Boolean = text.codePoints().noneMatch { it in 0xD800..0xDFFF }
