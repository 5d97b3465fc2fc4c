package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What one command changes, on a copy: the desk itself changes only when the decision is applied. */
final class Draft {
    /** A part of a part of a part: more never comes about. */
    private static final int MAX_HOPS = 8;

    private final Instant now;
    private final AlertRules rules;
    private final Map<String, Incident> open = new LinkedHashMap<>();
    private final Map<String, Incident> changed = new LinkedHashMap<>();
    private final List<Incident> recent;
    private final Map<String, Silence> silences;
    private final Map<String, Silence> changedSilences = new LinkedHashMap<>();
    private final Map<Way, Notice> underWay;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Notice> settled = new ArrayList<>();
    private final Numbers numbers;
    private Noise noise = Noise.NONE;
    private String problem;
    private String subject;

    /** On its way: which incident, by which route. */
    record Way(String incident, String route) {
        static Way of(Notice notice) {
            return new Way(notice.incident().id(), notice.route());
        }
    }

    /** Gives ids; what was not applied is given again. */
    static final class Numbers {
        private final String suffix;
        private long last;

        Numbers(String suffix, long last) {
            this.suffix = suffix;
            this.last = last;
        }

        Numbers copy() {
            return new Numbers(suffix, last);
        }

        String next(String kind) {
            last++;
            return kind + "-" + last + suffix;
        }

        String suffix() {
            return suffix;
        }

        long last() {
            return last;
        }
    }

    Draft(IncidentBook book, AlertRules rules, Numbers numbers, Instant now) {
        this.now = now;
        this.rules = rules;
        this.numbers = numbers;
        book.open().forEach(incident -> open.put(incident.id(), incident));
        this.recent = book.recent();
        this.silences = new TreeMap<>(book.silencesById());
        this.underWay = new LinkedHashMap<>(book.underWay());
    }

    Instant now() {
        return now;
    }

    AlertRules rules() {
        return rules;
    }

    List<Incident> open() {
        return List.copyOf(open.values());
    }

    /** Ended before this command, newest first. */
    List<Incident> recent() {
        return recent;
    }

    Collection<Silence> silences() {
        return silences.values();
    }

    /** The incident, or the one that it became a part of; null if there is none. */
    Incident standing(String id) {
        Incident found = byId(id);
        for (int hops = 0; found != null && found.mergedInto() != null && hops < MAX_HOPS; hops++) {
            found = byId(found.mergedInto());
        }
        return found;
    }

    private Incident byId(String id) {
        Incident found = changed.getOrDefault(id, open.get(id));
        return found != null ? found
            : recent.stream().filter(incident -> incident.id().equals(id)).findFirst().orElse(null);
    }

    Incident byCause(CauseKey cause) {
        return open.values().stream().filter(one -> one.cause().equals(cause)).findFirst().orElse(null);
    }

    /** The incident in which the symptom is; null if it is in none. */
    Incident holder(Symptom.Id symptom) {
        return open.values().stream().filter(one -> one.seen(symptom) != null).findFirst().orElse(null);
    }

    /** The open incident of the deepest cause that explains it; null if nothing does. */
    Incident explanation(Symptom symptom) {
        return explanation(symptom, one -> true);
    }

    /** The same of causes that are not over: of two that are, each would give it to the other for ever. */
    Incident lastingExplanation(Symptom symptom) {
        return explanation(symptom, one -> one.times().causeGoneAt() == null);
    }

    private Incident explanation(Symptom symptom, Predicate<Incident> which) {
        return open.values().stream()
            .filter(one -> which.test(one) && CauseTable.explains(one.cause(), symptom))
            .min(Comparator.comparingInt((Incident one) -> CauseTable.rank(one.cause().cause()))
                .thenComparing(Incident::id))
            .orElse(null);
    }

    String nextId() {
        return numbers.next("I");
    }

    String nextSilenceId() {
        return numbers.next("S");
    }

    void put(Incident incident) {
        changed.put(incident.id(), incident);
        if (incident.isOpen()) {
            open.put(incident.id(), incident);
        } else {
            open.remove(incident.id());
        }
    }

    void put(Silence silence) {
        silences.put(silence.id(), silence);
        changedSilences.put(silence.id(), silence);
    }

    boolean isUnderWay(Incident incident, String route) {
        return underWay.containsKey(new Way(incident.id(), route));
    }

    /** Routes by which a notice of it is on its way. */
    List<String> routesUnderWay(Incident incident) {
        return underWay.keySet().stream().filter(way -> way.incident().equals(incident.id()))
            .map(Way::route).toList();
    }

    void send(Notice notice) {
        notices.add(notice);
        underWay.put(Way.of(notice), notice);
    }

    /** Not under way any more; a newer one that took its place still is. */
    void settle(Notice notice) {
        settled.add(notice);
        Notice current = underWay.get(Way.of(notice));
        if (current != null && current.kind() == notice.kind()) {
            underWay.remove(Way.of(notice));
        }
    }

    void count(Noise more) {
        noise = noise.plus(more);
    }

    void refuse(String why) {
        problem = why;
    }

    void answer(String id) {
        subject = id;
    }

    Decision decision() {
        return new Decision(List.copyOf(changed.values()), List.copyOf(changedSilences.values()), notices,
            settled, noise, problem, subject);
    }
}
