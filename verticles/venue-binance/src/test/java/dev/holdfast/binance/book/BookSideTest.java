package dev.holdfast.binance.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookSideTest {
    @Test
    void knowsItsBestPrice() {
        BookSide bids = BookSide.bids();
        BookSide asks = BookSide.asks();
        for (long price : new long[] {5, 9, 7}) {
            bids.set(price, price * 10);
            asks.set(price, price * 10);
        }
        assertThat(bids.bestPrice()).isEqualTo(9);
        assertThat(bids.bestQuantity()).isEqualTo(90);
        assertThat(asks.bestPrice()).isEqualTo(5);
        bids.set(9, 0);
        bids.set(8, 0);
        assertThat(bids.bestPrice()).isEqualTo(7);
        assertThat(bids.size()).isEqualTo(2);
    }

    @Test
    void dropsTheLevelFarthestFromTheBestWhenFull() {
        BookSide asks = BookSide.asks();
        for (long price = 1; price <= BookSide.MAX_LEVELS; price++) {
            asks.set(price + 10, 1);
        }
        asks.set(5, 1);
        assertThat(asks.size()).isEqualTo(BookSide.MAX_LEVELS);
        assertThat(asks.bestPrice()).isEqualTo(5);
        asks.set(1_000_000, 1);
        assertThat(asks.size()).isEqualTo(BookSide.MAX_LEVELS);
        for (long price = 1; price <= BookSide.MAX_LEVELS - 1; price++) {
            asks.set(price + 10, 0);
        }
        assertThat(asks.size()).isEqualTo(1);
    }
}
