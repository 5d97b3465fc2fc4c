package dev.holdfast.runtime.recovery;

import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.runtime.cluster.Leases;
import io.vertx.core.Context;
import java.util.List;

/** The cluster as an instance behind a {@link Fence} may use it. */
public final class FencedKit {
    private FencedKit() {
    }

    /** An instance that was cut off may not act, whatever the cluster says. */
    public static ClusterWatch cluster(ClusterWatch cluster, Fence fence) {
        return new ClusterWatch() {
            @Override
            public String refusalToAct() {
                return fence.isCut() ? "this instance was abandoned and replaced" : cluster.refusalToAct();
            }

            @Override
            public Quorum quorum() {
                return cluster.quorum();
            }

            @Override
            public List<NodeView> nodes() {
                return cluster.nodes();
            }

            @Override
            public void venueIsUp(boolean up) {
                if (!fence.isCut()) {
                    cluster.venueIsUp(up);
                }
            }

            @Override
            public void orderPathIsLive() {
                if (!fence.isCut()) {
                    cluster.orderPathIsLive();
                }
            }
        };
    }

    /** The duties of an instance that was cut off are given up in its place, so that another may do them. */
    public static Leases leases(Leases leases, Fence fence) {
        return (terms, context, holder) -> contend(leases, fence, new Contest(terms, context, holder));
    }

    private record Contest(DutyDesk.Terms terms, Context context, LeaseHolder holder) {
    }

    private static Duty contend(Leases leases, Fence fence, Contest contest) {
        Duty duty = leases.contend(contest.terms(), contest.context(), contest.holder());
        fence.onCut(duty::giveUp);
        return new Duty() {
            @Override
            public boolean isHeld() {
                return !fence.isCut() && duty.isHeld();
            }

            @Override
            public String holder() {
                return duty.holder();
            }

            @Override
            public void giveUp() {
                duty.giveUp();
            }
        };
    }
}
