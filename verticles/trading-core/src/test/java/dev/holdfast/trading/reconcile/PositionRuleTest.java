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
import java.util.SortedMap;
import java.util.TreeMap;
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
        PositionRule once = PositionRule.FRESH.look(List.of(ours), Map.of(), NOW).rule();
        assertThat(once.look(List.of(ours), Map.of(), NOW.plusSeconds(2)).proven()).hasSize(1);
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

    @Test
    void agreesInSteadyTradingWithTheMomentOfTheVenuesAnswer() {
        SortedMap<String, BigDecimal> now = assets("3", "700");
        RecentFills fills = fills("1", "1", "1");
        List<SortedMap<String, BigDecimal>> moments = RecentFills.moments(List.of(fills), now, NOW);
        assertThat(moments).containsExactly(now, assets("2", "800"), assets("1", "900"), assets("0", "1000"));
        for (SortedMap<String, BigDecimal> venues : moments) {
            Outcome outcome = PositionRule.FRESH.look(moments, venues, NOW);
            assertThat(outcome.settled()).containsExactly("BTC", "USDT");
        }
    }

    @Test
    void provesALostFillInSteadyTradingThoughTheBooksNeverStandStill() {
        PositionRule rule = PositionRule.FRESH;
        List<Difference> proven = List.of();
        for (int look = 0; look < 2; look++) {
            // The venue has half a coin more, and answered when the last fill was not made yet.
            SortedMap<String, BigDecimal> venues = assets(look + 1.5 + "", 850 - look * 100 + "");
            Outcome outcome = rule.look(RecentFills.moments(List.of(fills("1")),
                assets(look + 2 + "", 800 - look * 100 + ""), NOW), venues, NOW.plusSeconds(30L * look));
            rule = outcome.rule();
            proven = outcome.proven();
        }
        assertThat(proven).extracting(Difference::asset).containsExactly("BTC", "USDT");
    }

    @Test
    void looksNoFurtherBackThanItIsTold() {
        RecentFills fills = fills("1", "1", "1");
        assertThat(RecentFills.moments(List.of(fills), assets("3", "700"), NOW.plusMillis(2))).hasSize(2);
    }

    @Test
    void forgetsTheOldestFill() {
        RecentFills fills = new RecentFills();
        for (int made = 0; made < RecentFills.MAX + 1; made++) {
            fills.add(INSTRUMENT, "USDT", Side.BUY, fill("1"));
        }
        assertThat(RecentFills.moments(List.of(fills), assets("9", "9"), NOW)).hasSize(RecentFills.MAX + 1);
    }

    private static SortedMap<String, BigDecimal> assets(String btc, String usdt) {
        return new TreeMap<>(Map.of("BTC", new BigDecimal(btc), "USDT", new BigDecimal(usdt)));
    }

    /** Bought one after the other, a millisecond apart. */
    private static RecentFills fills(String... quantities) {
        RecentFills fills = new RecentFills();
        for (int made = 0; made < quantities.length; made++) {
            fills.add(INSTRUMENT, "USDT", Side.BUY, fill(quantities[made], NOW.plusMillis(made)));
        }
        return fills;
    }

    private static Fill fill(String quantity) {
        return fill(quantity, NOW);
    }

    private static Fill fill(String quantity, Instant at) {
        return new Fill("x", "v", Price.of("100"), Quantity.of(quantity), BigDecimal.ZERO, "USDT", false, at);
    }

    private static Outcome look(PositionRule rule, String ours, String venues, Instant now) {
        return rule.look(List.of(Map.of("BTC", new BigDecimal(ours))),
            Map.of("BTC", new BigDecimal(venues)), now);
    }
}
