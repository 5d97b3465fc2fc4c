package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.AlertCommand.AcknowledgeIncident;
import dev.holdfast.wire.failsafe.AlertCommand.AddSilence;
import dev.holdfast.wire.failsafe.AlertCommand.EndSilence;
import dev.holdfast.wire.failsafe.AlertCommand.Incidents;
import dev.holdfast.wire.failsafe.AlertCommand.Noise;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.failsafe.SilenceView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is wrong, who knows of it, and what nobody is to be told of (requirement A3.8). */
final class IncidentRoutes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_TEXT = 200;
    private static final String ANY = "*";
    private static final String TIME = "ISO-8601 in UTC, such as 2026-01-31T12:00:00Z";

    private final AlertingDoor alerting;
    private final AuditTrail audit;
    private final Clock clock;

    /** Incidents, newest first, the open ones before the others. */
    record Listed(List<IncidentView> items, List<SilenceView> silences, Noise noise, String speaker) {
    }

    /** What a command made or changed. */
    record Changed(String id) {
    }

    private enum Kind { SILENCE, MAINTENANCE }

    IncidentRoutes(AlertingDoor alerting, AuditTrail audit, Clock clock) {
        this.alerting = alerting;
        this.audit = audit;
        this.clock = clock;
    }

    void onIncidents(RoutingContext context) {
        QueryParameters query = new QueryParameters(context.queryParams());
        boolean openOnly = query.flag("open");
        int limit = query.limit(DEFAULT_LIMIT);
        query.done();
        alerting.ask().onComplete(known -> Answers.json(context, 200, new Listed(known.incidents().stream()
            .filter(one -> !openOnly || one.status() != IncidentStatus.RESOLVED).limit(limit).toList(),
            known.silences(), known.noise(), known.speaker())), context::fail);
    }

    void onIncident(RoutingContext context) {
        new QueryParameters(context.queryParams()).done();
        String id = context.pathParam("id");
        alerting.ask().map(known -> find(known, id))
            .onComplete(found -> Answers.json(context, 200, found), context::fail);
    }

    private static IncidentView find(Incidents known, String id) {
        return known.incidents().stream().filter(one -> one.id().equals(id)).findFirst()
            .orElseThrow(() -> Problem.notFound("no incident '" + id + "'"));
    }

    void onAcknowledge(RoutingContext context) {
        JsonFields.of(context.body().buffer()).done("invalid-request", "The request is not valid");
        String id = context.pathParam("id");
        String user = Access.principal(context).name();
        Future<Changed> done = alerting.ask().map(known -> find(known, id))
            .compose(found -> tell(new AcknowledgeIncident(id, user)));
        answer(context, 200, new Deed("incident.acknowledge", id, null), done);
    }

    void onSilence(RoutingContext context) {
        JsonFields fields = JsonFields.of(context.body().buffer());
        Kind kind = fields.choice("kind", Kind.class, false);
        List<String> causes = new ArrayList<>(List.of(ANY));
        Arrays.stream(Cause.values()).map(Cause::word).forEach(causes::add);
        String cause = orAny(fields.oneOf("cause", causes, false));
        String service = orAny(text(fields, "service"));
        String node = orAny(text(fields, "node"));
        Instant from = time(fields, "from", clock.instant());
        Instant until = time(fields, "until", null);
        String why = fields.requiredText("why", "1 to " + MAX_TEXT + " characters");
        if (why != null && why.length() > MAX_TEXT) {
            fields.wrong("why", "has " + why.length() + " characters", "1 to " + MAX_TEXT + " characters");
        }
        if (until == null && fields.isRight("until")) {
            fields.wrong("until", "is required", TIME);
        }
        if (from != null && until != null && !until.isAfter(from)) {
            fields.wrong("until", "is not after from", TIME);
        }
        fields.done("invalid-request", "The request is not valid");
        SilenceView silence = new SilenceView("", kind == Kind.MAINTENANCE, cause, service, node, from, until,
            Access.principal(context).name(), why, false);
        answer(context, 201, new Deed("silence.add", cause + " " + service + " " + node,
            "until " + until + ": " + why), tell(new AddSilence(silence)));
    }

    void onEndSilence(RoutingContext context) {
        String id = context.pathParam("id");
        answer(context, 200, new Deed("silence.end", id, null),
            tell(new EndSilence(id, Access.principal(context).name())));
    }

    private record Deed(String action, String subject, String detail) {
    }

    private Future<Changed> tell(AlertCommand command) {
        return alerting.tell(command).map(reply -> {
            if (reply.ack().problem() != null) {
                throw Problem.conflict(reply.ack().problem());
            }
            return new Changed(reply.subject());
        });
    }

    private void answer(RoutingContext context, int status, Deed deed, Future<Changed> done) {
        String user = Access.principal(context).name();
        done.onComplete(changed -> {
            audit.done(user, deed.action(), deed.subject(), deed.detail());
            Answers.json(context, status, changed);
        }, failure -> {
            audit.failure(user, deed.action(), deed.subject(), failure);
            context.fail(failure);
        });
    }

    private static String text(JsonFields fields, String name) {
        String text = fields.text(name);
        if (text != null && !text.matches("\\*|[a-z0-9][a-z0-9-]{0,31}")) {
            fields.wrong(name, "not a name", "a name, or * for all");
            return null;
        }
        return text;
    }

    private static String orAny(String text) {
        return text == null ? ANY : text;
    }

    private static Instant time(JsonFields fields, String name, Instant absent) {
        String text = fields.text(name);
        try {
            return text == null ? absent : Instant.parse(text);
        } catch (DateTimeParseException e) {
            fields.wrong(name, "not a time", TIME);
            return null;
        }
    }
}
