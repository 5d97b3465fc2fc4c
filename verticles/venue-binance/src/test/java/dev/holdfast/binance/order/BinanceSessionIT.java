package dev.holdfast.binance.order;

import static dev.holdfast.binance.order.Attempts.BTC;
import static dev.holdfast.binance.order.SessionFixture.DEADLINE;
import static dev.holdfast.binance.order.SessionFixture.done;
import static dev.holdfast.binance.order.SessionFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.binance.BinanceConfig.UserDataForm;
import dev.holdfast.binance.VenueProcess;
import dev.holdfast.runtime.venue.OrderSession.OpenOrder;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order session against a venue process that behaves. */
class BinanceSessionIT {
    private static VenueProcess venue;

    @BeforeAll
    static void startVenue() {
        venue = VenueProcess.start();
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    private static SessionFixture open() {
        return new SessionFixture(venue, venue.config());
    }

    @ParameterizedTest
    @EnumSource(UserDataForm.class)
    void hearsOfAFillBothWaysUnderTheSameExecId(UserDataForm form) {
        try (var fixture = new SessionFixture(venue, venue.config().withUserData(form))) {
            OrderTerms terms = Attempts.order(Side.BUY, "0.02", null, TimeInForce.GTC);
            var reports = done(fixture.place(terms));
            assertThat(reports.getFirst().kind()).isEqualTo(Kind.NEW);
            assertThat(reports.getLast().cumulative()).isEqualTo(terms.quantity());
            var replied = HeardSession.execIds(reports);
            assertThat(replied).isNotEmpty();
            await().atMost(DEADLINE).untilAsserted(() ->
                assertThat(fixture.heard.execIds(id(terms))).isEqualTo(replied));
            var found = (StatusAnswer.Found) fixture.query(terms);
            assertThat(found.status().kind()).isEqualTo(Kind.TRADE);
            assertThat(HeardSession.execIds(found.executions())).isEqualTo(replied);
            // Three ways to hear of a fill, one fill: price, quantity and fee agree, too.
            var first = reports.get(1).fill();
            assertThat(found.executions().getFirst().fill()).isEqualTo(first);
            assertThat(fixture.heard.of(id(terms)).get(1).fill()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(UserDataForm.class)
    void cancelsARestingOrderAndNamesItByItsOwnId(UserDataForm form) {
        try (var fixture = new SessionFixture(venue, venue.config().withUserData(form))) {
            OrderTerms terms = Attempts.order(Side.BUY, "0.01", fixture.farBid(), TimeInForce.DAY);
            assertThat(done(fixture.place(terms))).extracting(report -> report.kind())
                .containsExactly(Kind.NEW);
            assertThat(fixture.get(fixture.session.openOrders())).extracting(OpenOrder::venueClientId)
                .contains(id(terms));
            assertThat(venue.ledger("ACCEPTED", id(terms)).getFirst().path("timeInForce").asText())
                .isEqualTo("GTC");
            var canceled = done(fixture.cancel(terms)).getFirst();
            assertThat(canceled.kind()).isEqualTo(Kind.CANCELED);
            assertThat(canceled.venueClientId()).isEqualTo(id(terms));
            await().atMost(DEADLINE).untilAsserted(() ->
                assertThat(fixture.heard.of(id(terms))).extracting(report -> report.kind())
                    .containsExactly(Kind.NEW, Kind.CANCELED));
            assertThat(((StatusAnswer.Found) fixture.query(terms)).status().kind()).isEqualTo(Kind.CANCELED);
            assertThat(fixture.cancel(terms)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(-2011));
        }
    }

    @Test
    void reportsTheRestOfAnImmediateOrderAsExpired() {
        try (var fixture = open()) {
            // Between the look at the ask and the order the market must not move, or all of it may trade.
            venue.pause();
            OrderTerms terms = Attempts.order(Side.BUY, "100", fixture.bestAsk(), TimeInForce.IOC);
            var reports = done(fixture.place(terms));
            venue.resume();
            assertThat(reports.getLast().kind()).isEqualTo(Kind.EXPIRED);
            assertThat(reports.getLast().cumulative()).isLessThan(terms.quantity());
        }
    }

    @Test
    void signsExactlyTheTimeOfTheAttempt() {
        try (var fixture = open()) {
            OrderTerms terms = Attempts.order(Side.BUY, "0.01", fixture.farBid(), TimeInForce.GTC);
            Instant requestTime = fixture.venueNow().minusMillis(300);
            done(fixture.place(terms, requestTime, fixture.session.session(), SessionFixture.ALLOWED));
            var request = venue.ledger("REQUEST", id(terms)).getFirst();
            assertThat(request.path("timestamp").asText()).isEqualTo("" + requestTime.toEpochMilli());
            assertThat(request.path("recvWindow").asText()).isEqualTo("1000");
            fixture.cancel(terms);
        }
    }

    @Test
    void sendsNothingThatMayNotBeWritten() {
        try (var fixture = open()) {
            OrderTerms terms = Attempts.order(Side.BUY, "0.01", null, TimeInForce.GTC);
            String session = fixture.session.session();
            assertThat(fixture.place(terms, fixture.venueNow(), session, () -> "halted"))
                .isEqualTo(new Outcome.NotSent("halted"));
            assertThat(fixture.place(terms, fixture.venueNow(), "another", SessionFixture.ALLOWED))
                .isInstanceOf(Outcome.NotSent.class);
            assertThat(fixture.place(terms, fixture.venueNow().minusSeconds(2), session,
                SessionFixture.ALLOWED)).isInstanceOf(Outcome.NotSent.class);
            assertThat(venue.ledger("REQUEST", id(terms))).isEmpty();
            // A withheld request gives its connection back: the next one works.
            done(fixture.place(terms));
        }
    }

    @Test
    void takesARefusalOfTheVenueForOne() {
        try (var fixture = open()) {
            OrderTerms tooSmall = Attempts.order(Side.BUY, "0.00001", fixture.farBid(), TimeInForce.GTC);
            assertThat(fixture.place(tooSmall)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(-1013));
            OrderTerms early = Attempts.order(Side.BUY, "0.01", null, TimeInForce.GTC);
            assertThat(fixture.place(early, fixture.venueNow().plusSeconds(5), fixture.session.session(),
                SessionFixture.ALLOWED)).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.code()).isEqualTo(-1021));
            assertThat(venue.ledger("ACCEPTED", id(early))).isEmpty();
        }
    }

    @Test
    void saysNotFoundWithTheVenuesTimeFromBefore() {
        try (var fixture = open()) {
            Instant before = fixture.get(fixture.session.venueTime());
            OrderTerms never = Attempts.order(Side.BUY, "0.01", null, TimeInForce.GTC);
            assertThat(fixture.query(never)).isInstanceOfSatisfying(StatusAnswer.NotFound.class, absent -> {
                assertThat(absent.venueTime()).isBetween(before, before.plusSeconds(10));
            });
        }
    }

    @Test
    void opensANewLineForQuestionsAndLeavesTheSessionAlone() {
        try (var fixture = open()) {
            OrderTerms never = Attempts.order(Side.BUY, "0.01", null, TimeInForce.GTC);
            String session = fixture.session.session();
            String line = ((StatusAnswer.NotFound) fixture.query(never)).session();
            await().atMost(DEADLINE).until(() -> fixture.session.openedAt().isAfter(Instant.EPOCH));
            Instant opened = fixture.session.openedAt();
            await().atMost(DEADLINE).until(() -> {
                fixture.session.renew("a test");
                return fixture.session.openedAt().isAfter(opened);
            });
            assertThat(((StatusAnswer.NotFound) fixture.query(never)).session()).isNotEqualTo(line);
            assertThat(fixture.session.session()).isEqualTo(session);
        }
    }

    @Test
    void tellsBalancesAndClock() {
        try (var fixture = open()) {
            assertThat(fixture.get(fixture.session.balances()).get("USDT")).isGreaterThan(BigDecimal.ZERO);
            assertThat(fixture.session.venueOffset().abs()).isLessThan(Duration.ofMillis(500));
            assertThat(fixture.session.detail()).startsWith("session binance-");
        }
    }

    @Test
    void boundsWhatIsUnderWay() {
        try (var fixture = new SessionFixture(venue, venue.config().withMaxInFlight(1))) {
            OrderTerms first = Attempts.order(Side.BUY, "0.01", fixture.farBid(), TimeInForce.GTC);
            OrderTerms second = Attempts.order(Side.BUY, "0.01", fixture.farBid(), TimeInForce.GTC);
            String session = fixture.session.session();
            var placing = fixture.session.place(first,
                Attempts.attempt(first, fixture.venueNow(), session), SessionFixture.ALLOWED);
            assertThat(fixture.place(second)).isInstanceOf(Outcome.NotSent.class);
            done(fixture.get(placing));
            done(fixture.place(second));
            assertThat(fixture.get(fixture.session.cancel(BTC, id(first)))).isInstanceOf(Outcome.Done.class);
        }
    }
}
