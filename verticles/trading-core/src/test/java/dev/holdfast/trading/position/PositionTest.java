package dev.holdfast.trading.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Fill;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final Instrument BTC = new Instrument(new InstrumentId("BTCUSDT"), "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.00001"), Quantity.of("0.00001"), Quantity.of("100"), Money.of("5"));

    @Test
    void averagesItsCost() {
        Position position = buy(buy(Position.FLAT, "1", "100"), "3", "200");
        assertThat(position.averagePrice()).isEqualByComparingTo("175");
        assertThat(position.unrealised(new BigDecimal("180"))).isEqualTo(Money.of("20"));
    }

    @Test
    void realisesProfitOnlyOnWhatItCloses() {
        Position position = sell(buy(Position.FLAT, "2", "100"), "1", "130");
        assertThat(position.realised()).isEqualTo(Money.of("30"));
        assertThat(position.cost()).isEqualTo(Money.of("100"));
    }

    @Test
    void flipsToShortAtThePriceOfTheFlip() {
        Position position = sell(buy(Position.FLAT, "1", "100"), "3", "110");
        assertThat(position.quantity()).isEqualByComparingTo("-2");
        assertThat(position.averagePrice()).isEqualByComparingTo("110");
        assertThat(position.realised()).isEqualTo(Money.of("10"));
    }

    @Test
    void losesAFeeInTheBaseAssetFromItsQuantity() {
        Position position = Position.FLAT.plus(BTC, Side.BUY, fill("1", "100", "0.001", "BTC"));
        assertThat(position.quantity()).isEqualByComparingTo("0.999");
        assertThat(position.fees()).isEqualTo(Money.of("0.1"));
    }

    @Test
    void keepsItsQuantityWhenTheFeeIsInTheQuoteAsset() {
        Position position = Position.FLAT.plus(BTC, Side.BUY, fill("1", "100", "0.1", "USDT"));
        assertThat(position.quantity()).isEqualByComparingTo("1");
        assertThat(Position.cashChange(BTC, Side.BUY, fill("1", "100", "0.1", "USDT")))
            .isEqualTo(Money.of("-100.1"));
    }

    /** Invariants 9 and 10 against a naive sum: nothing is lost where a cost is split. */
    @Property
    void conservesMoneyAndQuantityExactly(
        @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -500, max = 500) Integer> trades) {
        Account account = Account.opened(new AccountId("a"), Money.of("1000000"), "USDT");
        BigDecimal cash = new BigDecimal("1000000");
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal spent = BigDecimal.ZERO;
        for (int i = 0; i < trades.size(); i++) {
            int lots = trades.get(i) == 0 ? 1 : trades.get(i);
            BigDecimal signed = new BigDecimal(lots).movePointLeft(5);
            BigDecimal price = new BigDecimal(10_000 + i * 37 % 900).movePointLeft(2);
            BigDecimal fee = new BigDecimal("0.00000123");
            boolean inQuote = i % 2 == 0;
            account = account.plus(BTC, lots > 0 ? Side.BUY : Side.SELL, fill(signed.abs().toPlainString(),
                price.toPlainString(), fee.toPlainString(), inQuote ? "USDT" : "BTC"));
            cash = cash.subtract(signed.multiply(price)).subtract(inQuote ? fee : BigDecimal.ZERO);
            BigDecimal net = inQuote ? signed : signed.subtract(fee);
            quantity = quantity.add(net);
            spent = spent.add(net.multiply(price));
        }
        Position position = account.position(BTC.id());
        assertThat(account.cash().amount()).isEqualByComparingTo(cash);
        assertThat(position.quantity()).isEqualByComparingTo(quantity);
        assertThat(position.cost().minus(position.realised()).amount()).isEqualByComparingTo(spent);
    }

    @Property
    void isAsIfNothingHappenedInCashAndQuantityAfterABust(@ForAll @IntRange(min = 1, max = 900) int lots) {
        Account before = Account.opened(new AccountId("a"), Money.of("1000"), "USDT")
            .plus(BTC, Side.BUY, fill("0.5", "100", "0.01", "USDT"));
        Fill taken = fill(new BigDecimal(lots).movePointLeft(5).toPlainString(), "101.37", "0.01", "USDT");
        Account after = before.plus(BTC, Side.BUY, taken).minus(BTC, Side.BUY, taken);
        assertThat(after.cash()).isEqualTo(before.cash());
        assertThat(after.position(BTC.id()).quantity())
            .isEqualByComparingTo(before.position(BTC.id()).quantity());
    }

    private static Position buy(Position position, String quantity, String price) {
        return position.plus(BTC, Side.BUY, fill(quantity, price, "0", "USDT"));
    }

    private static Position sell(Position position, String quantity, String price) {
        return position.plus(BTC, Side.SELL, fill(quantity, price, "0", "USDT"));
    }

    private static Fill fill(String quantity, String price, String fee, String asset) {
        return new Fill("x", "v", Price.of(price), Quantity.of(quantity), new BigDecimal(fee), asset, false,
            Instant.EPOCH);
    }
}
