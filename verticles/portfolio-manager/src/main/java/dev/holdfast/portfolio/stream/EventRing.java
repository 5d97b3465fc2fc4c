package dev.holdfast.portfolio.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
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

    /** An event. What goes over the wire is made when somebody first reads it: most are read by nobody. */
    public static final class Numbered {
        private final String epoch;
        private final long number;
        private final EventKind kind;
        private Supplier<String> json;
        private byte[] frame;

        private Numbered(String epoch, long number, EventKind kind, Supplier<String> json) {
            this.epoch = epoch;
            this.number = number;
            this.kind = kind;
            this.json = json;
        }

        public long number() {
            return number;
        }

        public EventKind kind() {
            return kind;
        }

        /** Its bytes on the wire. */
        public byte[] frame() {
            if (frame == null) {
                frame = ("id: " + epoch + '-' + number + "\nevent: " + kind.text() + "\ndata: " + json.get()
                    + "\n\n").getBytes(StandardCharsets.UTF_8);
                json = null;
            }
            return frame;
        }
    }

    public EventRing(String epoch) {
        this(epoch, CAPACITY);
    }

    EventRing(String epoch, int capacity) {
        this.epoch = epoch;
        this.capacity = capacity;
    }

    /** Adds an event; the payload is one line of JSON, the same whenever it is asked for. */
    public Numbered add(EventKind kind, Supplier<String> json) {
        last++;
        Numbered event = new Numbered(epoch, last, kind, json);
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
