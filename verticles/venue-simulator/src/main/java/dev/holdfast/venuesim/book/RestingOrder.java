package dev.holdfast.venuesim.book;

/** An order of ours in a level's queue. Mutable, and only ever touched by its {@link PriceLevel}. */
final class RestingOrder {

    final long id;
    final Side side;
    final long price;
    long remaining;
    /** Background quantity that must trade at this level before this order does. */
    long ahead;

    RestingOrder(long id, Side side, long price, long remaining) {
        this.id = id;
        this.side = side;
        this.price = price;
        this.remaining = remaining;
    }
}
