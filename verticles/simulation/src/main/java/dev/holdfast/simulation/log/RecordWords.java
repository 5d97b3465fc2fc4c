package dev.holdfast.simulation.log;

import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import dev.holdfast.wire.lease.LeaseRecord;
import java.util.StringJoiner;

/** A record in few words, and as a number that does not depend on where it was computed. */
final class RecordWords {
    private RecordWords() {
    }

    static String of(JournalRecord record) {
        return switch (record) {
            case ShardClaimed e -> "claimed by " + e.node() + " " + e.incarnation() + " after "
                + (e.previous() == null ? "none" : e.previous().offset());
            case ShardReleased e -> "released by claim " + e.claim().offset() + " seq " + e.seq() + " to "
                + e.to() + ": " + e.why();
            case DecisionMade e -> {
                StringJoiner events = new StringJoiner(", ", "claim " + e.claim().offset() + " seq " + e.seq()
                    + ": ", "");
                e.events().forEach(event -> events.add(of(event)));
                yield events.toString();
            }
        };
    }

    static String of(LeaseRecord record) {
        return record instanceof LeaseRecord.NodeHeartbeat beat ? beat.node() + " beats " + beat.count()
            + (beat.quorate() ? "" : " without majority") + (beat.venueUp() ? "" : " without venue")
            : record.toString();
    }

    private static String of(DeskEvent event) {
        return event.toString();
    }

    static long number(JournalRecord record) {
        return switch (record) {
            case ShardClaimed e -> e.incarnation().hashCode();
            case ShardReleased e -> e.seq();
            case DecisionMade e -> {
                long number = e.seq();
                for (DeskEvent event : e.events()) {
                    number = number * 31 + event.getClass().getSimpleName().hashCode();
                    number = number * 31 + event.at().toEpochMilli();
                    number = event instanceof OrderEvent order
                        ? number * 31 + order.clOrdId().text().hashCode() : number;
                }
                yield number;
            }
        };
    }
}
