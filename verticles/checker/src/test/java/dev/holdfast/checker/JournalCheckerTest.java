package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.INSTRUMENTS;
import static dev.holdfast.checker.JournalBuilder.SHARD;
import static dev.holdfast.checker.JournalBuilder.TREND;
import static dev.holdfast.checker.JournalBuilder.WINDOW;
import static dev.holdfast.checker.JournalBuilder.id;
import static dev.holdfast.trading.market.Side.BUY;
import static dev.holdfast.trading.market.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checker.BrokenJournals.Broken;
import dev.holdfast.checker.CrookedFold.Fault;
import dev.holdfast.checker.Verdict.Outcome;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JournalCheckerTest {
    private static final RiskLimits LIMITS = new RiskLimits(Money.of("100000"), Quantity.of("1000"),
        Money.of("8000"), BigDecimal.ONE, 100, Duration.ofSeconds(1), 10);
    private static final Expectations EXPECTED = Expectations.of(INSTRUMENTS)
        .withLimits(Map.of(TREND, LIMITS)).withSendWindow(WINDOW).withSettleTime(Duration.ZERO);
    private static final Map<Fault, Invariant> FAULTS = new EnumMap<>(Map.of(
        Fault.LOSES_CASH, Invariant.MONEY, Fault.LOSES_PROFIT, Invariant.EQUITY,
        Fault.LOSES_AN_ORDER, Invariant.NONE_LOST, Fault.FORGETS_A_HALT, Invariant.HALT,
        Fault.RESTORES_NOTHING, Invariant.REPLAY));

    @Test
    void findsNothingWrongWithACleanJournal() {
        CheckReport report = clean(new JournalChecker(EXPECTED)).finish();

        assertThat(report.violations()).isEmpty();
        assertThat(report.holds()).isTrue();
        Set<Integer> notHere = new TreeSet<>();
        report.verdicts().stream().filter(verdict -> verdict.outcome() == Outcome.NOT_APPLICABLE)
            .forEach(verdict -> notHere.add(verdict.number()));
        assertThat(notHere).as("what a journal cannot tell").containsExactly(16, 17, 18, 21, 22);
    }

    @Test
    void addsUpWhatACleanJournalHolds() {
        Totals totals = clean(new JournalChecker(EXPECTED)).finish().totals();

        assertThat(totals.orders()).isEqualTo(totals.ended() + totals.live() + totals.queued()
            + totals.unknown());
        assertThat(totals.fills()).isEqualTo(4).isEqualTo(totals.venueExecutions());
        assertThat(totals.venueOrders()).isEqualTo(7);
        assertThat(List.of(totals.lost(), totals.duplicated(), totals.unresolved())).containsOnly(0L);
        assertThat(totals.voidRecords()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void findsExactlyWhatIsBroken(String what) {
        Broken broken = BrokenJournals.all().get(what);
        JournalChecker checker = new JournalChecker(EXPECTED);
        checker.expectLedger();
        broken.journal().accept(JournalBuilder.opened(checker));

        assertThat(checker.finish().verdicts()).filteredOn(verdict -> verdict.outcome() == Outcome.BROKEN)
            .as(what + ": " + checker.finish().violations())
            .extracting(Verdict::number).containsExactly(broken.invariant().number());
    }

    static Stream<String> broken() {
        return BrokenJournals.all().keySet().stream();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "LOSES_A_FILL")
    void findsAFaultOfTheFoldItself(Fault fault) {
        JournalChecker checker = new JournalChecker(EXPECTED,
            instruments -> new CrookedFold(Fold.ofDesk(instruments), fault));

        CheckReport report = clean(checker).finish();

        assertThat(report.verdicts()).filteredOn(verdict -> verdict.outcome() == Outcome.BROKEN)
            .as(fault + ": " + report.violations())
            .extracting(Verdict::number).containsExactly(FAULTS.get(fault).number());
    }

    @Test
    void seesThatTheFoldLostAFill() {
        JournalChecker checker = new JournalChecker(EXPECTED,
            instruments -> new CrookedFold(Fold.ofDesk(instruments), Fault.LOSES_A_FILL));

        assertThat(clean(checker).finish().violations()).extracting(Violation::invariant)
            .contains(Invariant.ONCE, Invariant.MONEY);
    }

    @Test
    void tellsOfAViolationAtOnceWhereItCan() {
        JournalChecker checker = new JournalChecker(EXPECTED);
        JournalBuilder journal = JournalBuilder.opened(checker);
        assertThat(checker.violationCount()).isZero();

        journal.decides(journal.sent("a", "1", "100"));

        assertThat(checker.violationCount()).isEqualTo(1);
        assertThat(checker.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(Invariant.INTENT);
            assertThat(violation.shard()).isEqualTo(SHARD);
            assertThat(violation.offset()).isEqualTo(2);
            assertThat(violation.subject()).isEqualTo(id("a").text());
        });
    }

    @Test
    void takesABookedExcessForKnown() {
        JournalChecker checker = new JournalChecker(EXPECTED);
        JournalBuilder journal = JournalBuilder.opened(checker).trades("a", "1", BUY, "1", "100")
            .venueFills("a", "1", "again", "0.5", "100");
        journal.decides(journal.filled("a", "1", "again", "0.5", "100"), new BreakFound("executions.a",
            BreakKind.EXECUTIONS, id("a").text(), "1", "1.5", journal.tick()));

        CheckReport report = checker.finish();
        assertThat(report.violations()).isEmpty();
        assertThat(report.totals().openBreaks()).isEqualTo(1);
    }

    @Test
    void givesFreshExecutionsTimeToArrive() {
        JournalChecker checker = new JournalChecker(EXPECTED.withSettleTime(Duration.ofSeconds(30)));
        JournalBuilder journal = JournalBuilder.opened(checker).works("a", "1", BUY, "1", "100")
            .venueFills("a", "1", "x", "1", "100");
        assertThat(checker.finish().holds()).isTrue();
        assertThat(checker.finish().totals().inFlight()).isEqualTo(1);

        journal.passes(Duration.ofMinutes(1)).works("b", "2", BUY, "1", "100");
        assertThat(checker.finish().violations()).extracting(Violation::invariant)
            .containsExactly(Invariant.RECONCILED);
    }

    @Test
    void countsWhatIsLostDuplicatedAndUnresolved() {
        JournalChecker checker = new JournalChecker(EXPECTED);
        JournalBuilder journal = JournalBuilder.opened(checker);
        journal.venueAccepts("s99-unknown", "8", BUY, List.of("1", "100"))
            .works("a", "1", BUY, "1", "100").venueAccepts("a", "2", BUY, "1", "100")
            .decides(journal.unknown("a"));

        Totals totals = checker.finish().totals();
        assertThat(totals.lost()).isEqualTo(1);
        assertThat(totals.duplicated()).isEqualTo(1);
        assertThat(totals.unresolved()).isEqualTo(1);
    }

    @Test
    void comparesALiveHashWhereItWasTaken() {
        DeskState live = new DeskState(INSTRUMENTS);
        live.apply(new AccountOpened(TREND, Money.of("10000"), "USDT",
            Instant.parse("2024-08-08T00:00:00.1Z")));
        JournalChecker right = new JournalChecker(EXPECTED);
        right.takeHash(SHARD, 2, live.stateHash());
        JournalBuilder.opened(right);
        assertThat(right.finish().holds()).isTrue();

        JournalChecker wrong = new JournalChecker(EXPECTED);
        JournalBuilder.opened(wrong);
        wrong.takeHash(SHARD, 2, "another");
        assertThat(wrong.violations()).extracting(Violation::invariant).containsExactly(Invariant.REPLAY);
    }

    /** Everything that may happen to orders, two owners, a halt, and a record of the first one too late. */
    private static JournalChecker clean(JournalChecker checker) {
        JournalBuilder journal = JournalBuilder.opened(checker).trades("buy", "1", BUY, "2", "100")
            .works("moved", "2", BUY, "2", "90").venueFills("moved", "2", "x2", "1", "90");
        journal.decides(journal.filled("moved", "2", "x2", "1", "90"));
        journal.decides(new ReplaceRequested(id("moved"), Quantity.of("3"), Price.of("95"), "ann",
            journal.tick()));
        journal.decides(new OrderReplaced(id("moved"), Quantity.of("3"), Price.of("95"), journal.tick()),
            journal.sent("moved", 2, "2", "95", WINDOW));
        journal.venueAccepts(id("moved").venueId(2), "3", BUY, List.of("2", "95"))
            .decides(journal.accepted("moved", "3"));
        journal.decides(journal.created("doubt", BUY, "1", "80"), journal.sent("doubt", "1", "80"))
            .decides(journal.created("gone", BUY, "1", "80"), journal.sent("gone", "1", "80"));
        ClaimId deposed = journal.claim();
        journal.claims("node-2").record(new DecisionMade(deposed, 99, List.of(journal.cancel("buy"))))
            .decides(journal.unknown("doubt"), journal.unknown("gone"))
            .venueAccepts("doubt", "4", BUY, "1", "80").decides(new StatusReported(id("doubt"),
                OrderStatus.WORKING, "4", "venue reports NEW", journal.tick()))
            .decides(new ProvenAbsent(id("gone"), "not at the venue", journal.tick()));
        journal.works("sell", "5", SELL, "1", "110");
        journal.decides(journal.state(TradingState.HALTED), journal.cancel("moved"), journal.cancel("doubt"),
            journal.cancel("sell"));
        for (String each : List.of("moved", "doubt", "sell")) {
            journal.decides(new CancelConfirmed(id(each), journal.tick()));
        }
        journal.decides(journal.state(TradingState.REDUCE_ONLY)).trades("close", "6", SELL, "1", "105")
            .decides(journal.state(TradingState.ACTIVE)).trades("again", "7", BUY, "1", "100");
        checker.takeReply(new OrderReply(id("buy"), OrderStatus.SUBMITTED, null, false));
        checker.takeReply(new OrderReply(id("buy"), OrderStatus.FILLED, null, true));
        return checker;
    }
}
