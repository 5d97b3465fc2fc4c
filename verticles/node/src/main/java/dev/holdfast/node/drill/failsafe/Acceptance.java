package dev.holdfast.node.drill.failsafe;

import java.util.ArrayList;
import java.util.List;

/**
 * How well orders were served at any time: of those sent within it, how many were accepted as quickly as a
 * client waits. An order that was accepted later, denied, or could not even be sent, was not. Safe from any
 * thread.
 */
public final class Acceptance {
    /** What a client waits before it takes the system for down. */
    public static final long PROMPT_MILLIS = 2_000;
    private static final double PERCENT = 100.0;

    private final List<Answer> answers = new ArrayList<>();

    /** What became of one order. */
    public record Answer(long sentMillis, long repliedMillis, boolean accepted) {
        boolean isPrompt() {
            return accepted && repliedMillis - sentMillis <= PROMPT_MILLIS;
        }
    }

    /** Takes an order's answer. */
    public synchronized void add(Answer answer) {
        answers.add(answer);
    }

    /** Of the orders sent from one moment to another, accepted promptly in percent; null if none was sent. */
    public synchronized Double percent(long fromMillis, long toMillis) {
        List<Answer> sent = answers.stream().filter(answer ->
            answer.sentMillis() >= fromMillis && answer.sentMillis() <= toMillis).toList();
        return sent.isEmpty() ? null
            : PERCENT * sent.stream().filter(Answer::isPrompt).count() / sent.size();
    }
}
