package dev.holdfast.trading.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.PositionRule.Difference;
import dev.holdfast.trading.reconcile.PositionRule.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionRuleTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instrument INSTRUMENT = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"),
        Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));

    @Test
    void agreesWhenEachAssetIsTheSameToTheLastDigit() {
        Outcome outcome = look(PositionRule.FRESH, "1.00", "1", NOW);
        assertThat(outcome.proven()).isEmpty();
        assertThat(outcome.settled()).containsExactly("BTC");
    }

    @Test
    void provesTheSameDifferenceByASecondLookApart() {
        PositionRule once = look(PositionRule.FRESH, "1", "1.00000001", NOW).rule();
        assertThat(look(once, "1", "1.00000001", NOW.plusMillis(1_999)).proven()).isEmpty();
        assertThat(look(once, "1", "1.00000001", NOW.plusSeconds(2)).proven())
            .containsExactly(new Difference("BTC", new BigDecimal("1"), new BigDecimal("1.00000001")));
    }

    @Test
    void keepsTheFirstSightThroughLooksThatComeTooSoon() {
        PositionRule once = look(PositionRule.FRESH, "1", "2", NOW).rule();
        PositionRule soon = look(once, "1", "2", NOW.plusSeconds(1)).rule();
        assertThat(look(soon, "1", "2", NOW.plusSeconds(2)).proven()).hasSize(1);
    }

    @Test
    void startsOverWhenTheDifferenceIsAnotherOne() {
        PositionRule once = look(PositionRule.FRESH, "1", "2", NOW).rule();
        PositionRule other = look(once, "1", "3", NOW.plusSeconds(5)).rule();
        assertThat(look(other, "1", "3", NOW.plusSeconds(6)).proven()).isEmpty();
        assertThat(look(other, "1", "3", NOW.plusSeconds(7)).proven()).hasSize(1);
    }

    @Test
    void takesABalanceThatTheVenueDoesNotListForNothing() {
        Map<String, BigDecimal> ours = Map.of("BTC", BigDecimal.ONE);
        PositionRule once = PositionRule.FRESH.look(ours, Map.of(), NOW).rule();
        assertThat(once.look(ours, Map.of(), NOW.plusSeconds(2)).proven()).hasSize(1);
    }

    @Test
    void sumsCashAndPositionsOverAccounts() {
        Account one = Account.opened(new AccountId("one"), Money.of("1000"), "USDT")
            .plus(INSTRUMENT, Side.BUY, fill("2"));
        Account two = Account.opened(new AccountId("two"), Money.of("500"), "USDT");
        Map<String, BigDecimal> sum = PositionRule.sumOf(List.of(one, two), Map.of(BTC, INSTRUMENT),
            Map.of("USDT", new BigDecimal("7"), "BNB", BigDecimal.TEN));
        assertThat(sum.get("BTC")).isEqualByComparingTo("2");
        assertThat(sum.get("USDT")).isEqualByComparingTo("1307");
        assertThat(sum).doesNotContainKey("BNB");
    }

    private static Fill fill(String quantity) {
        return new Fill("x", "v", Price.of("100"), Quantity.of(quantity), BigDecimal.ZERO, "USDT", false,
            NOW);
    }

    private static Outcome look(PositionRule rule, String ours, String venues, Instant now) {
        return rule.look(Map.of("BTC", new BigDecimal(ours)), Map.of("BTC", new BigDecimal(venues)), now);
    }
}
