package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells the desk one verb and, if asked, watches the gateway's view until it has come about. Times count
 * from the acknowledgment, which the gateway gives once every shard has the verb in its journal.
 */
final class VerbRun {
    private static final long LOOK_MILLIS = 100;
    /** The newest orders looked at for sends: more than any account limit lets be sent in a few seconds. */
    private static final int NEWEST = 1_000;

    private final Gateway gateway;
    private final Verb verb;
    private final String account;
    private final String reason;
    private final Map<String, String> flattenedBefore = new HashMap<>();

    /**
     * What became of it.
     *
     * @param cameAbout      taken by every shard and, if it was waited for, seen in the view
     * @param lastSendMillis from the acknowledgment to the newest order that was sent; null if none was sent
     *                       after it, or nobody waited
     * @param tookMillis     from the acknowledgment until the view showed it; null if it did not, or nobody
     *                       waited
     * @param openOrders     of the accounts meant, at the last look; null if nobody waited
     */
    record Outcome(Verb verb, String account, Instant acknowledgedAt, boolean cameAbout, Long lastSendMillis,
                   Long tookMillis, Integer openOrders) {
        String line() {
            String who = account == null ? "all accounts" : account;
            if (openOrders == null) {
                return verb.text() + " " + who + ": taken by every shard at " + acknowledgedAt;
            }
            String lastSend = lastSendMillis == null ? "nothing was sent after the acknowledgment"
                : "the last order was sent " + lastSendMillis + " ms after the acknowledgment";
            return verb.text() + " " + who + ": " + (cameAbout ? verb.done() + " after " + tookMillis + " ms"
                : "taken, but not yet so; " + openOrders + " orders are open") + "; " + lastSend;
        }

        ObjectNode json() {
            ObjectNode json = Json.mapper().createObjectNode().put("verb", verb.text())
                .put("acknowledgedAt", acknowledgedAt.toString()).put("cameAbout", cameAbout)
                .put("waited", openOrders != null);
            if (account != null) {
                json.put("account", account);
            }
            if (openOrders != null) {
                json.put("lastSendMillis", lastSendMillis).put("tookMillis", tookMillis)
                    .put("openOrders", openOrders);
            }
            return json;
        }
    }

    VerbRun(Gateway gateway, Verb verb, String account, String reason) {
        this.gateway = gateway;
        this.verb = verb;
        this.account = account;
        this.reason = reason;
    }

    /**
     * Tells it.
     *
     * @param waitSeconds longest watch; 0 returns with the acknowledgment
     */
    Outcome run(int waitSeconds) {
        if (waitSeconds > 0 && verb == Verb.FLATTEN) {
            accounts().forEach((name, view) ->
                flattenedBefore.put(name, view.path("flattenedAt").asText()));
        }
        JsonNode taken = Json.read(gateway.post(verb.path(), verb.body(account, reason))
            .getBytes(StandardCharsets.UTF_8), JsonNode.class);
        long from = System.nanoTime();
        Instant at = Instant.parse(taken.path("at").asText());
        return waitSeconds == 0 ? new Outcome(verb, account, at, true, null, null, null)
            : watch(at, from, Duration.ofSeconds(waitSeconds));
    }

    private Outcome watch(Instant at, long from, Duration longest) {
        while (true) {
            pause();
            Map<String, JsonNode> accounts = accounts();
            JsonNode orders = gateway.items("/api/v1/orders?limit=" + NEWEST + filter());
            boolean done = accounts.entrySet().stream().allMatch(one -> isDone(one.getKey(), one.getValue()))
                && (verb != Verb.CANCEL_ALL || openSince(at) == 0);
            long passed = System.nanoTime() - from;
            if (done || passed > longest.toNanos()) {
                int open = accounts.values().stream().mapToInt(one -> one.path("openOrders").asInt()).sum();
                return new Outcome(verb, account, at, done, lastSend(orders, at),
                    done ? TimeUnit.NANOSECONDS.toMillis(passed) : null, open);
            }
        }
    }

    /** A flatten is done when one ended that had not ended before. */
    private boolean isDone(String name, JsonNode view) {
        boolean ended = verb != Verb.FLATTEN
            || !view.path("flattenedAt").asText().equals(flattenedBefore.getOrDefault(name, ""));
        return ended && verb.shows(view);
    }

    /** Orders that were open when the verb was acknowledged, and still are. */
    private int openSince(Instant at) {
        int open = 0;
        for (JsonNode order : gateway.items("/api/v1/orders?limit=" + NEWEST + "&open=true" + filter())) {
            open += Instant.parse(order.path("createdAt").asText()).isAfter(at) ? 0 : 1;
        }
        return open;
    }

    private static Long lastSend(JsonNode orders, Instant acknowledged) {
        Instant last = acknowledged;
        for (JsonNode order : orders) {
            for (JsonNode step : order.path("history")) {
                Instant at = Instant.parse(step.path("at").asText());
                if (step.path("event").asText().equals("SendAttempted") && at.isAfter(last)) {
                    last = at;
                }
            }
        }
        return last.equals(acknowledged) ? null : Duration.between(acknowledged, last).toMillis();
    }

    private Map<String, JsonNode> accounts() {
        Map<String, JsonNode> chosen = new HashMap<>();
        for (JsonNode view : gateway.items("/api/v1/accounts")) {
            String name = view.path("account").asText();
            if (account == null || account.equals(name)) {
                chosen.put(name, view);
            }
        }
        return chosen;
    }

    private String filter() {
        return account == null ? "" : "&account=" + account;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(ExitCode.CHECK_FAILED, "interrupted; what was told holds all the same");
        }
    }
}
