package dev.holdfast.node.demo;

import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What the person at the terminal sees: bars on a terminal, plain lines elsewhere, boxes at the end. */
public final class Screen {
    private static final int BAR_UPDATE_MILLIS = 250;
    private static final int HUNDRED = 100;

    private final PrintStream progress;
    private final PrintStream results;
    private final boolean bars;

    /**
     * A screen.
     *
     * @param progress for what passes
     * @param results  for what stays
     * @param bars     true only where {@code progress} is a terminal
     */
    public Screen(PrintStream progress, PrintStream results, boolean bars) {
        this.progress = progress;
        this.results = results;
        this.bars = bars;
    }

    /** A thing that advances from 0 to 100 per cent. */
    interface Progress extends AutoCloseable {
        void at(double fraction, String note);

        @Override
        void close();
    }

    public void tell(String line) {
        progress.println(line);
    }

    Progress progress(String name) {
        return bars ? new Bar(name) : new Lines(name);
    }

    /** Lines in a frame as wide as the longest. */
    public void box(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        String edge = "─".repeat(width + 2);
        results.println("┌" + edge + "┐");
        lines.forEach(line -> results.println("│ " + line + " ".repeat(width - line.length()) + " │"));
        results.println("└" + edge + "┘");
    }

    void result(String line) {
        results.println(line);
    }

    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String name) {
            bar = new ProgressBarBuilder().setTaskName(String.format("%-8s", name)).setInitialMax(HUNDRED)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(BAR_UPDATE_MILLIS)
                .hideEta().build();
        }

        @Override
        public void at(double fraction, String note) {
            bar.stepTo(Math.round(fraction * HUNDRED));
            bar.setExtraMessage(note);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** One line whenever the note changes. */
    private final class Lines implements Progress {
        private final String name;
        private String told;

        Lines(String name) {
            this.name = name;
        }

        @Override
        public void at(double fraction, String note) {
            if (!note.equals(told)) {
                told = note;
                progress.println(name + ": " + note);
            }
        }

        @Override
        public void close() {
            told = null;
        }
    }
}
