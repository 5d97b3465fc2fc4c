package dev.holdfast.venuesim.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults a venue shows in real life, each behind a switch of the admin port. */
public enum FaultName {
    /** /depth answers the same old snapshot: a client that refetches in a loop shows itself. */
    FROZEN_SNAPSHOT,
    /** One depth event is withheld, so the next U is not the previous u + 1. */
    SKIP_U,
    /** Every execution report is sent twice. */
    DUPLICATE_REPORTS,
    /** Execution reports are sent pairwise swapped; a single one leaves after 200 ms. */
    REORDER_REPORTS,
    /** {@code count} requests get 429, all further ones 418, until {@code ms} have passed. */
    RATE_LIMIT,
    /** The order executes, the answer is -1007. */
    UNKNOWN_AFTER_FILL,
    /** Sockets stay open, nothing is sent, not even pings. */
    SILENT_SOCKET,
    /** Every socket is closed at once. */
    DROP_SOCKETS,
    /**
     * Order replies leave {@code ms} late; with {@code stage: arrival} the order itself waits before
     * matching.
     */
    DELAYED_ACK,
    /** New orders are refused with -2010. */
    REJECT_ORDERS,
    /** No fill is larger than {@code quantity}. */
    PARTIAL_FILLS,
    /** The venue's clock is {@code ms} ahead (or behind, when negative). */
    CLOCK_SKEW,
    /** A serverShutdown event on every socket, then they are closed after {@code ms}. */
    SERVER_SHUTDOWN,
    /** One malformed frame on every market and user socket. */
    GARBAGE_FRAME,
    /** bookTicker and depth show a bid above the ask while it is on. */
    CROSSED_BOOK;

    /** As in the address: frozen-snapshot. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of this address part. */
    public static Optional<FaultName> of(String key) {
        return Arrays.stream(values()).filter(name -> name.key().equals(key)).findFirst();
    }

    /** All names, for the answer to a wrong one. */
    public static String allKeys() {
        return Arrays.stream(values()).map(FaultName::key).collect(Collectors.joining(", "));
    }
}
