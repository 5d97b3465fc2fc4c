package dev.holdfast.resilience.health;

import java.util.Comparator;

/** One service on one node. What a node depends on is listed like a service of that node. */
public record ServiceKey(String service, String node) implements Comparable<ServiceKey> {
    private static final Comparator<ServiceKey> ORDER =
        Comparator.comparing(ServiceKey::service).thenComparing(ServiceKey::node);

    @Override
    public int compareTo(ServiceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + " on " + node;
    }
}
