package dev.holdfast.venuesim.market;

import java.util.List;

/**
 * A finite recording, played in order and rewound for another lap. Held in memory: playing never touches a
 * disk.
 */
public interface ReplaySource {

    /** Instruments with a live market in this data. */
    List<String> symbols();

    /** The next moment without moving on, null at the end. */
    TimedEvents peek();

    /** Moves past {@link #peek}. */
    void advance();

    /** Back to the start of the data. */
    void rewind();

    /** Length of the data in milliseconds of its own time. */
    long lengthMillis();

    /** One phrase for the operator: what the data is and how much of it was usable. */
    String description();
}
