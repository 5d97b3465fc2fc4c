package dev.holdfast.runtime.config;

import java.time.Duration;
import java.util.List;

/**
 * A configuration that passed every check.
 *
 * @param kafkaStartWait how long a starting node waits for the broker
 * @param values         every setting with where it came from, for {@code config show}
 */
public record LoadedConfig(NodeConfig node, Duration kafkaStartWait, List<Value> values) {

    /** The same with another port of the gateway: for the free one that was found for port 0. */
    public LoadedConfig withHttpPort(int port) {
        NodeConfig n = node;
        return new LoadedConfig(new NodeConfig(n.node(), new NodeConfig.Http(n.http().host(), port),
            n.cluster(), n.kafka(), n.venue(), n.marketData(), n.execution(), n.risk(), n.database(),
            n.failsafe(), n.checkpoint(), n.alerts(), n.instruments(), n.accounts(), n.strategies(),
            n.users()),
            kafkaStartWait, values);
    }

    /**
     * One setting as it came out.
     *
     * @param text   as written; secrets are masked
     * @param origin {@code default}, a file with its line, a variable, a property or {@code --set}
     */
    public record Value(String key, String text, String origin, String doc) {
    }
}
