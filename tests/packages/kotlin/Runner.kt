import PACKAGE.*
import java.util.Base64
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put

private val EVENTS: Map<String, (ByteArray) -> UNION> =
    UNION::class.java.permittedSubclasses.filter { it.simpleName != "UnknownEvent" }.associate { event ->
        val tag = event.getField("TAG").get(null) as String
        val companion = event.getField("Companion").get(null)
        val decode = companion.javaClass.getMethod("decode", ByteArray::class.java)
        tag to { payload ->
            try {
                decode.invoke(companion, payload) as UNION
            } catch (error: java.lang.reflect.InvocationTargetException) {
                throw error.targetException
            }
        }
    }

/** Answers each line of demands with what the package makes of it. */
fun main() {
    val out = System.out.bufferedWriter()
    for (line in generateSequence(::readLine)) {
        val demand = Json.parseToJsonElement(line).jsonObject
        demand["schema"]?.let { name ->
            val document = UNION.schema(name.jsonPrimitive.content)!!.use { it.reader().readText() }
            out.appendLine(buildJsonObject { put("encoded", document) }.toString())
            continue
        }
        val payload = Base64.getDecoder().decode(demand.getValue("payload").jsonPrimitive.content)
        val tag = demand.getValue("event").jsonPrimitive.contentOrNull
        val answer = try {
            val event = if (tag == null) UNION.decode(payload) else EVENTS.getValue(tag)(payload)
            "encoded" to event.encode()
        } catch (error: InvalidEventException) {
            "refused" to error.message
        }
        out.appendLine(buildJsonObject { put(answer.first, JsonPrimitive(answer.second)) }.toString())
    }
    out.flush()
}
