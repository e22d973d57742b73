package PACKAGE

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.SerializationException
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.JsonDecoder
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonEncoder

/** Lets kotlinx.serialization read and write events as a part of something else. */
internal class EventSerializer<E>(name: String, private val read: (String) -> E, private val write: (E) -> String) :
    KSerializer<E> {
    @OptIn(ExperimentalSerializationApi::class)
    override val descriptor: SerialDescriptor = SerialDescriptor(name, JsonElement.serializer().descriptor)

    override fun serialize(encoder: Encoder, value: E) {
        val format = encoder as? JsonEncoder ?: throw SerializationException("events are written as JSON only")
        format.encodeJsonElement(format.json.parseToJsonElement(write(value)))
    }

    override fun deserialize(decoder: Decoder): E {
        val format = decoder as? JsonDecoder ?: throw SerializationException("events are read from JSON only")
        return read(format.decodeJsonElement().toString())
    }
}
