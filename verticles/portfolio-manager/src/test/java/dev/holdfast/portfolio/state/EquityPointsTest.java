package dev.holdfast.portfolio.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.view.EquityPointView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EquityPointsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Money OPENING = Money.of("1000");
    private final EquityPoints points = new EquityPoints();

    @Test
    void measuresTheDrawdownFromTheHighestPoint() {
        put("2026-01-31T11:00:00Z", "1250");
        assertThat(points.measure(NOON, Money.of("1000"), OPENING).drawdownPercent())
            .isEqualByComparingTo("20");
        assertThat(points.measure(NOON, Money.of("1300"), OPENING).drawdownPercent())
            .isEqualByComparingTo("0");
    }

    @Test
    void beginsTheDayAtTheLastPointBeforeMidnight() {
        put("2026-01-30T23:59:58Z", "1100");
        put("2026-01-30T23:59:59Z", "1150");
        put("2026-01-31T00:00:01Z", "1200");
        assertThat(points.dayBase(NOON, OPENING)).isEqualTo(Money.of("1150"));
    }

    @Test
    void beginsTheFirstDayAtTheOpening() {
        put("2026-01-31T11:00:00Z", "1100");
        assertThat(points.dayBase(NOON, OPENING)).isEqualTo(OPENING);
    }

    @Test
    void keepsTheDaysBaseWhenItsPointHasPassedOutOfTheBound() {
        put("2026-01-30T23:59:59Z", "1150");
        assertThat(points.dayBase(NOON, OPENING)).isEqualTo(Money.of("1150"));
        for (int i = 0; i < EquityPoints.MAX_POINTS; i++) {
            put(NOON.plusSeconds(i).toString(), "1200");
        }
        assertThat(points.dayBase(NOON, OPENING)).isEqualTo(Money.of("1150"));
        assertThat(points.newest(5_000)).hasSize(EquityPoints.MAX_POINTS);
    }

    @Test
    void takesAMomentOnce() {
        EquityPointView point = points.measure(NOON, OPENING, OPENING);
        assertThat(points.put(point)).isTrue();
        assertThat(points.put(point)).isFalse();
    }

    private void put(String at, String equity) {
        points.put(points.measure(Instant.parse(at), Money.of(equity), Money.of(equity)));
    }
}
