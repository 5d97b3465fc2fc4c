package dev.holdfast.resilience.partition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who of the others is heard on the mesh of heartbeats. A node suspects what is silent for {@link #SUSPECT},
 * or what broke the link and refuses a new one; it is sure once another node misses it too, or after
 * {@link #CONFIRM}. A detector that itself stood still longer than {@link #PAUSE} accuses nobody of its own
 * absence: all silence is counted anew.
 */
public final class FailureDetector {
    /** Five heartbeats missed. */
    public static final Duration SUSPECT = Duration.ofMillis(1_000);
    /** Silence that needs nobody's opinion. */
    public static final Duration CONFIRM = Duration.ofMillis(1_500);
    /** A gap between two looks that says that the watcher stood still. */
    public static final Duration PAUSE = Duration.ofMillis(500);
    /** A peer of which nothing was heard for so long is forgotten. */
    public static final Duration FORGET = Duration.ofMinutes(1);

    private final String me;
    private final Map<String, Peer> peers = new TreeMap<>();
    private long lookedNanos;

    private static final class Peer {
        private String incarnation;
        private long count;
        private long heardNanos;
        private boolean refuses;
        private boolean heardMe;
        private boolean deniesMe;
        private long deniesSinceNanos;
        private Set<String> hears = Set.of();
        private Set<String> misses = Set.of();
        private final Map<String, Long> earlierLives = new HashMap<>();
    }

    public FailureDetector(String me, long nanos) {
        this.me = me;
        this.lookedNanos = nanos;
    }

    /** Takes a heartbeat; one that came late, or of an earlier life of its sender, says nothing. */
    public void heard(MeshBeat beat, long nanos) {
        if (beat.node().equals(me)) {
            return;
        }
        Peer peer = peers.computeIfAbsent(beat.node(), unknown -> new Peer());
        boolean same = beat.incarnation().equals(peer.incarnation);
        if (same ? beat.count() <= peer.count : peer.earlierLives.containsKey(beat.incarnation())) {
            return;
        }
        if (!same) {
            meet(peer, beat.incarnation(), nanos);
        }
        peer.count = beat.count();
        peer.heardNanos = nanos;
        peer.refuses = false;
        peer.hears = beat.hears();
        peer.misses = beat.misses();
        boolean hearsMe = beat.hears().contains(me);
        peer.heardMe |= hearsMe;
        if (!hearsMe && !peer.deniesMe) {
            peer.deniesSinceNanos = nanos;
        }
        peer.deniesMe = !hearsMe;
    }

    private static void meet(Peer peer, String incarnation, long nanos) {
        if (peer.incarnation != null) {
            peer.earlierLives.put(peer.incarnation, nanos);
        }
        peer.incarnation = incarnation;
        peer.heardMe = false;
        peer.deniesMe = false;
    }

    /** The link to it broke and a new one was refused: its process is gone, or is another one. */
    public void refused(String node) {
        Peer peer = peers.get(node);
        if (peer != null) {
            peer.refuses = true;
        }
    }

    /**
     * Call every 200 ms. Counts all silence anew if this node stood still since the last look: who was heard
     * before the pause has a whole {@link #SUSPECT} to be heard after it.
     *
     * @return true if it stood still
     */
    public boolean look(long nanos) {
        long gap = nanos - lookedNanos;
        boolean paused = gap > PAUSE.toNanos();
        for (Peer peer : peers.values()) {
            if (paused) {
                // The silence before the pause stands where it was already a suspicion.
                boolean suspect = lookedNanos - peer.heardNanos >= SUSPECT.toNanos();
                peer.heardNanos = suspect ? peer.heardNanos + gap : Math.max(peer.heardNanos, nanos);
                peer.deniesSinceNanos += gap;
            }
            peer.earlierLives.values().removeIf(since -> nanos - since > FORGET.toNanos());
        }
        peers.values().removeIf(peer -> nanos - peer.heardNanos > FORGET.toNanos());
        lookedNanos = nanos;
        return paused;
    }

    /** True if it was heard and now is silent, or refuses the link. */
    public boolean isSuspect(String node, long nanos) {
        Peer peer = peers.get(node);
        return peer != null && isSuspect(peer, nanos);
    }

    private boolean isSuspect(Peer peer, long nanos) {
        return peer.refuses || silence(peer, nanos) >= SUSPECT.toNanos();
    }

    /** While this node stands still it knows nothing new, and its newest knowledge is of its last look. */
    private long silence(Peer peer, long nanos) {
        boolean frozen = nanos - lookedNanos > PAUSE.toNanos();
        return (frozen ? lookedNanos : nanos) - peer.heardNanos;
    }

    /** True if it is certainly not there: refused, silent for long, or suspected by another node too. */
    public boolean isGone(String node, long nanos) {
        Peer peer = peers.get(node);
        return peer != null && isSuspect(peer, nanos) && (peer.refuses
            || silence(peer, nanos) >= CONFIRM.toNanos() || agrees(third(node, nanos), node, true));
    }

    /**
     * True if no other live node's newest word contradicts that it is gone: each of them misses it, or there
     * is no other. A node that never knew it does not speak for its death.
     */
    public boolean othersAgree(String node, long nanos) {
        return agrees(third(node, nanos), node, false);
    }

    private Collection<Peer> third(String node, long nanos) {
        Map<String, Peer> others = new HashMap<>(peers);
        others.remove(node);
        others.values().removeIf(peer -> isSuspect(peer, nanos));
        return others.values();
    }

    private static boolean agrees(Collection<Peer> others, String node, boolean atLeastOne) {
        return others.stream().allMatch(peer -> peer.misses.contains(node))
            && !(atLeastOne && others.isEmpty());
    }

    /** Others that this node hears and that hear it. */
    public int reachable(long nanos) {
        return (int) peers.entrySet().stream().filter(each -> !isGone(each.getKey(), nanos)
            && hearsMe(each.getValue(), nanos)).count();
    }

    /** A link that is cut one way only is no link; a single late heartbeat does not cut it. */
    private boolean hearsMe(Peer peer, long nanos) {
        long patience = CONFIRM.minus(SUSPECT).toNanos();
        return peer.heardMe && !(peer.deniesMe && nanos - peer.deniesSinceNanos >= patience);
    }

    /** Whom to name in the next heartbeat as heard. */
    public Set<String> hears(long nanos) {
        return named(nanos, false);
    }

    /** Whom to name as missed. */
    public Set<String> misses(long nanos) {
        return named(nanos, true);
    }

    private Set<String> named(long nanos, boolean suspect) {
        Set<String> names = new TreeSet<>();
        peers.forEach((node, peer) -> {
            if (isSuspect(peer, nanos) == suspect) {
                names.add(node);
            }
        });
        return names;
    }
}
