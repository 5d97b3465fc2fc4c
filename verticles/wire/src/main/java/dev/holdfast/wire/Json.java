package dev.holdfast.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The one codec for bus, Kafka, REST, SSE and checkpoints. Decimals are JSON strings in plain notation, times
 * ISO-8601 UTC, a record of a sealed family carries its simple name in {@code "@type"}, and an absent value
 * is left out. An unknown property is refused: a reader must not lose what it does not understand. So is a
 * missing one that {@link OptionalFields} does not allow, and any value of another JSON type than written.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(new ValueModule())
        .annotationIntrospector(new SealedFamilies())
        // An isX() beside a record's components is behaviour, not data. (Jackson 2.18 finds the components
        // themselves as getters, so that detection stays on.)
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .build();

    private Json() {
    }

    /** The shared mapper, for schema generation and for streaming readers. Do not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(record.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    public static String text(Object record) {
        return new String(bytes(record), StandardCharsets.UTF_8);
    }

    /**
     * Reads a record.
     *
     * @throws MalformedMessage if the bytes are not one whole record of that type
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        if (bytes == null) {
            throw new MalformedMessage("expected a " + type.getSimpleName() + ", got nothing", null);
        }
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new MalformedMessage("expected a " + type.getSimpleName() + ", got null", null);
            }
            return value;
        } catch (IOException e) {
            throw new MalformedMessage("not a " + type.getSimpleName() + ": " + reason(e), e);
        }
    }

    public static <T> T read(String text, Class<T> type) {
        return read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String reason(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage()
            : e.getMessage();
        String where = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
        return where.isEmpty() ? message : where + ": " + message;
    }

    /** Where in the text it is, as a JSON pointer (RFC 6901). */
    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
            .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
            .collect(Collectors.joining());
    }
}
