package dev.holdfast.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Writes the cores' one-field values as plain JSON strings; decimals never as JSON numbers. */
final class ValueModule extends SimpleModule {
    private static final long serialVersionUID = 1L;
    /** Longest decimal accepted: an average cost has 30 digits after many zeros; parsing stays cheap. */
    private static final int MAX_DECIMAL_CHARACTERS = 100;

    ValueModule() {
        super("holdfast-values");
        text(InstrumentId.class, InstrumentId::symbol, InstrumentId::new);
        text(AccountId.class, AccountId::name, AccountId::new);
        text(ClOrdId.class, ClOrdId::text, ClOrdId::new);
        text(Price.class, Price::toString, decimal -> new Price(decimal(decimal)));
        text(Quantity.class, Quantity::toString, decimal -> new Quantity(decimal(decimal)));
        text(Money.class, Money::toString, decimal -> new Money(decimal(decimal)));
        text(BigDecimal.class, BigDecimal::toPlainString, ValueModule::decimal);
        text(Instant.class, Instant::toString, ValueModule::instant);
        setSerializerModifier(new RequiredFields.RefuseNulls());
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_DECIMAL_CHARACTERS || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new IllegalArgumentException("expected a plain decimal of at most "
                + MAX_DECIMAL_CHARACTERS + " characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a decimal such as \"12.5\", was \"" + text + '"', e);
        }
    }

    /** Times are texts only: a number could be seconds as well as milliseconds. */
    private static Instant instant(String text) {
        try {
            Instant plain = PlainInstant.read(text);
            return plain == null ? Instant.parse(text) : plain;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a UTC time such as \"2024-08-08T00:00:00Z\"", e);
        }
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        addKeySerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
                out.writeFieldName(write.apply(value));
            }
        });
        addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return read.apply(key);
                } catch (IllegalArgumentException e) {
                    return context.handleWeirdKey(type, key, "%s", e.getMessage());
                }
            }
        });
        addDeserializer(type, new FromText<>(type, read));
    }

    /** Reads a value from a JSON string; a JSON number is taken by its digits, never through a double. */
    private static final class FromText<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> read;

        FromText(Class<T> type, Function<String, T> read) {
            this.type = type;
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            boolean scalar = in.hasToken(JsonToken.VALUE_STRING) || in.currentToken().isNumeric();
            if (!scalar) {
                return type.cast(context.handleUnexpectedToken(type, in));
            }
            String text = in.getText();
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, type, e.getMessage());
            }
        }
    }
}
