package dev.holdfast.runtime.checkpoint;

import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.time.Instant;

/**
 * One part of a checkpoint as it was captured, not hashed and written yet.
 *
 * @param part     its name
 * @param body     what is written as JSON; null if the capture failed
 * @param required without it, and without an older capture of it, there is no checkpoint
 * @param failure  why it could not be captured; null if it was
 */
public record Capture(String part, Object body, Instant asOf, Instant at, boolean required, String failure) {
    /** A shard's committed fold. */
    public static Capture of(ShardSnapshot snapshot, Instant at) {
        return new Capture(ShardSnapshot.part(snapshot.shard()), snapshot, snapshot.desk().lastEventAt(), at,
            true, null);
    }

    /** Another service's snapshot. */
    public static Capture of(String part, Object body, Instant asOf, Instant at) {
        return new Capture(part, body, asOf, at, false, null);
    }

    /** One that failed. */
    public static Capture failed(String part, boolean required, Instant at, String why) {
        return new Capture(part, null, null, at, required, why);
    }

    ShardSnapshot shard() {
        return body instanceof ShardSnapshot snapshot ? snapshot : null;
    }
}
