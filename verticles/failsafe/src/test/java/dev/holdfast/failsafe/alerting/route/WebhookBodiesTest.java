package dev.holdfast.failsafe.alerting.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.IncidentView;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bodies against the shapes that each receiver documents. */
class WebhookBodiesTest {
    private static JsonNode body(Format format, Notice.Kind kind) {
        return body(format, AlertsFixture.message(kind));
    }

    private static JsonNode body(Format format, Message message) {
        return WebhookBodies.of(new Webhook("hook", format, "http://x", "key", "-100"), message);
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void tellAllOfItAsPlainJson() {
        JsonNode body = body(Format.JSON, Notice.Kind.OPENED);

        assertThat(names(body)).containsExactlyInAnyOrder("kind", "cluster", "text", "incident");
        assertThat(body.path("text").asText()).isEqualTo("[PAGE] I-12 node node-2 is down");
        assertThat(Json.read(body.path("incident").toString(), IncidentView.class))
            .isEqualTo(AlertsFixture.message(Notice.Kind.OPENED).incident());
    }

    /** Slack: text, and blocks of section and context with mrkdwn, its control characters escaped. */
    @Test
    void areWhatSlackTakes() {
        JsonNode body = body(Format.SLACK, Notice.Kind.OPENED);

        assertThat(names(body)).containsExactlyInAnyOrder("text", "blocks");
        JsonNode section = body.at("/blocks/0");
        assertThat(section.path("type").asText()).isEqualTo("section");
        assertThat(section.at("/text/type").asText()).isEqualTo("mrkdwn");
        assertThat(section.at("/text/text").asText()).contains("silent &amp; &lt;gone&gt;")
            .hasSizeLessThanOrEqualTo(3_000);
        assertThat(body.at("/blocks/1/type").asText()).isEqualTo("context");
        assertThat(body.at("/blocks/1/elements/0/text").asText())
            .isEqualTo("<https://example.com/node-down.md|Runbook>");
    }

    /** Telegram's sendMessage: chat_id, text up to 4096 characters, parse_mode HTML, escaped. */
    @Test
    void areWhatTelegramTakes() {
        JsonNode body = body(Format.TELEGRAM, Notice.Kind.OPENED);

        assertThat(names(body)).containsExactlyInAnyOrder("chat_id", "parse_mode", "text",
            "disable_notification", "link_preview_options");
        assertThat(body.path("chat_id").asText()).isEqualTo("-100");
        assertThat(body.path("text").asText()).startsWith("<b>[PAGE] I-12 node node-2 is down</b>\n")
            .contains("silent &amp; &lt;gone&gt;").hasSizeLessThanOrEqualTo(4_096);
        assertThat(body.path("disable_notification").asBoolean()).isFalse();
    }

    /** PagerDuty Events v2: trigger with payload.summary, source and severity of the four words. */
    @Test
    void areWhatPagerDutyTakesToOpen() {
        JsonNode body = body(Format.PAGERDUTY, Notice.Kind.OPENED);

        assertThat(names(body)).containsExactlyInAnyOrder("routing_key", "event_action", "dedup_key",
            "client", "payload", "links");
        assertThat(body.path("routing_key").asText()).isEqualTo("key");
        assertThat(body.path("event_action").asText()).isEqualTo("trigger");
        assertThat(body.path("dedup_key").asText()).isEqualTo("holdfast/holdfast/I-12")
            .hasSizeLessThanOrEqualTo(255);
        assertThat(names(body.path("payload"))).containsExactlyInAnyOrder("summary", "source", "severity",
            "timestamp", "class", "group", "component", "custom_details");
        assertThat(body.at("/payload/severity").asText()).isIn("critical", "error", "warning", "info");
        assertThat(body.at("/payload/source").asText()).isEqualTo("node-2");
        assertThat(body.at("/payload/timestamp").asText()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(body.at("/links/0/href").asText()).isEqualTo("https://example.com/node-down.md");
    }

    /** Resolve needs the key of the trigger and no payload. */
    @Test
    void areWhatPagerDutyTakesToResolve() {
        JsonNode body = body(Format.PAGERDUTY, Notice.Kind.RESOLVED);

        assertThat(names(body)).containsExactlyInAnyOrder("routing_key", "event_action", "dedup_key");
        assertThat(body.path("event_action").asText()).isEqualTo("resolve");
        assertThat(body.path("dedup_key")).isEqualTo(body(Format.PAGERDUTY, Notice.Kind.OPENED)
            .path("dedup_key"));
    }

    @Test
    void keepToTheBoundsWhateverIsSaid() {
        Message endless = new Message(Notice.Kind.OPENED,
            AlertsFixture.incident("I-12", "docs/runbooks/node-down.md", "&<".repeat(20_000)), "holdfast");

        assertThat(body(Format.SLACK, endless).at("/blocks/0/text/text").asText())
            .hasSizeLessThanOrEqualTo(3_000);
        assertThat(body(Format.TELEGRAM, endless).path("text").asText()).hasSizeLessThanOrEqualTo(4_096);
        assertThat(body(Format.PAGERDUTY, endless).has("links")).isFalse();
        assertThat(body(Format.PAGERDUTY, endless).at("/payload/custom_details/runbook").asText())
            .isEqualTo("docs/runbooks/node-down.md");
    }
}
