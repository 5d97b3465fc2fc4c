package dev.holdfast.resilience.checkpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A checkpoint's name, made of the time at which it was begun: names sort as their times do, and one glance
 * at a folder says what is there. Such as {@code checkpoint-20240808T101530.250Z}.
 *
 * @param at whole milliseconds; what is finer is cut off
 */
public record CheckpointName(Instant at) implements Comparable<CheckpointName> {
    private static final String PREFIX = "checkpoint-";
    private static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    public CheckpointName {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The name that the text is; null if it is none. */
    public static CheckpointName of(String text) {
        if (!text.startsWith(PREFIX)) {
            return null;
        }
        try {
            CheckpointName name =
                new CheckpointName(FORM.parse(text.substring(PREFIX.length()), Instant::from));
            return name.text().equals(text) ? name : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The next free name at or after {@code now}; two begun within one millisecond must not be one. */
    public static CheckpointName after(CheckpointName last, Instant now) {
        CheckpointName wanted = new CheckpointName(now);
        return last == null || wanted.compareTo(last) > 0 ? wanted
            : new CheckpointName(last.at().plusMillis(1));
    }

    /** The name as a file bears it, without an ending. */
    public String text() {
        return PREFIX + FORM.format(at);
    }

    @Override
    public int compareTo(CheckpointName other) {
        return at.compareTo(other.at);
    }

    @Override
    public String toString() {
        return text();
    }
}
