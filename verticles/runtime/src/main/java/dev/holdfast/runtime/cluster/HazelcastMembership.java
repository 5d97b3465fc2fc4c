package dev.holdfast.runtime.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Hazelcast's membership. Each member carries its node's name in the attribute {@value #NODE}. */
public final class HazelcastMembership implements Membership {
    /** Member attribute; set in the node's Hazelcast configuration. */
    public static final String NODE = "holdfast.node";

    private final HazelcastInstance hazelcast;

    public HazelcastMembership(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public String member() {
        // Heartbeats go on while Hazelcast itself is down: the node lives, whatever its membership does.
        return hazelcast.getLifecycleService().isRunning()
            ? hazelcast.getLocalEndpoint().getUuid().toString() : "none";
    }

    /**
     * Asked, not listened to: Hazelcast tells its listeners last, on its master after it moved its
     * partitions, and that is half a second after the member was removed.
     */
    @Override
    public Set<String> nodes() {
        try {
            return hazelcast.getCluster().getMembers().stream().map(member -> member.getAttribute(NODE))
                .filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        } catch (HazelcastInstanceNotActiveException e) {
            return null;
        }
    }
}
