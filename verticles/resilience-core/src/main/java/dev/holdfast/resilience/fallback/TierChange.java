package dev.holdfast.resilience.fallback;

import java.time.Instant;

/** A chain serves from another tier. */
public record TierChange(String from, String to, String why, Instant at) {
}
