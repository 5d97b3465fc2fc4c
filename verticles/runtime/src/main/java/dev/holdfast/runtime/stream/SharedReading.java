package dev.holdfast.runtime.stream;

import dev.holdfast.wire.Json;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reads a record once for all tails of the process that come by it within a moment: a node that runs every
 * service has five of the journal, and both the reading and five copies of each order's terms are felt. What
 * is read must be immutable, as all that topics hold is. Entries are found by their bytes, so none can be
 * wrong; at most {@value #PLACES} are kept, each until another takes its place.
 */
final class SharedReading {
    private static final int PLACES = 4_096;

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);

    private record Entry(byte[] json, Class<?> type, Object value) {
    }

    /**
     * The record in these bytes, which must not be changed afterwards.
     *
     * @throws dev.holdfast.wire.MalformedMessage as {@link Json#read}
     */
    <T> T read(byte[] json, Class<T> type) {
        int place = Math.floorMod(Arrays.hashCode(json), PLACES);
        Entry known = entries.get(place);
        if (known != null && known.type == type && Arrays.equals(known.json, json)) {
            return type.cast(known.value);
        }
        T value = Json.read(json, type);
        entries.set(place, new Entry(json, type, value));
        return value;
    }
}
