package dev.holdfast.wire.failsafe;

import dev.holdfast.resilience.health.CheckLevel;

/** Asks a service how it is. SHALLOW costs nothing; DEEP makes it prove its job and reach what it needs. */
public record HealthQuery(CheckLevel level) {
}
