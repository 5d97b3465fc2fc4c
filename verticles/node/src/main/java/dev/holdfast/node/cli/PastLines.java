package dev.holdfast.node.cli;

import dev.holdfast.node.past.PastReport;
import dev.holdfast.node.past.PastReport.ShardLine;
import dev.holdfast.trading.position.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A state in the past, for a person. */
final class PastLines {
    private static final int SHOWN_OF_HASH = 16;

    private PastLines() {
    }

    static List<String> of(PastReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("state at " + report.at());
        lines.add(String.format(Locale.ROOT, "from %s and %,d records of the journal, in %,d ms",
            report.checkpoint() == null ? "no checkpoint" : report.checkpoint() + " of " + report.store(),
            report.records(), report.millis()));
        for (ShardLine shard : report.shards()) {
            String same = shard.replayed() == null ? ""
                : shard.replayed().equals(shard.stateHash()) ? "  = full replay" : "  IS NOT THE FULL REPLAY";
            lines.add(String.format(Locale.ROOT, "shard %2d  offset %,9d, of the checkpoint %,9d  %,7d orders"
                + " %,6d open  %s%s", shard.shard(), shard.nextOffset(), shard.from(), shard.orders(),
                shard.openOrders(), shard.stateHash().substring(0, SHOWN_OF_HASH), same));
        }
        for (Account account : report.accounts()) {
            StringBuilder held = new StringBuilder();
            account.positions().forEach((instrument, position) -> {
                if (position.quantity().signum() != 0) {
                    held.append("  ").append(position.quantity().toPlainString()).append(' ')
                        .append(instrument);
                }
            });
            lines.add("account " + account.id() + "  " + account.state() + "  cash " + account.cash() + held);
        }
        if (report.proof() != null) {
            lines.add(String.format(Locale.ROOT, "full replay: %,d records in %,d ms; equal: %s",
                report.proof().records(), report.proof().millis(), report.proof().equal() ? "yes" : "NO"));
        }
        return lines;
    }
}
