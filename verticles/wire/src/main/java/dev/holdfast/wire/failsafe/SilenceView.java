package dev.holdfast.wire.failsafe;

import java.time.Instant;

/**
 * A time in which nobody is told of certain incidents; they are recorded all the same.
 *
 * @param id          short and unique, such as {@code S-3}
 * @param maintenance planned work: what it brings about is expected
 * @param cause       the word of a cause, such as {@code node-down}; {@code *} is any, as in the next two
 * @param ended       somebody ended it before its time
 */
public record SilenceView(String id, boolean maintenance, String cause, String service, String node,
                          Instant from, Instant until, String by, String why, boolean ended) {
}
