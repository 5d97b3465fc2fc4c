package dev.holdfast.venuesim.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast book against the naive one, and what must hold whatever happens. */
class OrderBookPropertyTest {

    private static final int TRIES = 500;

    /** One thing that happens to a book; small prices and quantities make them meet often. */
    record Step(Kind kind, Side side, long price, long quantity, long target) {
    }

    enum Kind {
        PLACE, BACKGROUND, CANCEL, PRINT
    }

    @Property(tries = TRIES)
    void agreesWithTheNaiveBook(@ForAll("withoutPrints") List<Step> steps) {
        var fast = new OrderBook();
        var naive = new NaiveBook();
        var nextId = 1L;
        for (var step : steps) {
            switch (step.kind()) {
                case PLACE -> {
                    var id = nextId++;
                    var matches = fast.take(id, step.side(), step.price(), step.quantity());
                    assertThat(matches).isEqualTo(naive.take(id, step.side(), step.price(), step.quantity()));
                    var left = step.quantity() - total(matches);
                    if (left > 0) {
                        fast.rest(id, step.side(), step.price(), left);
                        naive.rest(id, step.side(), step.price(), left);
                    }
                }
                case BACKGROUND -> assertThat(fast.setBackground(step.side(), step.price(), step.quantity()))
                    .isEqualTo(naive.setBackground(step.side(), step.price(), step.quantity()));
                default -> {
                    fast.cancel(step.target());
                    naive.cancel(step.target());
                }
            }
            assertSameLevels(fast, naive);
        }
    }

    @Property(tries = TRIES)
    void conservesTheQuantityOfEveryOrder(@ForAll("steps") List<Step> steps) {
        var book = new OrderBook();
        var open = new HashMap<Long, Long>();
        var nextId = 1L;
        for (var step : steps) {
            var id = step.kind() == Kind.PLACE ? nextId++ : step.target();
            if (step.kind() == Kind.PLACE) {
                open.put(id, step.quantity());
            }
            for (var match : apply(book, step, id)) {
                open.computeIfPresent(match.makerId(), (order, left) -> left - match.quantity());
                open.computeIfPresent(match.takerId(), (order, left) -> left - match.quantity());
            }
            if (step.kind() == Kind.CANCEL) {
                open.remove(id);
            }
            assertOpen(book, open);
        }
    }

    @Property(tries = TRIES)
    void isNeverCrossedByOurOrders(@ForAll("steps") List<Step> steps) {
        var book = new OrderBook();
        var sides = new HashMap<Long, Step>();
        var nextId = 1L;
        for (var step : steps) {
            var id = step.kind() == Kind.PLACE ? nextId++ : step.target();
            apply(book, step, id);
            if (step.kind() == Kind.PLACE) {
                sides.put(id, step);
            }
            sides.forEach((order, placed) -> {
                if (book.remaining(order) > 0) {
                    assertThat(book.wouldTrade(placed.side(), placed.price())).isFalse();
                }
            });
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return step(Kind.values()).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Step>> withoutPrints() {
        return step(Kind.PLACE, Kind.BACKGROUND, Kind.CANCEL).list().ofMaxSize(40);
    }

    private static Arbitrary<Step> step(Kind... kinds) {
        return Combinators.combine(Arbitraries.of(kinds), Arbitraries.of(Side.class),
            Arbitraries.longs().between(98, 103), Arbitraries.longs().between(1, 6),
            Arbitraries.longs().between(1, 10)).as(Step::new);
    }

    private static List<Match> apply(OrderBook book, Step step, long id) {
        return switch (step.kind()) {
            case PLACE -> {
                var matches = book.take(id, step.side(), step.price(), step.quantity());
                var left = step.quantity() - total(matches);
                if (left > 0) {
                    book.rest(id, step.side(), step.price(), left);
                }
                yield matches;
            }
            case BACKGROUND -> book.setBackground(step.side(), step.price(), step.quantity());
            case PRINT -> book.print(step.side(), step.price(), step.quantity(), Long.MAX_VALUE);
            case CANCEL -> {
                book.cancel(id);
                yield List.of();
            }
        };
    }

    private static void assertOpen(OrderBook book, Map<Long, Long> open) {
        open.forEach((order, left) -> {
            assertThat(left).isNotNegative();
            assertThat(book.remaining(order)).isEqualTo(left);
        });
    }

    private static void assertSameLevels(OrderBook fast, NaiveBook naive) {
        for (var side : Side.values()) {
            for (var price = 97L; price <= 104; price++) {
                assertThat(fast.visible(side, price)).isEqualTo(naive.visible(side, price));
            }
        }
    }

    private static long total(List<Match> matches) {
        return matches.stream().mapToLong(Match::quantity).sum();
    }
}
