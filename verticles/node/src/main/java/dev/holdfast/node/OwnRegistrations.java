package dev.holdfast.node;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node serves on the bus, beside what the cluster knows of it. The two part where the others were
 * still taking a member off the bus when it was back already: they take off what it has just registered anew,
 * and it is never heard again. May be used from any thread.
 */
final class OwnRegistrations {
    /** Where Vert.x keeps who serves an address. */
    private static final String SUBSCRIPTIONS = "__vertx.subs";

    private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
    /** What the cluster is only being told: not to know it yet is no loss. */
    private final Set<RegistrationInfo> underWay = ConcurrentHashMap.newKeySet();

    void add(String address, RegistrationInfo one) {
        underWay.add(one);
        own.compute(address, (same, before) -> {
            Set<RegistrationInfo> all = before == null ? ConcurrentHashMap.newKeySet() : before;
            all.add(one);
            return all;
        });
    }

    /** The cluster was told of it, or that failed. */
    void arrived(RegistrationInfo one) {
        underWay.remove(one);
    }

    void remove(String address, RegistrationInfo one) {
        own.computeIfPresent(address, (same, all) -> {
            all.remove(one);
            return all.isEmpty() ? null : all;
        });
    }

    /**
     * Puts back what the cluster does not know any more. Blocks while it asks the cluster.
     *
     * @return how many that were
     */
    int putBack(HazelcastInstance hazelcast, String nodeId) {
        // Before the cluster is read: what arrives meanwhile is not missing.
        Map<String, List<RegistrationInfo>> told = told();
        MultiMap<String, HazelcastRegistrationInfo> cluster = hazelcast.getMultiMap(SUBSCRIPTIONS);
        Map<String, Set<RegistrationInfo>> known = known(cluster, nodeId);
        int missing = 0;
        for (Map.Entry<String, List<RegistrationInfo>> each : told.entrySet()) {
            for (RegistrationInfo one : each.getValue()) {
                if (!known.getOrDefault(each.getKey(), Set.of()).contains(one)) {
                    missing += put(cluster, each.getKey(), one);
                }
            }
        }
        return missing;
    }

    private Map<String, List<RegistrationInfo>> told() {
        Map<String, List<RegistrationInfo>> told = new HashMap<>();
        own.forEach((address, all) -> told.put(address, all.stream()
            .filter(one -> !underWay.contains(one)).toList()));
        return told;
    }

    private static Map<String, Set<RegistrationInfo>> known(
        MultiMap<String, HazelcastRegistrationInfo> cluster, String nodeId) {
        Map<String, Set<RegistrationInfo>> known = new ConcurrentHashMap<>();
        cluster.entrySet().forEach(entry -> {
            RegistrationInfo one = entry.getValue().unwrap();
            if (one.nodeId().equals(nodeId)) {
                known.computeIfAbsent(entry.getKey(), first -> new HashSet<>()).add(one);
            }
        });
        return known;
    }

    /** One that was given up meanwhile is not to be found by anybody. */
    private int put(MultiMap<String, HazelcastRegistrationInfo> cluster, String address,
                    RegistrationInfo one) {
        cluster.put(address, new HazelcastRegistrationInfo(one));
        if (own.getOrDefault(address, Set.of()).contains(one)) {
            return 1;
        }
        cluster.remove(address, new HazelcastRegistrationInfo(one));
        return 0;
    }
}
