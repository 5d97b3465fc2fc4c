package dev.holdfast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.Mail;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsFileTest {
    private static final String ROUTES = """
        routes:
          - name: log
            kind: LOG
        """;
    private static final String PAGE = """
        escalation:
          - severity: PAGE
            routes: [log]
        """;
    @TempDir
    private Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private AlertsConfig read(String text) throws IOException {
        Files.writeString(folder.resolve("alerts.yaml"), text);
        return new AlertsFile(folder, Map.of("HOOK", "T0/B0"), problems).read();
    }

    private List<String> said() {
        return problems.stream().map(Problem::toString).map(line -> line.substring(line.indexOf("yaml:") + 5))
            .toList();
    }

    @Test
    void writesEverythingIntoTheLogWhereThereIsNone() {
        AlertsConfig config = new AlertsFile(folder, Map.of(), problems).read();

        assertThat(problems).isEmpty();
        assertThat(config.routes()).containsExactly(new AlertsConfig.LogRoute("log"));
        assertThat(config.rules().escalation().get(Severity.PAGE)).hasSize(1);
    }

    @Test
    void isValidAsShipped() {
        AlertsConfig shipped = new AlertsFile(Path.of("..", "..", "conf"), Map.of(), problems).read();

        assertThat(problems).isEmpty();
        assertThat(shipped.rules().settle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(shipped.lagRecords()).isEqualTo(AlertsConfig.LAG_RECORDS);
        assertThat(shipped.objective()).isEqualTo(AlertsConfig.OBJECTIVE);
    }

    @Test
    void takesSecretsFromFilesAndTheEnvironment() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "r0uting\n");
        AlertsConfig config = read("""
            routes:
              - name: log
                kind: LOG
              - name: pager
                kind: WEBHOOK
                format: PAGERDUTY
                url: https://events.pagerduty.com/v2/enqueue
                secret: file:%s
              - name: chat
                kind: WEBHOOK
                format: SLACK
                url: https://hooks.slack.com/services/{secret}
                secret: env:HOOK
              - name: mail
                kind: MAIL
                host: smtp.example.com
                port: 587
                tls: STARTTLS
                from: a@example.com
                to: [b@example.com]
            """.formatted(key) + PAGE);

        assertThat(problems).isEmpty();
        assertThat(config.routes()).element(1).isEqualTo(new Webhook("pager", Format.PAGERDUTY,
            "https://events.pagerduty.com/v2/enqueue", "r0uting", null));
        assertThat(config.routes()).element(2).isInstanceOfSatisfying(Webhook.class, hook ->
            assertThat(hook.url()).isEqualTo("https://hooks.slack.com/services/T0/B0"));
        assertThat(config.routes()).element(3).isInstanceOf(Mail.class);
        assertThat(config.routes().toString()).doesNotContain("r0uting").doesNotContain("T0/B0");
    }

    @Test
    void ordersTheStepsByTheirTime() throws IOException {
        AlertsConfig config = read(ROUTES + """
            escalation:
              - severity: PAGE
                after: 10m
                routes: [log]
              - severity: PAGE
                routes: [log]
            """);

        assertThat(config.rules().escalation().get(Severity.PAGE)).extracting(step -> step.after())
            .containsExactly(Duration.ZERO, Duration.ofMinutes(10));
    }

    @Test
    void takesCausesSilencesAndMaintenance() throws IOException {
        AlertsConfig config = read(ROUTES + PAGE + """
            causes:
              - cause: node-down
                hold: 5s
            silences:
              - name: known
                cause: breaker-open
                from: 2026-01-31T20:00:00Z
                until: 2026-01-31T22:00:00Z
                why: known
            maintenance:
              - name: new-disk
                node: node-2
                from: 2026-01-31T20:00:00Z
                until: 2026-01-31T22:00:00Z
                why: new disk
            """);

        assertThat(problems).isEmpty();
        assertThat(config.rules().causes().get(Cause.NODE_DOWN).hold()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.rules().causes().get(Cause.NODE_DOWN).severity()).isEqualTo(Severity.PAGE);
        assertThat(config.silences()).extracting(silence -> silence.maintenance())
            .containsExactly(false, true);
    }

    @Test
    void saysAtOnceEverythingThatIsWrongWithWhatIsAllowed() throws IOException {
        read("""
            routes:
              - name: Log
                kind: LOG
              - name: chat
                kind: WEBHOOK
                format: SLACK
                url: https://hooks.slack.com/{secret}
              - name: pager
                kind: WEBHOOK
                format: PAGERDUTY
                url: ftp://x
                secret: r0uting
            escalation:
              - severity: PAGE
                after: 5
                routes: [chta]
            causes:
              - cause: node-dwon
            settle: 0s
            colour: red
            """);

        assertThat(said()).anySatisfy(line -> assertThat(line).startsWith("2: routes[0].name: found 'Log'"))
            .anySatisfy(line -> assertThat(line).contains("url").contains("add 'secret: file:PATH'"))
            .anySatisfy(line -> assertThat(line).contains("secret: found 'r0uting'; allowed: file:PATH"))
            .anySatisfy(line -> assertThat(line).contains("after: found '5'"))
            .anySatisfy(line -> assertThat(line).contains("cause: found 'node-dwon'").contains("node-down"))
            .anySatisfy(line -> assertThat(line).contains("settle: found '0s'"))
            .anySatisfy(line -> assertThat(line).contains("colour: unknown key"))
            .anySatisfy(line -> assertThat(line).contains("tells nobody of a PAGE at once"));
    }

    @Test
    void refusesAStepThatNamesNoRoute() throws IOException {
        read(ROUTES + """
            escalation:
              - severity: PAGE
                routes: [lgo]
            """);

        assertThat(said()).singleElement().asString().contains("names 'lgo', which is no route")
            .contains("log");
    }

    @Test
    void refusesASecretThatIsNotThere() throws IOException {
        read(ROUTES + """
              - name: chat
                kind: WEBHOOK
                format: JSON
                url: https://example.com
                secret: env:NOWHERE
            """ + PAGE);

        assertThat(said()).singleElement().asString().contains("nothing is to be read at env:NOWHERE");
    }
}
