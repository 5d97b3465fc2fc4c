package dev.holdfast.signal;

import org.ta4j.core.BarSeries;

/**
 * A rule that reads bars and says what it wants. To use your own, implement this in a public class with a
 * public constructor that takes a {@code Map<String, String>} of parameters, or nothing, put its jar on the
 * class path, and name the class as {@code kind} in {@code conf/strategies.yaml}.
 *
 * <p>One object serves one instrument, and is called by one thread at a time. It should keep no state of its
 * own: asked twice about the same series it must answer the same, on every node, as signals of two nodes are
 * one only if they are equal. It need not know the position: an account that holds nothing ignores an exit.
 */
public interface Strategy {
    /**
     * How many bars it must see to answer, at least one. It is called only once so many live bars stand in
     * an unbroken row.
     */
    int warmUpBars();

    /**
     * Called at the close of each bar, on an event loop: answer within a few milliseconds.
     *
     * @param series exactly the last {@link #warmUpBars} bars, the one that just closed at the end; numbers
     *               are {@code DoubleNum}: they are statistics, money never passes through here
     * @return what it wants now; to speak once, speak on the bar at which something became true and not
     *         while it stays true. An exception stops this strategy on this instrument, and is reported.
     */
    Intent decide(BarSeries series);
}
