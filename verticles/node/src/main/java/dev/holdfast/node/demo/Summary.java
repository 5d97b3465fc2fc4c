package dev.holdfast.node.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How a demo ended; one JSON object with {@code --json}.
 *
 * @param partialFills         fills that left their order with something still to trade
 * @param positions            of all accounts, flat ones left out
 * @param cash                 sum over the accounts, from the replayed journal
 * @param equity               by the node's last answer; null if it gave none
 * @param pnl                  equity − opening cash
 * @param journalOffsets       first offset of each shard that is not in the comparison
 * @param stateHashEqual       the replay of every shard's journal hashes like the live state at that offset
 * @param ledgerEqual          every fill of the journal is in the venue's ledger and the other way round
 * @param differences          what was not equal, a line each
 * @param unsettledOrders      orders on their way to or from the venue when the time to wait was over
 * @param secondsToFirstQuote  from the start of the first JVM to a quote at the gateway
 * @param restarts             of each child that died
 */
record Summary(int orders, int fills, int partialFills, SortedMap<String, Integer> denials,
               List<Holding> positions, BigDecimal cash, BigDecimal equity, BigDecimal pnl,
               SortedMap<Integer, Long> journalOffsets, boolean stateHashEqual, boolean ledgerEqual,
               List<String> differences, int unsettledOrders, double secondsToFirstQuote, double seconds,
               Map<String, Integer> restarts) {

    /** What an account holds of an instrument. */
    record Holding(String account, String instrument, BigDecimal quantity) {
    }

    /** True if everything that was promised held. */
    boolean allHeld() {
        return stateHashEqual && ledgerEqual;
    }
}
