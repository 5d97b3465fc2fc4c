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
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.micrometer.backends.BackendRegistries;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What Prometheus may ask (requirement D9). Uses the node's registry where Vert.x was started with one, so
 * that its own figures are in the same answer. Read on the context that owns the state.
 */
public final class GatewayMetrics {
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final PrometheusMeterRegistry registry;
    private final Timer submits;
    private final List<Meter> meters = new ArrayList<>();
    private final long slowNanos;
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

    /** The text that Prometheus reads. */
    public String scrape() {
        return registry.scrape();
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
        gauge("holdfast.equity", "Cash and positions at their marks, all accounts", state,
            s -> s.totals().equity().amount().doubleValue());
        for (OrderStatus status : OrderStatus.values()) {
            meters.add(Gauge.builder("holdfast.orders", state, s -> s.orders().withStatus(status))
                .description("Orders listed, by status").tag("status", status.name()).register(registry));
        }
        state.instruments().keySet().forEach(instrument ->
            meters.add(Gauge.builder("holdfast.data.age.seconds", state,
                    s -> age(s, instrument, from.clock()))
                .description("Age of the newest quote").tag("instrument", instrument.symbol())
                .register(registry)));
        counter("holdfast.parked.reports", "Venue reports that fitted no legal move", state,
            s -> s.portfolio().parkedReports());
        counter("holdfast.void.records", "Journal records that counted for nobody", from.feeds(),
            StateFeeds::voidRecords);
    }

    private void gateway(Sources from) {
        gauge("holdfast.sse.clients", "Open streams", from.hub(), StreamHub::clients);
        counter("holdfast.sse.dropped", "Events slow clients were not sent", from.hub(), StreamHub::dropped);
        counter("holdfast.sse.closed.slow", "Streams cut off as too slow", from.hub(),
            StreamHub::closedAsSlow);
        counter("holdfast.bus.malformed", "Bus messages dropped as malformed", from.bus(),
            Bus::malformedMessages);
    }

    private static double age(StateStore state, InstrumentId instrument, Clock clock) {
        QuoteView quote = state.marks().view(instrument, clock.instant());
        return quote == null ? Double.NaN : quote.ageMillis() / MILLIS_PER_SECOND;
    }

    private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(name, source, value).description(description).strongReference(true)
            .register(registry));
    }

    private <T> void counter(String name, String description, T source, ToDoubleFunction<T> value) {
        meters.add(FunctionCounter.builder(name, source, value).description(description)
            .register(registry));
    }
}
