package dev.holdfast.node.drill.failsafe;

import java.time.Duration;
import java.util.Locale;

/** What the failsafe drill does to the running system. */
public enum FailsafeFault {
    /** A handler of a service throws. Another service each time, as in the next two. */
    THROW(Scope.SERVICE, 0),
    /** A handler of a service never answers. */
    MUTE(Scope.SERVICE, 0),
    /** The event loop of a service stands still. */
    BLOCK(Scope.SERVICE, 60),
    /** SIGKILL of a node. */
    KILL(Scope.NODE, 0),
    /** SIGSTOP of a node, then SIGCONT, unless its supervisor was quicker. */
    FREEZE(Scope.NODE, 10),
    /** SIGKILL of the node that leads the failsafe layer. */
    LEADER(Scope.NODE, 0),
    /** The network of a node that does not lead is cut, silently. */
    CUT(Scope.NODE, 20),
    /** The same of the node that leads. */
    CUT_LEADER(Scope.NODE, 20),
    /** A node takes memory until none is left. */
    HEAP(Scope.NODE, 0),
    /** The newest checkpoint in a node's folder is damaged; then SIGKILL, so that it must begin from it. */
    CHECKPOINT(Scope.NODE, 0),
    /** SIGKILL of a node whose database file is then held by another process. */
    DATABASE(Scope.LOCAL, 60),
    /** The disk under a node's data folder has no room left. */
    DISK(Scope.LOCAL, 45),
    /** SIGKILL of the only broker. */
    BROKER(Scope.OUTSIDE, 20),
    /**
     * SIGSTOP of the venue: its sockets stay open, and nobody answers. After half of the time also of the
     * second venue, from which prices come meanwhile.
     */
    VENUE(Scope.OUTSIDE, 60),
    /** SIGTERM to one node after the other; each is waited for. */
    ROLLING(Scope.PLANNED, 0);

    private final Scope scope;
    private final Duration held;

    /** What is struck, and from when on a recovery can come. */
    public enum Scope {
        /** One service of a node: recovery counts from the strike. */
        SERVICE,
        /** A node: recovery counts from the strike, because the others can take its work. */
        NODE,
        /** What one node stands on: recovery counts from the fault's end. */
        LOCAL,
        /** What every node needs: recovery counts from the fault's end. */
        OUTSIDE,
        /** Work that somebody planned: nothing to detect. */
        PLANNED
    }

    FailsafeFault(Scope scope, int heldSeconds) {
        this.scope = scope;
        this.held = Duration.ofSeconds(heldSeconds);
    }

    public Scope scope() {
        return scope;
    }

    /** How long the drill keeps it up; zero for what is over at once or has no end of its own. */
    public Duration held() {
        return held;
    }

    /** As on the command line: {@code cut-leader}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if nothing can recover before it is over: memory has to be full before it is exhausted. */
    public boolean outlastsRecovery() {
        return scope == Scope.LOCAL || scope == Scope.OUTSIDE || this == HEAP;
    }

    /** True if a process is gone at once: its sockets say so to everybody. */
    public boolean isDeath() {
        return this == KILL || this == LEADER;
    }

    /** True if something is there and does not answer. */
    public boolean isHang() {
        return this == MUTE || this == BLOCK || this == FREEZE;
    }

    /** True if the recovery is the order path's or a service's own, and has to be quick. */
    public boolean mustRecoverQuickly() {
        return scope == Scope.SERVICE || scope == Scope.NODE;
    }
}
