package dev.holdfast.wire.message;

import java.time.Instant;

/** A node's risk watch has the whole journal and judges; where nobody says so, nobody watches. */
public record RiskAlive(String node, Instant at) {
}
