package dev.holdfast.resilience.alert;

import java.time.Instant;

/** What the {@link IncidentDesk} is told. */
public sealed interface AlertCommand {
    /** Something is wrong, or still is. */
    record Report(Symptom symptom) implements AlertCommand {
    }

    /** It is not any more. */
    record Clear(Symptom.Id symptom, String detail) implements AlertCommand {
    }

    /**
     * A node's process is another one than before: what was wrong in the old one is gone with it.
     *
     * @param since when it was started; what was noticed later stays
     */
    record Renewed(String node, Instant since) implements AlertCommand {
    }

    /** A person works on it. */
    record Acknowledge(String incident, String by) implements AlertCommand {
    }

    /** Tell nobody of certain incidents; the desk gives it its id. */
    record Silencing(Silence silence) implements AlertCommand {
    }

    /** Tell again. */
    record EndSilence(String silence, String by) implements AlertCommand {
    }

    /** An incident that another desk opened, and that is this one's from here on. */
    record Adopt(Incident incident) implements AlertCommand {
    }

    /**
     * A notice arrived.
     *
     * @param disturbs a person sees it: not so of a line in a log
     */
    record Delivered(Notice notice, boolean disturbs) implements AlertCommand {
    }

    /** A notice will never arrive: its route is gone, or it waited too long. */
    record Dropped(Notice notice, String why) implements AlertCommand {
    }

    /** Time passed: call every second or so. */
    record Tick() implements AlertCommand {
    }
}
