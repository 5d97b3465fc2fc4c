package dev.holdfast.failsafe.alerting.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import dev.holdfast.wire.Json;

/** What each kind of receiver wants to read. */
final class WebhookBodies {
    /** Slack's documented bound of a section's text, Telegram's of a message, PagerDuty's of a summary. */
    private static final int SLACK_TEXT = 3_000;
    private static final int TELEGRAM_TEXT = 4_096;
    private static final int PAGERDUTY_SUMMARY = 1_024;

    private WebhookBodies() {
    }

    static ObjectNode of(Webhook route, Message message) {
        return switch (route.format()) {
            case JSON -> json(message);
            case SLACK -> slack(message);
            case TELEGRAM -> telegram(route.chat(), message);
            case PAGERDUTY -> pagerDuty(route.secret(), message);
        };
    }

    /** All of it, for a receiver of one's own. */
    private static ObjectNode json(Message message) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("kind", message.kind().name()).put("cluster", message.cluster())
            .put("text", message.subject());
        body.set("incident", Json.mapper().valueToTree(message.incident()));
        return body;
    }

    /** An incoming webhook: the text is for the notification, the blocks are what is shown. */
    private static ObjectNode slack(Message message) {
        ObjectNode body = Json.mapper().createObjectNode().put("text", escaped(message.subject()));
        ArrayNode blocks = body.putArray("blocks");
        ObjectNode section = blocks.addObject().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", cut("*" + escaped(message.subject())
            + "*\n" + escaped(message.facts()) + "\n" + escaped(message.detail()), SLACK_TEXT));
        String runbook = message.hasLink() ? "<" + message.incident().runbook() + "|Runbook>"
            : "Runbook: " + escaped(String.valueOf(message.incident().runbook()));
        blocks.addObject().put("type", "context").putArray("elements").addObject()
            .put("type", "mrkdwn").put("text", runbook);
        return body;
    }

    /** The method sendMessage of the bot API. */
    private static ObjectNode telegram(String chat, Message message) {
        String head = "<b>" + escaped(message.subject()) + "</b>\n";
        String runbook = message.hasLink()
            ? "<a href=\"" + message.incident().runbook().replace("\"", "%22") + "\">Runbook</a>"
            : "Runbook: " + escaped(String.valueOf(message.incident().runbook()));
        String middle = escaped(cut(message.facts() + "\n" + message.detail(), TELEGRAM_TEXT / 8)) + "\n";
        ObjectNode body = Json.mapper().createObjectNode().put("chat_id", chat).put("parse_mode", "HTML")
            .put("text", head + middle + runbook)
            .put("disable_notification", message.incident().severity() != Severity.PAGE);
        body.putObject("link_preview_options").put("is_disabled", true);
        return body;
    }

    /** Events API v2: one key for all that is said of an incident, whichever node says it. */
    private static ObjectNode pagerDuty(String routingKey, Message message) {
        boolean over = message.kind() == Notice.Kind.RESOLVED;
        ObjectNode body = Json.mapper().createObjectNode().put("routing_key", routingKey)
            .put("event_action", over ? "resolve" : "trigger")
            .put("dedup_key", "holdfast/" + message.cluster() + "/" + message.incident().id());
        if (over) {
            return body;
        }
        String where = message.incident().nodes().isEmpty() ? message.cluster()
            : message.incident().nodes().getFirst();
        ObjectNode payload = body.put("client", "Holdfast").putObject("payload");
        payload.put("summary", cut(message.subject(), PAGERDUTY_SUMMARY)).put("source", where)
            .put("severity", pagerDutySeverity(message.incident().severity()))
            .put("timestamp", message.incident().faultAt().toString())
            .put("class", message.incident().cause().split(" ", 2)[0]).put("group", message.cluster());
        if (!message.incident().services().isEmpty()) {
            payload.put("component", message.incident().services().getFirst());
        }
        payload.putObject("custom_details").put("facts", message.facts()).put("detail", message.detail())
            .put("runbook", message.incident().runbook());
        if (message.hasLink()) {
            body.putArray("links").addObject().put("href", message.incident().runbook())
                .put("text", "Runbook");
        }
        return body;
    }

    private static String pagerDutySeverity(Severity severity) {
        return switch (severity) {
            case PAGE -> "critical";
            case TICKET -> "warning";
            case LOG -> "info";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
