package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.wire.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
    private final SharedReading reading = new SharedReading();

    record Named(String name) {
    }

    record AlsoNamed(String name) {
    }

    @Test
    void readsTheSameBytesOnce() {
        Named first = reading.read(json("a"), Named.class);

        assertThat(reading.read(json("a"), Named.class)).isSameAs(first);
        assertThat(reading.read(json("b"), Named.class)).isEqualTo(new Named("b"));
    }

    @Test
    void takesNoRecordForOneOfAnotherType() {
        reading.read(json("a"), Named.class);

        assertThat(reading.read(json("a"), AlsoNamed.class)).isEqualTo(new AlsoNamed("a"));
    }

    /** Two texts of the same hash code fall on the same place. */
    @Test
    void takesNoRecordForAnotherAtTheSamePlace() {
        for (String name : List.of("Aa", "BB", "Aa")) {
            assertThat(reading.read(json(name), Named.class)).isEqualTo(new Named(name));
        }
    }

    @Test
    void keepsNothingThatIsMalformed() {
        byte[] json = "{".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reading.read(json, Named.class)).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> reading.read(json, Named.class)).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> reading.read(null, Named.class)).isInstanceOf(MalformedMessage.class);
    }

    private static byte[] json(String name) {
        return ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
