package dev.holdfast.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Gateway;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.node.supervise.Child;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The supervising parent of broker, venue and nodes, from the first process to the proof at the end. */
final class Demo implements AutoCloseable {
    /** A cold start on a busy machine of two cores; a warm one takes a fraction. */
    private static final Duration START = Duration.ofSeconds(120);
    private static final long LOOK_MILLIS = 100;
    private static final double NANOS = 1e9;
    /** Places in the list of children: the broker is first. */
    private static final int VENUE = 1;
    private static final int FIRST_NODE = 2;

    private final DemoPlan plan;
    private final Map<InstrumentId, Instrument> instruments;
    private final Screen screen;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final List<Child> children = new ArrayList<>();
    private final Gateway node;
    private final Gateway venue;
    private long startedNanos;
    private double secondsToFirstQuote;

    Demo(DemoPlan plan, Map<InstrumentId, Instrument> instruments, Screen screen) {
        this.plan = plan;
        this.instruments = instruments;
        this.screen = screen;
        this.node = new Gateway(plan.ports().dashboard(), DemoPlan.USER, plan.password());
        this.venue = new Gateway(plan.ports().venueAdminUrl(), null, null);
    }

    /** Ends the run early, with the same proof at the end; from any thread. */
    void askToStop() {
        stopAsked.countDown();
    }

    /**
     * Runs it all; {@link #close} then stops what it started.
     *
     * @return null if it was stopped before there was anything to sum up
     */
    Summary run() throws IOException, InterruptedException {
        startedNanos = System.nanoTime();
        startChildren(plan.tether());
        awaitFirstQuote();
        if (secondsToFirstQuote == 0) {
            return null;
        }
        screen.box(greeting());
        runReplay();
        return summary(end());
    }

    /** All at once: the node waits for the broker, and shows the venue as absent until it is there. */
    private void startChildren(Path tether) throws IOException, InterruptedException {
        add(Child.start(plan.broker(tether, screen::tell)));
        add(Child.start(plan.venue(tether, screen::tell)));
        for (int index = 0; index < plan.choices().nodes(); index++) {
            add(Child.start(plan.node(index, tether, screen::tell)));
        }
        try (Screen.Progress progress = screen.progress("start")) {
            int up = 0;
            progress.at(0, "broker, venue and " + plan.choices().nodes() + " node(s)");
            for (Child child : children) {
                awaitReady(child);
                up++;
                progress.at(up / (double) children.size(), child.name() + " is up after "
                    + seconds() + " s");
            }
        }
    }

    private synchronized void add(Child child) {
        children.add(child);
    }

    private void awaitReady(Child child) throws InterruptedException {
        while (!child.ready().isDone()) {
            if (seconds() > START.toSeconds()) {
                throw new Refused(1, child.name() + " was not ready within " + START.toSeconds()
                    + " s; see " + plan.dir());
            }
            if (stopAsked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        refuseDead();
    }

    private void awaitFirstQuote() throws InterruptedException {
        while (stopAsked.getCount() > 0) {
            refuseDead();
            if (firstQuoteSeen()) {
                secondsToFirstQuote = seconds();
                screen.tell("first quote after " + secondsToFirstQuote + " s");
                return;
            }
            if (seconds() > START.toSeconds()) {
                throw new Refused(1, "no quote reached " + plan.ports().dashboard() + " within "
                    + START.toSeconds() + " s; see " + plan.dir());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean firstQuoteSeen() {
        try {
            return !node.get("/api/v1/status").path("quotes").isEmpty();
        } catch (Refused e) {
            // The gateway comes up with its node; what stays wrong ends in the time-out above.
            return false;
        }
    }

    private void runReplay() throws InterruptedException {
        Integer limit = plan.choices().seconds();
        try (Screen.Progress progress = screen.progress("replay")) {
            while (limit == null || seconds() < limit) {
                if (stopAsked.await(1, TimeUnit.SECONDS)) {
                    return;
                }
                refuseDead();
                showReplay(progress);
            }
        }
    }

    private void showReplay(Screen.Progress progress) {
        try {
            JsonNode status = venue.get("/status");
            long percent = Math.round(status.path("progress").asDouble() * 10) * 10;
            progress.at(status.path("progress").asDouble(), "lap " + (status.path("laps").asInt() + 1) + ", "
                + percent + " % of " + status.path("data").asText());
        } catch (Refused e) {
            progress.at(0, "the venue does not answer");
        }
    }

    private void refuseDead() {
        for (Child child : children) {
            if (child.gaveUp() != null) {
                throw new Refused(1, child.gaveUp());
            }
        }
    }

    private Ending.Findings end() throws InterruptedException {
        screen.tell("holding the market still; replaying the journal");
        boolean venueRestarted = children.get(VENUE).restarts() > 0;
        return new Ending(node, venue, plan.ports().bootstrapServers(), instruments,
            venueRestarted ? plan.ledger() : null).settle();
    }

    private Summary summary(Ending.Findings found) {
        SortedMap<String, Integer> restarts = new TreeMap<>();
        children.stream().filter(child -> child.restarts() > 0)
            .forEach(child -> restarts.put(child.name(), child.restarts()));
        List<String> differences = new ArrayList<>(found.stateDifferences());
        differences.addAll(found.ledgerDifferences());
        return new Summary(found.orders(), found.fills(), found.partialFills(), found.denials(),
            found.positions(), found.cash(), found.fromStatus("equity"), found.fromStatus("pnl"),
            found.offsets(), found.stateDifferences().isEmpty(), found.ledgerDifferences().isEmpty(),
            differences, found.unsettledOrders(), secondsToFirstQuote, seconds(), restarts);
    }

    /** Leaves no process behind: the last started is told first, all are told before any is waited for. */
    @Override
    public synchronized void close() {
        List<Child> reverse = children.reversed();
        reverse.forEach(Child::stop);
        reverse.forEach(Child::awaitStop);
    }

    private double seconds() {
        return Math.round((System.nanoTime() - startedNanos) / NANOS * 10) / 10.0;
    }

    private List<String> greeting() {
        return List.of("Holdfast is trading.  Mode PAPER: no real money, no real exchange.", "",
            "Dashboard  " + plan.ports().dashboard(),
            "Log in as  " + DemoPlan.USER + "   password  " + plan.password(), "",
            "Try:  1  watch a fill appear on the chart, then open its order's history",
            "      2  send an order by hand from the dashboard (account 'manual')",
            "      3  kill -9 " + children.get(FIRST_NODE).pid() + "  (the node) and watch it come back",
            "", plan.choices().seconds() == null ? "Ctrl-C stops it and proves the books."
                : "Stops by itself after " + plan.choices().seconds() + " s and proves the books.");
    }
}
