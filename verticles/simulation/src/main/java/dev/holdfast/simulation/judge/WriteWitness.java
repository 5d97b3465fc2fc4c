package dev.holdfast.simulation.judge;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps by plain bookkeeping what one process has read of the journal, and says whether bytes that it is
 * about to write to the venue may go (ownership rule 10). It shares no rule with the order path.
 */
public final class WriteWitness {
    private final String incarnation;
    private final Known[] shards = new Known[ShardId.COUNT];

    private static final class Known {
        private long claim = -1;
        private String owner = "";
        private long nextSeq;
        private boolean released;
        private TradingState state = TradingState.ACTIVE;
        private final Map<AccountId, TradingState> states = new HashMap<>();
        private final Map<ClOrdId, AccountId> accounts = new HashMap<>();
        private final Map<String, Long> attempts = new HashMap<>();
    }

    public WriteWitness(String incarnation) {
        this.incarnation = incarnation;
        begin();
    }

    /** The process reads the journal from its beginning. */
    public void begin() {
        for (int shard = 0; shard < shards.length; shard++) {
            shards[shard] = new Known();
        }
    }

    /** The process reads a record. */
    public void onRead(int shard, long offset, JournalRecord record) {
        Known known = shards[shard];
        switch (record) {
            case ShardClaimed e -> {
                long previous = e.previous() == null ? -1 : e.previous().offset();
                if (previous == known.claim) {
                    known.claim = offset;
                    known.owner = e.incarnation();
                    known.nextSeq = 0;
                    known.released = false;
                }
            }
            case ShardReleased e -> known.released |= counts(known, e.claim().offset(), e.seq());
            case DecisionMade e -> {
                if (counts(known, e.claim().offset(), e.seq())) {
                    e.events().forEach(event -> take(known, event));
                }
            }
        }
    }

    /** Null if the bytes may go as far as the journal is concerned; else why not. */
    public String objection(SendAttempted attempt) {
        Known known = shards[attempt.clOrdId().shard().number()];
        Long claim = known.attempts.get(attempt.venueClientId());
        if (claim == null) {
            return "its record was not read back";
        }
        if (claim != known.claim || known.released || !known.owner.startsWith(incarnation)) {
            return "the claim that it was journalled under is not current";
        }
        AccountId account = known.accounts.get(attempt.clOrdId());
        TradingState own = known.states.getOrDefault(account, TradingState.ACTIVE);
        return own.stricter(known.state) == TradingState.HALTED ? "a halt was read before" : null;
    }

    private static boolean counts(Known known, long claim, long seq) {
        boolean counts = claim == known.claim && !known.released && seq == known.nextSeq;
        known.nextSeq += counts ? 1 : 0;
        return counts;
    }

    private static void take(Known known, DeskEvent event) {
        switch (event) {
            case OrderCreated e -> known.accounts.put(e.clOrdId(), e.terms().account());
            case SendAttempted e -> known.attempts.put(e.venueClientId(), known.claim);
            case TradingStateChanged e when e.account() == null -> known.state = e.state();
            case TradingStateChanged e -> known.states.put(e.account(), e.state());
            case DeskEvent other -> { }
        }
    }
}
