package dev.holdfast.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.simulation.bug.BugHunt;
import dev.holdfast.simulation.run.Batch;
import dev.holdfast.simulation.run.Outcome;
import dev.holdfast.simulation.run.Shrinker;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Says what came out, in words for a person or as one JSON object for a program. */
final class Report {
    private static final long PROGRESS_MILLIS = 2_000;
    private static final int LAST_LINES = 60;

    private final PrintStream out;
    private final PrintStream progress;
    private final boolean json;
    private final ObjectMapper mapper = new ObjectMapper();

    Report(PrintStream out, PrintStream progress, boolean json) {
        this.out = out;
        this.progress = progress;
        this.json = json;
    }

    /** Tells how far a batch is, until the program ends. */
    void follow(Batch batch) {
        Thread teller = new Thread(() -> {
            try {
                while (true) {
                    Thread.sleep(PROGRESS_MILLIS);
                    Batch.Result sofar = batch.progress();
                    progress.printf(Locale.ROOT, "%,d of %,d seeds, %.0f a second%n", sofar.seeds(),
                        batch.wanted(), sofar.seedsPerSecond());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "progress");
        teller.setDaemon(true);
        teller.start();
    }

    void held(Batch.Result result) {
        if (json) {
            print(counts(result).put("holds", true));
            return;
        }
        out.printf(Locale.ROOT, "%,d seeds hold: %,d steps, %,d journal records, %,d venue orders,"
            + " %,d virtual hours in %.0f s (%.0f seeds a second)%n", result.seeds(), result.steps(),
            result.records(), result.venueOrders(), result.virtualSeconds() / 3_600, result.seconds(),
            result.seedsPerSecond());
    }

    void one(Outcome outcome) {
        if (json) {
            ObjectNode node = mapper.createObjectNode().put("plan", outcome.plan())
                .put("holds", outcome.holds()).put("hash", Long.toHexString(outcome.hash()))
                .put("steps", outcome.steps()).put("records", outcome.counts().records());
            texts(node.putArray("findings"), outcome.findings());
            print(node);
            return;
        }
        outcome.lines().forEach(out::println);
        out.printf("%s%nhash %s, %d steps, %d virtual ms, %d journal records, %d venue orders%n",
            outcome.plan(), Long.toHexString(outcome.hash()), outcome.steps(),
            outcome.counts().virtualMillis(), outcome.counts().records(), outcome.counts().venueOrders());
        outcome.findings().forEach(finding -> out.println("WRONG " + finding));
    }

    void failed(Outcome outcome, Shrinker.Shrunk shrunk, List<String> lines) {
        if (json) {
            ObjectNode node = mapper.createObjectNode().put("holds", false)
                .put("seed", shrunk.plan().seed()).put("plan", outcome.plan())
                .put("smallest", shrunk.plan().spelled());
            texts(node.putArray("findings"), outcome.findings());
            texts(node.putArray("findingsOfSmallest"), shrunk.findings());
            print(node);
            return;
        }
        out.println("seed " + shrunk.plan().seed() + " FAILS");
        outcome.findings().forEach(finding -> out.println("  " + finding));
        out.println("the smallest plan found in " + shrunk.tries() + " tries that still fails:");
        out.println("  " + shrunk.plan().spelled());
        shrunk.findings().forEach(finding -> out.println("  " + finding));
        out.println("the end of its trace:");
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(out::println);
        out.println("again: ./holdfast simulate --trace --plan " + shrunk.plan().spelled());
    }

    void hunted(BugHunt.Catch one) {
        if (!json) {
            out.printf("%-32s %s%n", one.bug().name(), one.isCaught()
                ? "caught in seed " + one.plan() + ", the " + one.seeds() + ". run: " + one.finding()
                : "NOT CAUGHT in " + one.seeds() + " seeds");
        }
    }

    void huntOver(List<BugHunt.Catch> catches) {
        long caught = catches.stream().filter(BugHunt.Catch::isCaught).count();
        if (!json) {
            out.printf("%d of %d deliberate bugs are caught%n", caught, catches.size());
            return;
        }
        ObjectNode node = mapper.createObjectNode().put("bugs", catches.size()).put("caught", caught);
        ArrayNode list = node.putArray("hunts");
        catches.forEach(one -> list.addObject().put("bug", one.bug().name()).put("rule", one.bug().rule())
            .put("words", one.bug().words()).put("caught", one.isCaught()).put("seeds", one.seeds())
            .put("finding", one.finding()));
        print(node);
    }

    private ObjectNode counts(Batch.Result result) {
        return mapper.createObjectNode().put("seeds", result.seeds()).put("seconds", result.seconds())
            .put("seedsPerSecond", result.seedsPerSecond()).put("steps", result.steps())
            .put("records", result.records()).put("venueOrders", result.venueOrders())
            .put("virtualSeconds", result.virtualSeconds());
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private void print(ObjectNode node) {
        out.println(node);
    }
}
