package dev.holdfast.venuesim;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.fault.Faults;
import dev.holdfast.venuesim.ledger.Ledger;
import dev.holdfast.venuesim.market.Replay;
import dev.holdfast.venuesim.stream.StreamHub;
import dev.holdfast.venuesim.stream.UserStreams;
import java.util.Map;

/** What a running venue is made of; the public interface and the admin port are built over the same parts. */
public record VenueParts(
    VenueConfig config, VenueClock clock, Faults faults, Ledger ledger, Map<String, Account> accountsByKey,
    Exchange exchange, Replay replay, StreamHub hub, UserStreams users) {
}
