package dev.holdfast.runtime.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import java.util.function.BiConsumer;

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

    @Override
    public void listen(BiConsumer<String, Boolean> listener) {
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                tell(event, listener);
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                tell(event, listener);
            }
        });
        hazelcast.getCluster().getMembers().forEach(member -> {
            if (member.getAttribute(NODE) != null) {
                listener.accept(member.getAttribute(NODE), true);
            }
        });
    }

    /** A node that restarted quickly joins as a new member before its old one is removed: it is present. */
    private static void tell(MembershipEvent event, BiConsumer<String, Boolean> listener) {
        String node = event.getMember().getAttribute(NODE);
        if (node != null) {
            listener.accept(node, event.getMembers().stream().anyMatch(each -> isOf(each, node)));
        }
    }

    private static boolean isOf(Member member, String node) {
        return node.equals(member.getAttribute(NODE));
    }
}
