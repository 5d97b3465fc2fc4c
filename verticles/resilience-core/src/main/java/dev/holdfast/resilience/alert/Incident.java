package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One cause and all of its symptoms. It never changes: each change makes a new one.
 *
 * @param severity   as urgent as its worst symptom was, own or mere consequence
 * @param open       symptoms that are still there, its own and mere consequences
 * @param flapping   it comes back too often: told at once, over only after a long quiet
 * @param silence    the id of what holds it back from being told; null if nothing does
 * @param mergedInto the incident that it turned out to be a part of; null if it stands for itself
 */
public record Incident(String id, CauseKey cause, Severity severity, IncidentStatus status, Times times,
                       List<Seen> open, Extent extent, People people, boolean flapping, String silence,
                       String mergedInto, List<Line> timeline) {
    /** Open symptoms that are kept of one incident; more are only counted. */
    static final int MAX_OPEN = 200;
    static final int MAX_LINES = 40;
    private static final int MAX_NAMED = 30;

    /**
     * When what was.
     *
     * @param faultAt     when the first symptom says that it began
     * @param detectedAt  when it was opened
     * @param announcedAt from when on people are told; null before
     * @param causeGoneAt when the last symptom of its own went; null while there is one
     * @param recoveredAt when the last symptom of any kind went; null while there is one
     */
    public record Times(Instant faultAt, Instant detectedAt, Instant announcedAt, Instant causeGoneAt,
                        Instant recoveredAt) {
        Times announced(Instant at) {
            return new Times(faultAt, detectedAt, at, causeGoneAt, recoveredAt);
        }

        Times gone(Instant cause, Instant all) {
            return new Times(faultAt, detectedAt, announcedAt, cause, all);
        }

        Times fault(Instant at) {
            return new Times(at.isBefore(faultAt) ? at : faultAt, detectedAt, announcedAt, causeGoneAt,
                recoveredAt);
        }
    }

    /** A symptom, and when it came to the incident. */
    public record Seen(Symptom symptom, Instant seenAt) {
    }

    /** Whom it touches, and how often something was reported; at most {@value #MAX_NAMED} are named. */
    public record Extent(SortedSet<String> services, SortedSet<String> nodes, int symptoms) {
        public Extent {
            services = new TreeSet<>(services);
            nodes = new TreeSet<>(nodes);
        }

        Extent with(Symptom.Id id) {
            return new Extent(added(services, id.service()), added(nodes, id.node()), symptoms + 1);
        }

        Extent with(Extent other) {
            SortedSet<String> allServices = services;
            SortedSet<String> allNodes = nodes;
            for (String service : other.services()) {
                allServices = added(allServices, service);
            }
            for (String node : other.nodes()) {
                allNodes = added(allNodes, node);
            }
            return new Extent(allServices, allNodes, symptoms + other.symptoms());
        }

        private static SortedSet<String> added(SortedSet<String> names, String name) {
            if (name.equals("*") || names.contains(name) || names.size() == MAX_NAMED) {
                return names;
            }
            SortedSet<String> more = new TreeSet<>(names);
            more.add(name);
            return more;
        }
    }

    /**
     * Who knows of it.
     *
     * @param by       who acknowledged it; null if nobody did
     * @param told     by which routes notices arrived
     * @param notified how many notices people got
     */
    public record People(String by, List<Told> told, int notified) {
        public People {
            told = List.copyOf(told);
        }
    }

    /** A route by which a notice arrived, and the severity that the last one had. */
    public record Told(String route, Severity severity, Instant at) {
    }

    /** One thing that happened. */
    public record Line(Instant at, String text) {
    }

    public Incident {
        open = List.copyOf(open);
        timeline = List.copyOf(timeline);
    }

    public boolean isOpen() {
        return status != IncidentStatus.RESOLVED;
    }

    /** Over before anybody was told. */
    public boolean isSelfHealed() {
        return !isOpen() && times.announcedAt() == null && mergedInto == null;
    }

    /** One line for people. */
    public String title() {
        return cause.title() + (flapping ? ", again and again" : "");
    }

    /** Symptoms that are not merely consequences. */
    public List<Seen> own() {
        return open.stream().filter(this::isOwn).toList();
    }

    boolean isOwn(Seen seen) {
        return seen.symptom().cause().equals(cause);
    }

    /**
     * Symptoms that people may be told for: its own, and consequences that are worse than all of these. For
     * its cause alone nobody would be called, or not in time, and to be explained makes nothing less urgent.
     */
    List<Seen> telling() {
        Optional<Severity> caused = own().stream().map(seen -> seen.symptom().severity())
            .max(Severity::compareTo);
        return open.stream().filter(seen -> isOwn(seen) || caused.isPresent()
            && seen.symptom().severity().compareTo(caused.get()) > 0).toList();
    }

    Seen seen(Symptom.Id id) {
        return open.stream().filter(seen -> seen.symptom().id().equals(id)).findFirst().orElse(null);
    }

    Severity told(String route) {
        return people.told().stream().filter(told -> told.route().equals(route)).map(Told::severity)
            .findFirst().orElse(null);
    }

    Incident in(IncidentStatus next, String by) {
        return new Incident(id, cause, severity, next, times, open, extent,
            new People(by, people.told(), people.notified()), flapping, silence, mergedInto, timeline);
    }

    Incident at(Severity next) {
        return new Incident(id, cause, next, status, times, open, extent, people, flapping, silence,
            mergedInto, timeline);
    }

    Incident at(Times next) {
        return new Incident(id, cause, severity, status, next, open, extent, people, flapping, silence,
            mergedInto, timeline);
    }

    /** With the times of its end as what is still there makes them. */
    Incident timed(Instant now) {
        Instant causeGone = !own().isEmpty() ? null
            : times.causeGoneAt() == null ? now : times.causeGoneAt();
        Instant recovered = !open.isEmpty() ? null : times.recoveredAt() == null ? now : times.recoveredAt();
        return at(times.gone(causeGone, recovered));
    }

    Incident with(List<Seen> next, Extent wider) {
        return new Incident(id, cause, severity, status, times, next, wider, people, flapping, silence,
            mergedInto, timeline);
    }

    Incident with(People next) {
        return new Incident(id, cause, severity, status, times, open, extent, next, flapping, silence,
            mergedInto, timeline);
    }

    Incident silenced(String by) {
        return new Incident(id, cause, severity, status, times, open, extent, people, flapping, by,
            mergedInto, timeline);
    }

    /** Resolved, because it is a part of another. */
    Incident merged(String into) {
        return new Incident(id, cause, Severity.LOG, IncidentStatus.RESOLVED, times, List.of(), extent,
            people, flapping, silence, into, timeline);
    }

    /** The newest {@value #MAX_LINES} lines are kept, and the first, which says how it began. */
    Incident line(Instant at, String text) {
        List<Line> lines = new ArrayList<>(timeline);
        if (lines.size() == MAX_LINES) {
            lines.remove(1);
        }
        lines.add(new Line(at, text));
        return new Incident(id, cause, severity, status, times, open, extent, people, flapping, silence,
            mergedInto, lines);
    }
}
