package PACKAGE

import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException

/** How many levels of arrays and objects a payload may have. */
private const val MAX_DEPTH = 128

/** Decodes UTF-8. */
internal fun textOf(payload: ByteArray): String = try {
    Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString()
} catch (_: CharacterCodingException) {
    throw InvalidEventException(listOf(Issue("", "UTF-8")))
}

/** Reads JSON as RFC 8259 has it, and nothing else. */
internal fun parse(text: String): Node = Parser(text).whole()

private class Parser(private val text: String) {
    private var at = 0
    private var depth = 0

    fun whole(): Node {
        val node = value()
        space()
        return if (at < text.length) fail("the end") else node
    }

    private fun value(): Node {
        space()
        return when (peek()) {
            '{' -> nested { Node.Members(members()) }
            '[' -> nested { Node.Items(items()) }
            '"' -> Node.Text(string())
            't' -> word("true", Node.Bool(true))
            'f' -> word("false", Node.Bool(false))
            'n' -> word("null", Node.Null)
            else -> number()
        }
    }

    private fun nested(read: () -> Node): Node {
        depth += 1
        if (depth > MAX_DEPTH) fail("no more than $MAX_DEPTH levels")
        at += 1
        return read().also { depth -= 1 }
    }

    private fun members(): List<Node.Member> = buildList {
        if (takes('}')) return@buildList
        do {
            space()
            if (peek() != '"') fail("a property's name")
            val name = string()
            if (!takes(':')) fail("a colon")
            add(Node.Member(name, value()))
        } while (takes(','))
        if (!takes('}')) fail("a comma or the object's end")
    }

    private fun items(): List<Node> = buildList {
        if (takes(']')) return@buildList
        do {
            add(value())
        } while (takes(','))
        if (!takes(']')) fail("a comma or the array's end")
    }

    private fun string(): String {
        at += 1
        val read = StringBuilder()
        while (true) {
            val character = peek() ?: fail("the string's closing quote")
            at += 1
            when {
                character == '"' -> break
                character == '\\' -> read.append(escape())
                character < ' ' -> fail("the string's closing quote")
                else -> read.append(character)
            }
        }
        return read.toString().also { if (!isWellFormed(it)) fail("surrogates in pairs") }
    }

    private fun escape(): Char {
        val character = peek() ?: fail("an escape")
        at += 1
        return when (character) {
            '"', '\\', '/' -> character
            'b' -> '\b'
            'f' -> '\u000C'
            'n' -> '\n'
            'r' -> '\r'
            't' -> '\t'
            'u' -> hexadecimal()
            else -> fail("an escape")
        }
    }

    private fun hexadecimal(): Char {
        val digits = text.substring(at, minOf(at + 4, text.length))
        if (!Regex("[0-9a-fA-F]{4}").matches(digits)) fail("four hexadecimal digits")
        at += 4
        return digits.toInt(16).toChar()
    }

    private fun number(): Node {
        val match = NUMBER.matchAt(text, at) ?: fail("a value")
        at += match.value.length
        if (match.value.toDouble().isInfinite()) fail("a number that a float can hold")
        return Node.Numeral(match.value)
    }

    private fun word(word: String, node: Node): Node {
        if (!text.startsWith(word, at)) fail("a value")
        at += word.length
        return node
    }

    private fun takes(character: Char): Boolean {
        space()
        if (peek() != character) return false
        at += 1
        return true
    }

    private fun space() {
        while (at < text.length && text[at] in " \t\n\r") at += 1
    }

    private fun peek(): Char? = text.getOrNull(at)

    private fun fail(expected: String): Nothing =
        throw InvalidEventException(listOf(Issue("", "$expected at character $at")))

    private companion object {
        val NUMBER = Regex("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
    }
}
