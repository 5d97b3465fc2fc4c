package dev.holdfast.wire.message;

import java.time.Instant;

/** Asks for the performance between two times; null: open on that side. */
public record PerformanceQuery(Instant from, Instant to) {
}
