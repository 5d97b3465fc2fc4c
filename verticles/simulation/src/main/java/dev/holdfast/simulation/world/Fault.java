package dev.holdfast.simulation.world;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong in a simulated world. Each kind can be switched off alone, to shrink a failing seed. */
public enum Fault {
    /** A process stands still for up to some seconds, its clocks do not. */
    FREEZE("a process stands still"),
    /** Longer than the lease and the request window together. */
    LONG_FREEZE("a process stands still for longer than its lease"),
    /** After the last check said yes, before the bytes are written. */
    FREEZE_BEFORE_WRITE("a process stands still between check and write"),
    /** All memory is lost; what was on its way may or may not arrive. */
    CRASH("a process dies and is started again"),
    /** A node stops in good order, handing its shards over, and comes back. */
    CLEAN_STOP("a node is stopped and started"),
    /** A node is not there from the beginning. */
    JOIN("a node joins under load"),
    MESSAGE_LOSS("messages between nodes and clients are lost"),
    MESSAGE_DUPLICATE("messages between nodes arrive twice"),
    MESSAGE_DELAY("messages are late and out of order"),
    PARTITION("a node is cut off from all other nodes"),
    ASYMMETRIC_CUT("one node does not hear another, which hears it"),
    KAFKA_CUT("a node is cut off from Kafka only"),
    CONSUMER_STALL("a node's consumer stalls while its producer works"),
    SLOW_TAIL("a node reads the logs late"),
    APPEND_FAILS("an append is refused"),
    APPEND_LOST("an append vanishes while the next one lands"),
    ACK_LOST("an append lands and its acknowledgement is lost"),
    SLOW_APPEND("an append takes seconds"),
    LEASE_LOSS("records of the lease log are lost or land twice"),
    VENUE_CUT("a node is cut off from the venue only"),
    SESSION_DROP("a venue session breaks"),
    SLOW_ORDER_LINK("orders are slow on their way while cancels are fast"),
    LATE_ENGINE("the venue's engine takes seconds over an order that it let in"),
    VENUE_TIMEOUT("the venue does it and its answer is lost"),
    STALE_QUERY("the venue answers questions from a copy that lags"),
    REPORT_LOSS("one report is lost and the next is delivered"),
    REPORT_DELAY("reports are late and out of order"),
    REPORT_DUPLICATE("reports arrive twice"),
    CLOCK_SKEW("clocks of nodes and venue differ by seconds"),
    FOREIGN_ORDER("somebody else trades through the venue account"),
    /** Off unless named: the checker proves things of a journal that keeps its records. */
    TRUNCATED_TAIL("the journal loses its newest records"),
    /** Off for the same reason. */
    SHORTENED_HEAD("the journal loses its oldest records");

    private static final Set<Fault> NOT_YET = EnumSet.of(TRUNCATED_TAIL, SHORTENED_HEAD);
    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }

    /** All that a seed may draw. */
    public static Set<Fault> drawn() {
        return EnumSet.complementOf(EnumSet.copyOf(NOT_YET));
    }
}
