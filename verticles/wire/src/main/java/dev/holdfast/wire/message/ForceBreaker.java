package dev.holdfast.wire.message;

import dev.holdfast.resilience.breaker.BreakerMode;

/**
 * An operator takes a breaker over, or gives it back to its rule.
 *
 * @param breaker its name on the node that is told
 * @param actor   who wants it
 */
public record ForceBreaker(String breaker, BreakerMode mode, String actor, String reason) {
}
