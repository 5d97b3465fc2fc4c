package dev.holdfast.resilience.lease;

import dev.holdfast.resilience.partition.NodeView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who should own a shard, and what this node does about it (ownership rules 18 and 19). A suspicion never
 * acts alone: what this rule leads to is a claim in the journal, and the claim is what counts.
 */
public final class OwnershipRule {
    /** Silence of an owner, in the shard's journal and on the lease log alike, that allows a claim. */
    public static final Duration SILENCE = Duration.ofSeconds(1);
    /** A healthy owner hands over only to a node that has been eligible for so long. */
    public static final Duration SETTLED = Duration.ofSeconds(5);
    /** An owner without a venue session keeps its shards for so long: most sessions are back by then. */
    public static final Duration VENUE_PATIENCE = Duration.ofSeconds(3);
    /** Claims of one shard by one node within a minute; more is a quarrel that a person must see. */
    public static final int MAX_CLAIMS_PER_MINUTE = 12;

    private OwnershipRule() {
    }

    /**
     * One shard as this node sees it.
     *
     * @param current     the current claim; null before the first
     * @param released    true if its owner gave it up
     * @param releasedTo  whom the owner named then; null if nobody
     * @param sinceRecord since the last valid record of the current claim was read
     * @param mine        true if the current claim is this node's and it acts under it
     * @param claims      this node's claims of the shard within the last minute
     */
    public record Shard(int number, ClaimId current, boolean released, String releasedTo,
                        Duration sinceRecord, boolean mine, int claims) {
    }

    /**
     * The nodes as this node sees them; looked at once for all shards.
     *
     * @param eligibleFor  since when each eligible node has been so without a break
     * @param withoutVenue since when this node has had no venue session; zero if it has one
     * @param candidates   see {@link #of}
     */
    public record Nodes(String me, Map<String, NodeView> views, Map<String, Duration> eligibleFor,
                        Duration withoutVenue, List<String> candidates) {
        /** Candidates are the eligible; while no node has a venue, those that lack only that can queue. */
        public static Nodes of(String me, Map<String, NodeView> views, Map<String, Duration> eligibleFor,
                               Duration withoutVenue) {
            List<String> eligible = names(views, NodeView::isEligible);
            return new Nodes(me, views, eligibleFor, withoutVenue,
                eligible.isEmpty() ? names(views, NodeView::couldQueue) : eligible);
        }

        private static List<String> names(Map<String, NodeView> views, Predicate<NodeView> which) {
            return views.values().stream().filter(which).map(NodeView::node).sorted().toList();
        }
    }

    /** What to do now. */
    public sealed interface Step {
        /** All is well, or somebody else's business. */
        record Stay() implements Step {
        }

        /** Claim, once the tail is at an end offset that was asked for after this. */
        record Claim(String why) implements Step {
        }

        /** Drain, then give it up. */
        record Release(String to, String why) implements Step {
        }

        /** A claim is due and the bound forbids it: a person must look. */
        record TooMany(int claims) implements Step {
        }
    }

    private static final Step STAY = new Step.Stay();

    public static Step decide(Shard shard, Nodes nodes) {
        return shard.mine() ? asOwner(shard, nodes) : asNext(shard, nodes);
    }

    private static Step asOwner(Shard shard, Nodes nodes) {
        NodeView me = nodes.views().get(nodes.me());
        if (me == null || me.sinceHeartbeat().compareTo(NodeView.LEASE) >= 0) {
            // Without the log nothing can be released; the right to act has lapsed by itself.
            return STAY;
        }
        if (!me.quorate()) {
            return new Step.Release(null, "this node sees no majority");
        }
        Optional<String> first = Rendezvous.first(shard.number(), nodes.candidates());
        if (first.isEmpty() || first.get().equals(nodes.me())) {
            return STAY;
        }
        if (!me.venueUp()) {
            boolean helps = nodes.views().get(first.get()).venueUp();
            return !helps || nodes.withoutVenue().compareTo(VENUE_PATIENCE) < 0 ? STAY
                : new Step.Release(first.get(), "no venue session here");
        }
        Duration settled = nodes.eligibleFor().getOrDefault(first.get(), Duration.ZERO);
        return settled.compareTo(SETTLED) < 0 ? STAY : new Step.Release(first.get(), "rebalancing");
    }

    private static Step asNext(Shard shard, Nodes nodes) {
        if (isOwnLeftBehind(shard, nodes)) {
            return claim(shard, "an earlier tenure of this node owned it");
        }
        List<String> candidates = nodes.candidates();
        if (!candidates.contains(nodes.me())) {
            return STAY;
        }
        boolean named = shard.released() && candidates.contains(shard.releasedTo());
        String next = named ? shard.releasedTo() : Rendezvous.first(shard.number(), candidates).orElseThrow();
        String vacant = vacancy(shard, nodes);
        if (!next.equals(nodes.me()) || vacant == null) {
            return STAY;
        }
        return claim(shard, vacant);
    }

    private static Step claim(Shard shard, String why) {
        return shard.claims() >= MAX_CLAIMS_PER_MINUTE ? new Step.TooMany(shard.claims())
            : new Step.Claim(why);
    }

    /**
     * This node's own claim counts, and no tenure stands behind it any more. The others see a healthy owner,
     * so nobody else may take the shard, first in line or not: this node must, if only to hand it over.
     */
    private static boolean isOwnLeftBehind(Shard shard, Nodes nodes) {
        NodeView me = nodes.views().get(nodes.me());
        return shard.current() != null && !shard.released() && me != null && me.couldQueue()
            && shard.current().node().equals(nodes.me());
    }

    /** Why the shard may be claimed; null while it has an owner that may be alive. */
    private static String vacancy(Shard shard, Nodes nodes) {
        ClaimId current = shard.current();
        if (current == null) {
            return "nobody ever owned it";
        }
        if (shard.released()) {
            return "released by " + current.node();
        }
        NodeView owner = nodes.views().get(current.node());
        if (owner != null && owner.agreedDead()) {
            return current.node() + " is dead by membership, mesh and a third node";
        }
        boolean restarted = owner != null && !current.incarnation().startsWith(owner.incarnation());
        if (restarted) {
            return current.node() + " was restarted since it claimed";
        }
        // An owner that says that it sees no majority does not act; if it also writes nothing, it cannot even
        // release.
        boolean heard = owner != null && owner.quorate() && owner.sinceHeartbeat().compareTo(SILENCE) < 0;
        boolean silent = !heard && shard.sinceRecord().compareTo(SILENCE) >= 0;
        return silent ? current.node() + " left no trace for " + SILENCE.toMillis() + " ms" : null;
    }
}
