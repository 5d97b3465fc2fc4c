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
        Map<String, BigDecimal> sum = PositionRule.sumOf(List.of(one, two), Map.of(BTC, INSTRUMENT));
        assertThat(sum.get("BTC")).isEqualByComparingTo("2");
        assertThat(sum.get("USDT")).isEqualByComparingTo("1300");
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
    void provesALostFillInSteadyTradingByTheOneDifferenceThatBothLooksLeave() {
        // The venue has half a coin more than we; at its answers one fill was under way, then two.
        Outcome first = PositionRule.FRESH.look(moments("2", "800", "1"), assets("1.5", "850"), NOW);
        Outcome second = first.rule().look(moments("5", "500", "0.9", "0.7"), assets("3.9", "610"),
            NOW.plusSeconds(30));
        assertThat(first.proven()).isEmpty();
        assertThat(second.proven()).extracting(Difference::asset).containsExactly("BTC", "USDT");
        assertThat(second.proven().getFirst().ours()).isEqualByComparingTo("3.4");
        assertThat(second.proven().getLast().ours()).isEqualByComparingTo("660");
    }

    @Test
    void waitsForAThirdLookWhileTwoDifferencesArePossible() {
        Outcome first = PositionRule.FRESH.look(moments("2", "800", "1"), assets("1.5", "850"), NOW);
        Outcome second = first.rule().look(moments("2", "800", "1"), assets("1.5", "850"),
            NOW.plusSeconds(1));
        Outcome third = second.rule().look(moments("3", "700", "0.7"), assets("3.5", "650"),
            NOW.plusSeconds(31));
        assertThat(second.proven()).isEmpty();
        assertThat(third.proven()).extracting(Difference::asset).containsExactly("BTC", "USDT");
        assertThat(third.proven().getFirst().ours()).isEqualByComparingTo("3");
    }

    @Test
    void forgetsWhatWasPossibleOnceAllAgree() {
        Outcome first = PositionRule.FRESH.look(moments("2", "800", "1"), assets("1.5", "850"), NOW);
        PositionRule agreed = first.rule().look(moments("2", "800", "1"), assets("2", "800"),
            NOW.plusSeconds(30)).rule();
        assertThat(agreed).isEqualTo(PositionRule.FRESH);
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

    private static List<SortedMap<String, BigDecimal>> moments(String btc, String usdt, String... newest) {
        return RecentFills.moments(List.of(fills(newest)), assets(btc, usdt), NOW);
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
