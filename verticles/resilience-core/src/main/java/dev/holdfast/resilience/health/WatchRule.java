package dev.holdfast.resilience.health;

import java.util.SortedSet;

/**
 * Who checks and speaks for the services of a node, so that one does and no more: the failsafe service of
 * that node itself; where that is not heard, the leader; without a leader, the first by name that is heard.
 */
public final class WatchRule {
    private WatchRule() {
    }

    /**
     * The node that watches.
     *
     * @param node   whose services
     * @param heard  nodes whose failsafe service is heard
     * @param leader null while there is none
     * @return null if nobody is heard
     */
    public static String watcher(String node, SortedSet<String> heard, String leader) {
        if (heard.contains(node)) {
            return node;
        }
        if (leader != null && heard.contains(leader)) {
            return leader;
        }
        return heard.isEmpty() ? null : heard.first();
    }
}
