package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.alert.Incident.People;
import dev.holdfast.resilience.alert.Incident.Seen;
import dev.holdfast.resilience.alert.Incident.Times;
import dev.holdfast.resilience.alert.Incident.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one incident of two that have one cause. What people were told of stays what they were told: nobody
 * is called twice, and those who know are told the deeper cause.
 */
final class Merger {
    private final Draft draft;

    Merger(Draft draft) {
        this.draft = draft;
    }

    /** The incident goes on under the cause that came to light. */
    Incident become(Incident consequence, Seen cause) {
        Symptom symptom = cause.symptom();
        List<Seen> all = new ArrayList<>(consequence.open());
        all.add(cause);
        boolean quiet = consequence.times().announcedAt() == null;
        Severity severity = quiet ? symptom.severity() : consequence.severity();
        Times times = consequence.times().fault(symptom.at()).gone(null, null);
        Incident whole = new Incident(consequence.id(), symptom.cause(), severity, consequence.status(),
            times, all, consequence.extent().with(symptom.id()), consequence.people(), consequence.flapping(),
            consequence.silence(), null, consequence.timeline())
            .line(draft.now(), "cause: " + symptom.id() + ": " + symptom.detail());
        tell(whole, consequence);
        return whole;
    }

    /** The part ends; all of it goes on in the whole. */
    Incident merge(Incident whole, Incident part) {
        draft.put(part.merged(whole.id()).line(draft.now(), "a part of " + whole.id()));
        List<Seen> all = new ArrayList<>(whole.open());
        part.open().stream().limit(Math.max(0, Incident.MAX_OPEN - all.size())).forEach(all::add);
        boolean wasQuiet = whole.times().announcedAt() == null;
        boolean told = part.times().announcedAt() != null;
        Incident both = whole.with(all, whole.extent().with(part.extent()))
            .at(earlier(whole.times(), part.times())).timed(draft.now())
            .with(together(whole.people(), part.people()))
            .line(draft.now(), "takes in " + part.id() + ": " + part.title());
        if (!wasQuiet || !told) {
            return both;
        }
        Incident known = both.at(part.severity()).in(part.status(), part.people().by());
        tell(known, part);
        return known;
    }

    private void tell(Incident whole, Incident before) {
        if (before.times().announcedAt() != null) {
            before.people().told().forEach(told ->
                draft.send(new Notice(Notice.Kind.CAUSE_FOUND, told.route(), whole)));
        }
    }

    private static Times earlier(Times one, Times other) {
        return new Times(earliest(one.faultAt(), other.faultAt()),
            earliest(one.detectedAt(), other.detectedAt()),
            earliest(one.announcedAt(), other.announcedAt()), one.causeGoneAt(), one.recoveredAt());
    }

    /** Null is never. */
    private static Instant earliest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static People together(People one, People other) {
        Map<String, Told> told = new LinkedHashMap<>();
        one.told().forEach(each -> told.put(each.route(), each));
        other.told().forEach(each -> told.merge(each.route(), each,
            (a, b) -> a.severity().compareTo(b.severity()) >= 0 ? a : b));
        String by = one.by() == null ? other.by() : one.by();
        return new People(by, List.copyOf(told.values()), one.notified() + other.notified());
    }
}
