package dev.holdfast.node.drill;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a drill does to the running system, and how often. */
public enum FaultKind {
    /** SIGKILL of the node that owns most shards; it is started again. */
    KILL(20, 3),
    /** SIGSTOP of the node that owns most shards for ten seconds; it wakes up in a world that moved on. */
    FREEZE(10, 1),
    /** The network of the node that owns most shards is cut for ten seconds, silently. */
    CUT(5, 1),
    /** SIGKILL of the only broker, which is started again at once. */
    BROKER(5, 1),
    /** The venue drops every socket, three times within a second. */
    SOCKETS(5, 1),
    /** For five seconds the venue executes orders and answers that the outcome is unknown (-1007). */
    STORM(5, 1);

    private final int full;
    private final int quick;

    FaultKind(int full, int quick) {
        this.full = full;
        this.quick = quick;
    }

    int times(boolean quickly) {
        return quickly ? quick : full;
    }

    /** As on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if it strikes one node, so that only the shards of that node are affected. */
    boolean isOfOneNode() {
        return switch (this) {
            case KILL, FREEZE, CUT -> true;
            case BROKER, SOCKETS, STORM -> false;
        };
    }

    /** All, for the command line's help. */
    public static String allKeys() {
        return Arrays.stream(values()).map(FaultKind::key).collect(Collectors.joining(","));
    }
}
