package dev.holdfast.checker;

import java.util.HashMap;
import java.util.Map;

/** Two holders of a duty never act at once: once a later claim acted, no earlier one acts any more. */
final class DutyWatch {
    private final Findings findings;
    private final Map<String, Act> newest = new HashMap<>();

    private record Act(long token, String node) {
    }

    DutyWatch(Findings findings) {
        this.findings = findings;
    }

    void take(String duty, long token, String node) {
        Act before = newest.get(duty);
        boolean inOrder = before == null || before.token() < token
            || before.token() == token && before.node().equals(node);
        if (findings.fails(Invariant.SENDS, inOrder)) {
            findings.broken(Invariant.SENDS, Place.ledger(), duty, node + " acts under claim " + token
                + " after " + before.node() + " acted under " + before.token());
        } else {
            newest.put(duty, new Act(token, node));
        }
    }
}
