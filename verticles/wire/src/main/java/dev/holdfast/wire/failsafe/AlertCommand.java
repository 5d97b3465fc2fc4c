package dev.holdfast.wire.failsafe;

import dev.holdfast.wire.message.Ack;
import java.time.Instant;
import java.util.List;

/** What people tell the alerting, at any node that runs it: the one that speaks gets it. */
public sealed interface AlertCommand {
    /** A person works on it: nobody else is called for it any more. */
    record AcknowledgeIncident(String incident, String by) implements AlertCommand {
    }

    /**
     * Tell nobody of certain incidents until then.
     *
     * @param silence its id and {@code ended} are given by the node that takes it
     */
    record AddSilence(SilenceView silence) implements AlertCommand {
    }

    /** Tell again. */
    record EndSilence(String silence, String by) implements AlertCommand {
    }

    /**
     * What became of it.
     *
     * @param ack     its problem says why it was not done
     * @param subject the id of what was changed or made; null if nothing was
     */
    record Reply(Ack ack, String subject) {
    }

    /**
     * What is known, newest first, and how loud it was.
     *
     * @param speaker the node that tells people now; null if this one does not know
     */
    record Incidents(String node, String speaker, List<IncidentView> incidents, List<SilenceView> silences,
                     Noise noise, Instant at) {
    }

    /**
     * How much reached the alerting, and how little of it people, since this node speaks.
     *
     * @param symptoms   reported, repeats included
     * @param repeated   of them, already known
     * @param inhibited  of them, a consequence of something known
     * @param selfHealed incidents that were over before anybody was called
     * @param silenced   incidents of which nobody was told because of a silence
     * @param pages      incidents for which somebody was called
     * @param tickets    incidents for which somebody was told for later
     * @param notices    delivered to people, of every kind: first, escalated, cause found, resolved
     */
    record Noise(long symptoms, long repeated, long inhibited, long selfHealed, long silenced, long pages,
                 long tickets, long notices) {
    }
}
