package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import java.util.Set;

/** Told what happened, in the order it happened, on the engine's thread. */
public interface VenueListener {

    /** What an execution report says. {@code fill} only for TRADE; {@code cancelId} only for CANCELED. */
    record Report(ExecutionType type, Order order, Fill fill, String cancelId, long time) {
    }

    /** An order changed. */
    void onReport(Report report);

    /** Balances of these assets changed. */
    void onBalances(Account account, Set<String> assets, long time);

    /** A print. */
    void onTrade(Market market, PublicTrade trade);

    /** The visible best bid or ask, or its size, changed. */
    void onBest(Market market);
}
