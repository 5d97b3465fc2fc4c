package dev.holdfast.venuesim.ledger;

import dev.holdfast.venuesim.engine.VenueClock;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The independent witness: every request, order and fill the venue ever saw, appended and never changed.
 * One JSON object an entry, with {@code seq}, {@code time} and {@code kind}. Each entry is handed to the
 * operating system at once (page cache, a few microseconds, no disk wait), so a killed venue leaves no
 * reply without its entry.
 *
 * <p>Bounded: at {@value #MOST_ENTRIES} entries the venue takes no more orders rather than forget any.
 */
public final class Ledger implements AutoCloseable {

    /** About 400 MB of text: more than a day of the demo, and a clear end instead of a heap error. */
    public static final int MOST_ENTRIES = 1_000_000;
    /** Room kept for what open orders may still cause once new ones are refused. */
    private static final int RESERVE = 50_000;

    private final VenueClock clock;
    private final BufferedWriter file;
    private final List<String> entries = new ArrayList<>();
    private final List<Integer> fills = new ArrayList<>();

    private Ledger(VenueClock clock, BufferedWriter file) {
        this.clock = clock;
        this.file = file;
    }

    /** A ledger in memory, and behind it {@code path} when not null; an existing file is appended to. */
    public static Ledger open(VenueClock clock, Path path) throws IOException {
        if (path == null) {
            return new Ledger(clock, null);
        }
        var writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8,
            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Ledger(clock, writer);
    }

    /** Whether a new order may still be written down with all its consequences. */
    public boolean hasRoom() {
        return entries.size() < MOST_ENTRIES - RESERVE;
    }

    /** Appends one entry; its position is {@code seq}, counted from 0. */
    public void append(EntryKind kind, Consumer<JsonObject> fields) {
        var entry = new JsonObject().put("seq", entries.size()).put("time", clock.millis()).put("kind",
            kind.name());
        fields.accept(entry);
        var line = entry.encode();
        if (kind == EntryKind.FILL) {
            fills.add(entries.size());
        }
        entries.add(line);
        write(line);
    }

    /** Number of entries, which is the next {@code seq}. */
    public int size() {
        return entries.size();
    }

    /** Number of fills. */
    public int fillCount() {
        return fills.size();
    }

    /** At most {@code limit} entries from {@code fromSeq} on, one JSON text each. */
    public List<String> entries(int fromSeq, int limit) {
        var from = Math.max(0, Math.min(fromSeq, entries.size()));
        var to = (int) Math.min(entries.size(), (long) from + Math.max(0, limit));
        return List.copyOf(entries.subList(from, to));
    }

    /** Every fill so far, one JSON text each. */
    public List<String> fills() {
        return fills.stream().map(entries::get).toList();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void write(String line) {
        if (file == null) {
            return;
        }
        try {
            file.write(line);
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("ledger file", e);
        }
    }
}
