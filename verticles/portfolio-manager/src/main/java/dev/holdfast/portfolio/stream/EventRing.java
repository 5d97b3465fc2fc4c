package dev.holdfast.portfolio.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest events, numbered, so that a client that lost its connection can go on where it was. Ids are
 * {@code <epoch>-<number>}; the epoch is new with each start, so an id of another life or another node is
 * never mistaken for one of this. Not thread-safe: one owner.
 */
public final class EventRing {
    /** A few minutes of a busy desk. */
    static final int CAPACITY = 5_000;
    private static final Pattern ID = Pattern.compile("(.{1,64})-([0-9]{1,18})");

    private final String epoch;
    private final int capacity;
    private final ArrayDeque<Numbered> events = new ArrayDeque<>();
    private long last;

    /** An event with its frame as it goes over the wire. */
    public record Numbered(long number, EventKind kind, byte[] frame) {
    }

    public EventRing(String epoch) {
        this(epoch, CAPACITY);
    }

    EventRing(String epoch, int capacity) {
        this.epoch = epoch;
        this.capacity = capacity;
    }

    /** Adds an event; the payload is one line of JSON. */
    public Numbered add(EventKind kind, String json) {
        last++;
        String frame = "id: " + epoch + '-' + last + "\nevent: " + kind.text() + "\ndata: " + json + "\n\n";
        Numbered event = new Numbered(last, kind, frame.getBytes(StandardCharsets.UTF_8));
        events.add(event);
        if (events.size() > capacity) {
            events.poll();
        }
        return event;
    }

    /** What came after an id, oldest first; null if the id is not known here, or too old to tell. */
    public List<Numbered> after(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches() || !matcher.group(1).equals(epoch)) {
            return null;
        }
        long number = Long.parseLong(matcher.group(2));
        long oldest = last - events.size() + 1;
        if (number > last || number < oldest - 1) {
            return null;
        }
        return events.stream().filter(event -> event.number() > number).toList();
    }
}
