package dev.holdfast.node.verify;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Shows how far the reading is: one line written over again, on a terminal only. */
public final class Counter implements BiConsumer<Long, Long>, AutoCloseable {
    private static final long EVERY = 5_000;
    private static final long NANOS_BETWEEN = 250_000_000L;
    private static final int WIDTH = 60;

    private final PrintStream out;
    private final boolean terminal;
    private long shownAt;

    /** Silent unless {@code terminal}. */
    public Counter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.shownAt = System.nanoTime();
    }

    @Override
    public void accept(Long taken, Long all) {
        if (!terminal || taken % EVERY != 0 || System.nanoTime() - shownAt < NANOS_BETWEEN) {
            return;
        }
        shownAt = System.nanoTime();
        String text = all < 0 ? String.format(Locale.ROOT, "%,d records", taken)
            : String.format(Locale.ROOT, "%,d of %,d records, %d %%", taken, all, 100 * taken / all);
        out.print("\r  " + text + " ".repeat(Math.max(0, WIDTH - text.length())));
        out.flush();
    }

    @Override
    public void close() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH + 2) + "\r");
            out.flush();
        }
    }
}
