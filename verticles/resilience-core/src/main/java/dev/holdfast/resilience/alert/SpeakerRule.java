package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.partition.Quorum;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Which node tells people (requirement A3.10): the leader of the failsafe layer. While there is none, the
 * first by name of the nodes that hear each other, so that one fault is not told by each of them; a node
 * that hears nobody speaks for itself.
 */
public final class SpeakerRule {
    private SpeakerRule() {
    }

    /**
     * The node that speaks, as this one sees it.
     *
     * @param leader null while there is none
     * @param heard  the other nodes that this one hears
     */
    public static String speaker(String me, String leader, Quorum quorum, Collection<String> heard) {
        if (leader != null && quorum == Quorum.MAJORITY) {
            return leader;
        }
        if (quorum == Quorum.ISOLATED) {
            return me;
        }
        TreeSet<String> all = new TreeSet<>(heard);
        all.add(me);
        return all.first();
    }
}
