package dev.holdfast.venuesim.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.venuesim.book.OrderBook;
import dev.holdfast.venuesim.book.Side;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final long TICK = 1_000_000;
    private static final long STEP = 1_000;
    private static final long PRICE = 80_000_000_000L;

    private final Ladder ladder = new Ladder(TICK, STEP, PRICE, 1);
    private final OrderBook book = new OrderBook();

    @Test
    void keepsTwentyLevelsASideAndATightUncrossedTouch() {
        var random = new SplittableRandom(7);
        var price = PRICE;
        for (var i = 0; i < 1_000; i++) {
            price += TICK * random.nextInt(-300, 301);
            var side = random.nextBoolean() ? Side.BUY : Side.SELL;
            ladder.moveTo(side, price)
                .forEach(level -> book.setBackground(level.side(), level.price(), level.quantity()));

            var spread = book.best(Side.SELL).orElseThrow() - book.best(Side.BUY).orElseThrow();
            assertThat(spread).isBetween(TICK, 3 * TICK);
            assertThat(book.depth(Side.BUY, 100)).hasSize(Ladder.LEVELS);
            assertThat(book.depth(Side.SELL, 100)).hasSize(Ladder.LEVELS)
                .allSatisfy(level -> assertThat(level.quantity() % STEP).isZero());
        }
    }

    @Test
    void repeatsItselfForOneSeed() {
        var twin = new Ladder(TICK, STEP, PRICE, 1);

        assertThat(ladder.moveTo(Side.BUY, PRICE)).isEqualTo(twin.moveTo(Side.BUY, PRICE));
        assertThat(ladder.moveTo(Side.SELL, PRICE - TICK)).isEqualTo(twin.moveTo(Side.SELL, PRICE - TICK));
    }

    @Test
    void leavesMostLevelsAloneInASmallMove() {
        ladder.moveTo(Side.BUY, PRICE);

        assertThat(ladder.moveTo(Side.BUY, PRICE + TICK)).hasSizeLessThan(10);
    }
}
