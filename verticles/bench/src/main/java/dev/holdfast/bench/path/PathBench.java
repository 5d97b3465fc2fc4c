package dev.holdfast.bench.path;

import dev.holdfast.bench.BenchReport;
import dev.holdfast.bench.Figure;
import dev.holdfast.bench.Latencies;
import dev.holdfast.bench.Machine;
import dev.holdfast.bench.Metronome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long an order takes through the real parts, against the least that its journal costs. Every time counts
 * from when the thing should have begun. The kinds take turns, so that what else the machine does meets all.
 */
public final class PathBench {
    /** Under the pace at which quotes are thinned out, and under a venue's order limit. */
    static final int PER_SECOND = 50;
    private static final int TURNS = 4;
    private static final int WARM_UP_SECONDS = 8;
    /** A whole node compiles for longer until its REST path is warm. */
    private static final int NODE_WARM_UP_SECONDS = 30;
    private static final long SETTLE_MILLIS = 500;
    private static final double GOAL_RATIO = 1.5;

    private final Path home;
    private final int seconds;
    private final Metronome metronome = new Metronome(PER_SECOND);
    private final Map<Long, Long> quoteDue = new ConcurrentHashMap<>();
    private final Latencies raw = new Latencies();
    private final Latencies order = new Latencies();
    private final Latencies quote = new Latencies();
    private final Latencies echo = new Latencies();
    private final Latencies rest = new Latencies();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String firstFailure;
    private int recordBytes;
    private long quotes;
    private volatile boolean counting;

    /**
     * Prepares the bench.
     *
     * @param home    the project's folder, with its jars built
     * @param seconds length of the measurement of each kind
     */
    public PathBench(Path home, int seconds) {
        this.home = home;
        this.seconds = seconds;
    }

    public BenchReport run() throws Exception {
        Machine machine = Machine.now();
        try (Site site = new Site(home)) {
            measureInThisProcess(site);
        }
        try (Site site = new Site(home)) {
            site.resumeTheMarket();
            measureThroughTheGateway(site);
        }
        return report(machine);
    }

    private void measureInThisProcess(Site site) throws Exception {
        try (OrderNode node = OrderNode.sendingTo(site, terms -> {
            Long due = quoteDue.remove(terms.origin().signalId() == null ? -1L
                : QuoteTrader.quoteOf(terms.origin().signalId()));
            if (due != null && counting) {
                synchronized (quote) {
                    quote.record(System.nanoTime() - due);
                }
            }
        })) {
            node.serveEcho();
            orders(node, TimeUnit.SECONDS.toNanos(2));
            try (RawJournal journal = new RawJournal(site.bootstrap())) {
                recordBytes = journal.recordBytes();
                turn(node, journal, TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
                journal.take();
                counting = true;
                for (int i = 0; i < TURNS; i++) {
                    turn(node, journal, TimeUnit.SECONDS.toNanos(seconds) / TURNS);
                    raw.add(journal.take());
                }
            }
        }
    }

    private void turn(OrderNode node, RawJournal journal, long nanos) throws InterruptedException {
        metronome.run(nanos, journal::write);
        settle();
        orders(node, nanos);
        metronome.run(nanos, (i, due) -> node.echo(() -> count(echo, due)));
        settle();
        node.keepFresh(false);
        metronome.run(nanos, (i, due) -> {
            quoteDue.put(++quotes, due);
            node.quote(quotes);
        });
        node.keepFresh(true);
        settle();
    }

    private void orders(OrderNode node, long nanos) throws InterruptedException {
        metronome.run(nanos, (i, due) -> node.submit(failure -> {
            if (failure == null) {
                count(order, due);
            } else {
                failed(failure.toString());
            }
        }));
        settle();
    }

    private void measureThroughTheGateway(Site site) throws Exception {
        try (RestClient client = new RestClient(site.startNode())) {
            client.awaitTrading();
            counting = false;
            gateway(client, TimeUnit.SECONDS.toNanos(NODE_WARM_UP_SECONDS));
            counting = true;
            gateway(client, TimeUnit.SECONDS.toNanos(seconds));
        }
    }

    private void gateway(RestClient client, long nanos) throws InterruptedException {
        metronome.run(nanos, (i, due) -> client.submit().whenComplete((problem, failure) -> {
            if (failure == null && problem == null) {
                count(rest, due);
            } else {
                failed(failure == null ? problem : failure.toString());
            }
        }));
        settle();
    }

    private void count(Latencies of, long due) {
        if (counting) {
            synchronized (of) {
                of.record(System.nanoTime() - due);
            }
        }
    }

    private void failed(String why) {
        if (counting && failed.getAndIncrement() == 0) {
            firstFailure = why;
        }
    }

    /** What is still under way must not meet the next kind's first ones. */
    private static void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }

    private BenchReport report(Machine machine) {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(raw.figures("raw produce and read back,"));
        figures.addAll(order.figures("order on the bus to durable reply,"));
        figures.addAll(quote.figures("quote in to order on the venue's socket,"));
        figures.addAll(rest.figures("REST submit to durable reply,"));
        figures.addAll(echo.figures("bus round trip,"));
        figures.add(ratio("order path / raw, p50", order, 50));
        figures.add(ratio("order path / raw, p99", order, 99));
        figures.add(Figure.of("quote path / raw, p50", quote.micros(50) / raw.micros(50), "x"));
        figures.add(Figure.of("quote path / raw, p99", quote.micros(99) / raw.micros(99), "x"));
        figures.add(Figure.of("REST / raw, p50", rest.micros(50) / raw.micros(50), "x"));
        figures.add(Figure.of("REST / raw, p99", rest.micros(99) / raw.micros(99), "x"));
        figures.add(Figure.atMost(0, "failed or refused", failed.get(), ""));
        return new BenchReport("path: " + PER_SECOND + " a second, records of " + recordBytes + " bytes",
            machine, figures, notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("samples: raw " + raw.count() + ", order " + order.count() + ", quote "
                + quote.count() + ", REST " + rest.count() + ", bus " + echo.count());
        if (firstFailure != null) {
            notes.add("first failure: " + firstFailure);
        }
        return notes;
    }

    private Figure ratio(String name, Latencies of, double percentile) {
        return Figure.atMost(GOAL_RATIO, name, of.micros(percentile) / raw.micros(percentile), "x");
    }
}
