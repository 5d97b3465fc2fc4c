package dev.holdfast.portfolio.metrics;

import dev.holdfast.portfolio.state.StateFeeds;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.portfolio.stream.StreamHub;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.view.QuoteView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.micrometer.backends.BackendRegistries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * What Prometheus may ask (requirement D9). Uses the node's registry where Vert.x was started with one, so
 * that its own figures are in the same answer. To be called on the context that owns the state: there it is
 * read; the text that is then made of all figures, hundreds of lines, is a worker's.
 */
public final class GatewayMetrics {
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final PrometheusMeterRegistry registry;
    private final Timer submits;
    private final List<Meter> meters = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final long slowNanos;
    private Future<String> scraping = Future.succeededFuture();
    private long answers;
    private long slowAnswers;

    /**
     * What is measured.
     *
     * @param objective an answer that takes so long, or longer, is a slow one
     */
    public record Sources(StateStore state, StateFeeds feeds, StreamHub hub, Bus bus, Clock clock,
                          Duration objective) {
    }

    /** A figure of the state, and what it was when it was last read. */
    private static final class Look {
        private final DoubleSupplier source;
        private volatile double seen;

        Look(DoubleSupplier source) {
            this.source = source;
        }

        void again() {
            seen = source.getAsDouble();
        }
    }

    public GatewayMetrics(Sources sources) {
        this.registry = BackendRegistries.getDefaultNow() instanceof PrometheusMeterRegistry prometheus
            ? prometheus : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.slowNanos = sources.objective().toNanos();
        this.submits = Timer.builder("holdfast.submit")
            .description("From a valid order's arrival at the gateway to its durable answer")
            .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
                Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
                Duration.ofMillis(500), Duration.ofSeconds(3))
            .register(registry);
        meters.add(submits);
        desk(sources);
        gateway(sources);
    }

    /** Where others may register what they measure. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The text that Prometheus reads. Who asks while another's is being made gets that one. */
    public Future<String> scrape(Vertx vertx) {
        if (scraping.isComplete()) {
            looks.forEach(Look::again);
            scraping = vertx.executeBlocking(() -> registry.scrape(), false);
        }
        return scraping;
    }

    /** An order was answered, after this long. */
    public void submitted(long nanos) {
        submits.record(nanos, TimeUnit.NANOSECONDS);
        answers++;
        slowAnswers += nanos >= slowNanos ? 1 : 0;
    }

    /** Orders answered since the start. */
    public long answers() {
        return answers;
    }

    /** Of them, those that the objective counts as slow. */
    public long slowAnswers() {
        return slowAnswers;
    }

    /** Takes its meters out of the node's registry: they read a state that a redeployed gateway replaces. */
    public void close() {
        meters.forEach(registry::remove);
    }

    private void desk(Sources from) {
        StateStore state = from.state();
        gauge("holdfast.equity", "Cash and positions at their marks, all accounts", Tags.empty(),
            () -> state.totals().equity().amount().doubleValue());
        for (OrderStatus status : OrderStatus.values()) {
            gauge("holdfast.orders", "Orders listed, by status", Tags.of("status", status.name()),
                () -> state.orders().withStatus(status));
        }
        state.instruments().keySet().forEach(instrument -> gauge("holdfast.data.age.seconds",
            "Age of the newest quote", Tags.of("instrument", instrument.symbol()),
            () -> age(state, instrument, from.clock())));
        counter("holdfast.parked.reports", "Venue reports that fitted no legal move",
            () -> state.portfolio().parkedReports());
        counter("holdfast.void.records", "Journal records that counted for nobody",
            from.feeds()::voidRecords);
    }

    private void gateway(Sources from) {
        gauge("holdfast.sse.clients", "Open streams", Tags.empty(), from.hub()::clients);
        counter("holdfast.sse.dropped", "Events slow clients were not sent", from.hub()::dropped);
        counter("holdfast.sse.closed.slow", "Streams cut off as too slow", from.hub()::closedAsSlow);
        counter("holdfast.bus.malformed", "Bus messages dropped as malformed",
            from.bus()::malformedMessages);
    }

    private static double age(StateStore state, InstrumentId instrument, Clock clock) {
        QuoteView quote = state.marks().view(instrument, clock.instant());
        return quote == null ? Double.NaN : quote.ageMillis() / MILLIS_PER_SECOND;
    }

    private void gauge(String name, String description, Tags tags, DoubleSupplier source) {
        meters.add(Gauge.builder(name, look(source), of -> of.seen).description(description).tags(tags)
            .register(registry));
    }

    private void counter(String name, String description, DoubleSupplier source) {
        meters.add(FunctionCounter.builder(name, look(source), of -> of.seen).description(description)
            .register(registry));
    }

    /** Meters hold what they look at weakly: this list is what keeps it. */
    private Look look(DoubleSupplier source) {
        Look look = new Look(source);
        looks.add(look);
        return look;
    }
}
