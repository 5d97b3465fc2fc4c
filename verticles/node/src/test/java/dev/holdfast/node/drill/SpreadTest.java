package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void ofNothingIsNone() {
        assertThat(Spread.of(List.of())).isNull();
    }

    @Test
    void ofOneValueIsThatValueEverywhere() {
        assertThat(Spread.of(List.of(7L))).isEqualTo(new Spread(7, 7, 7, 7));
    }

    @Test
    void namesTheValueThatNinetyFiveOfAHundredDoNotExceed() {
        assertThat(Spread.of(LongStream.rangeClosed(1, 100).boxed().toList().reversed()))
            .isEqualTo(new Spread(1, 50, 95, 100));
    }
}
