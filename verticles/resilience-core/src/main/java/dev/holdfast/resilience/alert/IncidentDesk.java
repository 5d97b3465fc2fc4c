package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.alert.Draft.Numbers;
import dev.holdfast.resilience.alert.Incident.People;
import dev.holdfast.resilience.alert.Incident.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes few incidents of many symptoms, and tells people of those that do not heal by themselves
 * (requirement A3.8). {@link #decide} changes nothing; only {@link #apply} does.
 */
public final class IncidentDesk {
    private static final Pattern NUMBERED = Pattern.compile("[IS]-([0-9]{1,15}).*");

    private final AlertRules rules;
    private final IncidentBook book = new IncidentBook();
    private Noise noise = Noise.NONE;
    private Numbers numbers;

    /**
     * A desk that knows of nothing yet.
     *
     * @param suffix on every id that it gives: empty for the one desk that speaks for all, else something of
     *               the node's own, so that two that cannot hear each other never give the same
     */
    public IncidentDesk(AlertRules rules, String suffix) {
        this.rules = rules;
        this.numbers = new Numbers(suffix, 0);
    }

    /** From now on ids end like this. */
    public void suffix(String suffix) {
        numbers = new Numbers(suffix, numbers.last());
    }

    /** Goes on with what another desk knew: nobody is told again of what they were told. */
    public void restore(Collection<Incident> incidents, Collection<Silence> silences) {
        incidents.forEach(incident -> {
            book.put(incident);
            numbered(incident.id());
        });
        silences.forEach(silence -> {
            book.put(silence);
            numbered(silence.id());
        });
    }

    /** Gives no id again that one of these has. */
    public void number(Collection<Incident> incidents) {
        incidents.forEach(incident -> numbered(incident.id()));
    }

    private void numbered(String id) {
        Matcher matcher = NUMBERED.matcher(id);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            numbers = number > numbers.last() ? new Numbers(numbers.suffix(), number) : numbers;
        }
    }

    /** What the command leads to. */
    public Decision decide(AlertCommand command, Instant now) {
        Draft draft = new Draft(book, rules, numbers.copy(), now);
        Grouping grouping = new Grouping(draft);
        switch (command) {
            case AlertCommand.Report report -> grouping.report(report.symptom());
            case AlertCommand.Clear clear -> grouping.clear(clear.symptom(), clear.detail());
            case AlertCommand.Renewed renewed -> grouping.renewed(renewed.node(), renewed.since());
            case AlertCommand.Adopt adopt -> grouping.adopt(adopt.incident());
            case AlertCommand.Acknowledge ack -> acknowledge(draft, ack);
            case AlertCommand.Silencing silencing -> silence(draft, silencing.silence());
            case AlertCommand.EndSilence end -> endSilence(draft, end);
            case AlertCommand.Delivered delivered -> delivered(draft, delivered);
            case AlertCommand.Dropped dropped -> draft.settle(dropped.notice());
            case AlertCommand.Tick tick -> { }
        }
        grouping.release();
        new Announcing(draft).advance();
        return draft.decision();
    }

    private static void acknowledge(Draft draft, AlertCommand.Acknowledge ack) {
        Incident incident = draft.standing(ack.incident());
        if (incident == null) {
            draft.refuse("no incident '" + ack.incident() + "'");
        } else if (!incident.isOpen()) {
            draft.refuse(incident.id() + " is over");
        } else {
            draft.answer(incident.id());
            draft.put(incident.in(IncidentStatus.ACKNOWLEDGED, ack.by())
                .line(draft.now(), "acknowledged by " + ack.by()));
        }
    }

    private static void silence(Draft draft, Silence wanted) {
        if (draft.silences().size() >= IncidentBook.MAX_SILENCES) {
            draft.refuse("there are " + IncidentBook.MAX_SILENCES + " silences already");
            return;
        }
        if (!wanted.from().isBefore(wanted.until()) || wanted.isOver(draft.now())) {
            draft.refuse("it would be over before it began");
            return;
        }
        Silence silence = new Silence(draft.nextSilenceId(), wanted.maintenance(), wanted.cause(),
            wanted.service(), wanted.node(), wanted.from(), wanted.until(), wanted.by(), wanted.why(), false);
        draft.answer(silence.id());
        draft.put(silence);
    }

    private static void endSilence(Draft draft, AlertCommand.EndSilence end) {
        draft.silences().stream().filter(silence -> silence.id().equals(end.silence())).findFirst()
            .ifPresentOrElse(silence -> {
                draft.answer(silence.id());
                draft.put(silence.end());
            }, () -> draft.refuse("no silence '" + end.silence() + "'"));
    }

    /** Noted with the incident, or with the one that it became a part of. */
    private static void delivered(Draft draft, AlertCommand.Delivered delivered) {
        Notice notice = delivered.notice();
        draft.settle(notice);
        draft.count(delivered.disturbs() ? Noise.DELIVERED : Noise.NONE);
        Incident incident = draft.standing(notice.incident().id());
        if (incident == null) {
            return;
        }
        List<Told> told = new ArrayList<>(incident.people().told());
        told.removeIf(each -> each.route().equals(notice.route()));
        told.add(new Told(notice.route(), notice.incident().severity(), draft.now()));
        int notified = incident.people().notified() + (delivered.disturbs() ? 1 : 0);
        draft.put(incident.with(new People(incident.people().by(), told, notified))
            .line(draft.now(), "told " + notice.route() + ": " + notice.kind()));
    }

    /** Makes a decision hold. */
    public void apply(Decision decision, Instant now) {
        decision.changed().forEach(incident -> {
            book.put(incident);
            numbered(incident.id());
        });
        decision.silences().forEach(silence -> {
            book.put(silence);
            numbered(silence.id());
        });
        decision.settled().forEach(book::settled);
        decision.notices().forEach(book::sent);
        book.forgetOver(now);
        noise = noise.plus(decision.noise());
    }

    public IncidentBook book() {
        return book;
    }

    public Noise noise() {
        return noise;
    }
}
