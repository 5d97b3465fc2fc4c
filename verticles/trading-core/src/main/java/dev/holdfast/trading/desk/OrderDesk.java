package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.ActOnSignal;
import dev.holdfast.trading.desk.DeskCommand.AdoptOrder;
import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.CloseBreak;
import dev.holdfast.trading.desk.DeskCommand.ConsumeSignals;
import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.MarkWithheld;
import dev.holdfast.trading.desk.DeskCommand.OpenAccounts;
import dev.holdfast.trading.desk.DeskCommand.PassTime;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeOver;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.ShardId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Decides everything about one shard's orders. {@link #decide} only reads, {@link #apply} only changes: the
 * caller applies a decision's events, journals them, and acts once they are read back. Given the same events
 * it is in the same state, on any node and in any year.
 */
public final class OrderDesk {
    private final ShardId shard;
    private final DeskRules rules;
    private final DeskState state;
    private final SubmitRule submit;
    private final SignalRule signals;
    private final ReportRule reports;
    private final RequestRule requests;
    private final TimeRule time;
    private final FlattenRule flatten;
    private final AdoptRule adoption;
    private final BreakRule breaks;

    public OrderDesk(ShardId shard, DeskRules rules) {
        this(shard, rules, new DeskState(rules.instruments()));
    }

    public OrderDesk(ShardId shard, DeskRules rules, DeskState state) {
        this.shard = shard;
        this.rules = rules;
        this.state = state;
        this.submit = new SubmitRule(rules, state);
        this.signals = new SignalRule(rules, state, submit);
        this.reports = new ReportRule(rules, state, submit);
        this.requests = new RequestRule(state, submit);
        this.flatten = new FlattenRule(rules, state, submit);
        this.time = new TimeRule(rules, state, submit, flatten);
        this.adoption = new AdoptRule(rules, state, reports);
        this.breaks = new BreakRule(state);
    }

    /** What {@code command} leads to. Changes nothing. Time never runs backwards: see ownership, rule 8. */
    public Decision decide(DeskCommand command, DeskContext now) {
        DeskContext context = now.notBefore(state.lastEventAt());
        return switch (command) {
            case OpenAccounts c -> openAccounts(context.now());
            case SubmitOrder c -> submit.submit(c, context);
            case ActOnSignal c -> signals.act(c, context);
            case CancelOrder c -> requests.cancel(c, context);
            case CancelAll c -> requests.cancelAll(c, context);
            case ReplaceOrder c -> requests.replace(c, context);
            case SetTradingState c -> requests.setTradingState(c, context);
            case MarkUnknown c -> requests.markUnknown(c, context);
            case MarkWithheld c -> requests.markWithheld(c, context);
            case MarkCancelRejected c -> requests.markCancelRejected(c, context);
            case TakeReport c -> reports.take(c, context);
            case TakeStatus c -> reports.take(c, context);
            case PassTime c -> time.passTime(context);
            case TakeOver c -> time.takeOver(context);
            case Flatten c -> flatten.request(c, context);
            case ResolveOrder c -> requests.resolve(c, context);
            case ConsumeSignals c -> signals.consume(c, context);
            case AdoptOrder c -> adoption.adopt(c, context);
            case BookBreak c -> breaks.book(c, context);
            case CloseBreak c -> breaks.close(c, context);
        };
    }

    /** Folds one event of the journal. */
    public void apply(DeskEvent event) {
        state.apply(event);
    }

    public DeskState state() {
        return state;
    }

    public ShardId shard() {
        return shard;
    }

    private Decision openAccounts(Instant at) {
        List<DeskEvent> opened = rules.accounts().values().stream()
            .filter(account -> ShardId.of(account.id()).equals(shard) && state.account(account.id()) == null)
            .sorted(Comparator.comparing(AccountRules::id))
            .<DeskEvent>map(rule -> new AccountOpened(rule.id(), rule.cash(), rule.currency(), at))
            .toList();
        return new Decision(opened, null);
    }
}
