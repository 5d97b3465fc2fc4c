package dev.holdfast.binance.order;

import static dev.holdfast.binance.order.SessionFixture.DEADLINE;
import static dev.holdfast.binance.order.SessionFixture.done;
import static dev.holdfast.binance.order.SessionFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.VenueProcess;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.TimeInForce;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order session against a venue process that misbehaves. */
class BinanceSessionFaultIT {
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private static VenueProcess venue;
    private SessionFixture fixture;

    @BeforeAll
    static void startVenue() {
        venue = VenueProcess.start();
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @BeforeEach
    void open() {
        fixture = new SessionFixture(venue, venue.config().withTimes(SILENCE, TIMEOUT));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static OrderTerms market(String quantity) {
        return Attempts.order(Side.BUY, quantity, null, TimeInForce.GTC);
    }

    @Test
    void takesATimeoutWordForUnknownAndFindsTheFillByAsking() {
        venue.fault("unknown-after-fill", "{\"count\":1}");
        OrderTerms terms = market("0.02");
        assertThat(fixture.place(terms)).isInstanceOfSatisfying(Outcome.Unknown.class,
            unknown -> assertThat(unknown.cause()).contains("-1007"));
        var found = (StatusAnswer.Found) fixture.query(terms);
        assertThat(found.status().cumulative()).isEqualTo(terms.quantity());
        assertThat(found.executions().getLast().cumulative()).isEqualTo(terms.quantity());
        await().atMost(DEADLINE).untilAsserted(() ->
            assertThat(fixture.heard.execIds(id(terms))).isEqualTo(HeardSession.execIds(found.executions())));
    }

    @Test
    void takesALateAnswerForUnknown() {
        venue.fault("delayed-ack", "{\"ms\":2500,\"stage\":\"reply\",\"count\":1}");
        OrderTerms terms = market("0.01");
        assertThat(fixture.place(terms)).isInstanceOf(Outcome.Unknown.class);
        venue.heal("delayed-ack");
        assertThat(fixture.query(terms)).isInstanceOf(StatusAnswer.Found.class);
        assertThat(venue.ledger("REQUEST", id(terms))).hasSize(1);
    }

    @Test
    void isProtectedByTheVenueFromAnOrderDelayedBeyondItsWindow() {
        fixture.close();
        fixture = new SessionFixture(venue, venue.config().withTimes(SILENCE, Duration.ofSeconds(4)));
        venue.fault("delayed-ack", "{\"ms\":1500,\"stage\":\"arrival\",\"count\":1}");
        OrderTerms terms = market("0.01");
        assertThat(fixture.place(terms)).isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(-1021));
        venue.heal("delayed-ack");
        assertThat(fixture.query(terms)).isInstanceOf(StatusAnswer.NotFound.class);
    }

    @Test
    void keepsQuietForAsLongAsTheVenueSays() {
        venue.fault("rate-limit", "{\"tooMany\":1,\"durationMs\":2000}");
        OrderTerms limited = market("0.01");
        assertThat(fixture.place(limited)).isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(-1003));
        assertThat(fixture.place(market("0.01"))).isInstanceOfSatisfying(Outcome.NotSent.class,
            held -> assertThat(held.why()).contains("said to wait"));
        assertThat(fixture.session.detail()).contains("said to wait");
        await().atMost(DEADLINE).until(() -> !fixture.session.detail().contains("said to wait"));
        venue.heal("rate-limit");
        done(fixture.place(market("0.01")));
    }

    @Test
    void beginsANewSessionAfterADroppedSocket() {
        String first = fixture.session.session();
        venue.fault("drop-sockets", "{\"count\":1}");
        await().atMost(DEADLINE).until(() -> fixture.heard.ups.size() == 2);
        assertThat(fixture.heard.downs).hasSize(1);
        assertThat(fixture.session.session()).isNotEqualTo(first).isEqualTo(fixture.heard.ups.getLast());
        OrderTerms terms = market("0.01");
        assertThat(fixture.place(terms, fixture.venueNow(), first, SessionFixture.ALLOWED))
            .isInstanceOf(Outcome.NotSent.class);
        done(fixture.place(terms));
        await().atMost(DEADLINE).until(() -> !fixture.heard.execIds(id(terms)).isEmpty());
    }

    @Test
    void beginsANewSessionAfterAMessageThatMayHaveBeenAFill() {
        venue.fault("garbage-frame", "{\"count\":1}");
        await().atMost(DEADLINE).until(() -> fixture.heard.ups.size() == 2);
        assertThat(fixture.heard.downs.getFirst()).contains("may have been a fill");
    }

    @Test
    void measuresAVenueClockThatIsWrong() {
        venue.fault("clock-skew", "{\"ms\":5000}");
        venue.fault("drop-sockets", "{\"count\":1}");
        await().atMost(DEADLINE).until(() -> fixture.heard.ups.size() == 2);
        assertThat(fixture.session.venueOffset())
            .isBetween(Duration.ofMillis(4_800), Duration.ofMillis(5_200));
        done(fixture.place(market("0.01")));
        venue.heal("clock-skew");
    }

    @Test
    void hearsDuplicatesUnderOneExecId() {
        venue.fault("duplicate-reports", "");
        OrderTerms terms = market("0.01");
        var replied = HeardSession.execIds(done(fixture.place(terms)));
        await().atMost(DEADLINE).until(() -> fixture.heard.execIds(id(terms)).size() == replied.size() * 2);
        venue.heal("duplicate-reports");
        assertThat(fixture.heard.execIds(id(terms))).hasSameElementsAs(replied);
    }

    @Test
    void takesARejectionForOne() {
        venue.fault("reject-orders", "{\"count\":1}");
        assertThat(fixture.place(market("0.01"))).isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(-2010));
        venue.heal("reject-orders");
    }

    @Test
    void turnsEveryPageOfTheExecutions() {
        venue.fault("partial-fills", "{\"quantity\":\"0.003\"}");
        OrderTerms terms = market("0.02");
        var replied = HeardSession.execIds(done(fixture.place(terms)));
        venue.heal("partial-fills");
        assertThat(replied.size()).isGreaterThanOrEqualTo(7);
        BinanceConfig config = venue.config();
        Vertx vertx = Vertx.vertx();
        var rest = new RestClient(vertx, config);
        var time = new VenueTime(rest, InstantSource.system());
        int smallPage = 2;
        var question = new OrderQuestion(vertx, rest, new Account(rest, time), time, smallPage);
        var answer = (StatusAnswer.Found) fixture.get(question.ask(Attempts.BTC, id(terms), "any"));
        assertThat(HeardSession.execIds(answer.executions())).isEqualTo(replied);
        assertThat(answer.status().kind()).isEqualTo(Kind.TRADE);
        fixture.get(vertx.close());
    }
}
