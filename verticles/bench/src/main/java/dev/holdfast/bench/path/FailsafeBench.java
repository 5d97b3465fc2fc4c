package dev.holdfast.bench.path;

import dev.holdfast.bench.BenchReport;
import dev.holdfast.bench.Figure;
import dev.holdfast.bench.Latencies;
import dev.holdfast.bench.Machine;
import dev.holdfast.bench.Metronome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the failsafe layer costs three nodes: their processor time and bus traffic while nobody trades, and
 * what it adds to an order's way through the gateway. Clusters with it and without it take turns, each with a
 * broker and a venue of its own, so that what else the machine does meets both.
 */
public final class FailsafeBench {
    private static final int PER_SECOND = 25;
    /** Nodes that have just started load and compile: what they are not up to yet would be measured. */
    private static final int FIRST_PER_SECOND = 5;
    private static final int TURNS = 2;
    private static final int WARM_UP_SECONDS = 30;
    private static final long SETTLE_MILLIS = 2_000;
    private static final double GOAL_RATIO = 1.05;
    private static final String SERVICES =
        "persistence,portfolio-manager,risk,execution,signal,market-data%s";
    private static final String SENT = "vertx_eventbus_bytes_written";

    private final Path home;
    private final int seconds;
    private final Metronome gentle = new Metronome(FIRST_PER_SECOND);
    private final Metronome metronome = new Metronome(PER_SECOND);
    private final Side with = new Side("with the layer", SERVICES.formatted(",failsafe"));
    private final Side without = new Side("without it", SERVICES.formatted(""));
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String firstFailure;

    /**
     * Prepares the bench.
     *
     * @param home    the project's folder, with its jars built
     * @param seconds length of each turn's two measurements
     */
    public FailsafeBench(Path home, int seconds) {
        this.home = home;
        this.seconds = seconds;
    }

    /** What was measured of one kind of cluster, all turns together. */
    private static final class Side {
        private final String name;
        private final String roles;
        private final Latencies orders = new Latencies();
        private double cpuPercent;
        private double messages;
        private double bytes;

        Side(String name, String roles) {
            this.name = name;
            this.roles = roles;
        }

        List<Figure> figures() {
            List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("idle " + name + ", processor of three nodes", cpuPercent / TURNS, "%"),
                Figure.of("idle " + name + ", bus messages sent to other nodes", messages / TURNS, "/s"),
                Figure.of("idle " + name + ", bus bytes sent to other nodes", bytes / TURNS, "B/s")));
            figures.addAll(orders.figures("REST submit to durable reply " + name + ","));
            return figures;
        }
    }

    public BenchReport run() throws Exception {
        Machine machine = Machine.now();
        for (int turn = 0; turn < TURNS; turn++) {
            measure(with);
            measure(without);
        }
        List<Figure> figures = new ArrayList<>(with.figures());
        figures.addAll(without.figures());
        figures.add(Figure.of("order path with / without, p50",
            with.orders.micros(50) / without.orders.micros(50), "x"));
        figures.add(Figure.atMost(GOAL_RATIO, "order path with / without, p99",
            with.orders.micros(99) / without.orders.micros(99), "x"));
        figures.add(Figure.atMost(0, "failed or refused", failed.get(), ""));
        List<String> notes = new ArrayList<>(List.of(with.orders.count() + " and " + without.orders.count()
            + " orders at " + PER_SECOND + " a second, in " + TURNS + " turns"));
        if (firstFailure != null) {
            notes.add("first failure: " + firstFailure);
        }
        return new BenchReport("failsafe: three nodes with the layer and without", machine, figures, notes);
    }

    private void measure(Side side) throws Exception {
        try (Site site = new Site(home)) {
            site.resumeTheMarket();
            try {
                measure(side, site, site.startNodes(Site.MAX_NODES, Map.of("node.roles", side.roles)));
            } catch (RuntimeException e) {
                throw new IllegalStateException("not measured " + side.name + "; the nodes' last words:\n"
                    + site.lastWords(), e);
            }
        }
    }

    private void measure(Side side, Site site, List<String> gateways) throws InterruptedException {
        List<RestClient> clients = gateways.stream().map(RestClient::new).toList();
        clients.getFirst().awaitTrading();
        orders(gentle, clients.getFirst(), WARM_UP_SECONDS, new Latencies());
        orders(metronome, clients.getFirst(), WARM_UP_SECONDS, new Latencies());
        idle(site, clients, side);
        orders(metronome, clients.getFirst(), seconds, side.orders);
        clients.forEach(RestClient::close);
    }

    private void idle(Site site, List<RestClient> clients, Side side) throws InterruptedException {
        double messages = sum(clients, SENT + "_count");
        double bytes = sum(clients, SENT + "_sum");
        Duration cpu = site.nodesCpu();
        long begun = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double took = (System.nanoTime() - begun) / 1e9;
        side.cpuPercent += 100 * site.nodesCpu().minus(cpu).toNanos() / 1e9 / took;
        side.messages += (sum(clients, SENT + "_count") - messages) / took;
        side.bytes += (sum(clients, SENT + "_sum") - bytes) / took;
    }

    private static double sum(List<RestClient> clients, String metric) {
        return clients.stream().mapToDouble(client -> client.metric(metric)).sum();
    }

    private void orders(Metronome beat, RestClient client, int length, Latencies times)
            throws InterruptedException {
        beat.run(TimeUnit.SECONDS.toNanos(length), (i, due) -> client.submit()
            .whenComplete((problem, failure) -> {
                if (failure == null && problem == null) {
                    synchronized (times) {
                        times.record(System.nanoTime() - due);
                    }
                } else if (failed.getAndIncrement() == 0) {
                    firstFailure = failure == null ? problem : failure.toString();
                }
            }));
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }
}
