package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.runtime.config.AlertsConfig.Mail;
import dev.holdfast.runtime.config.AlertsConfig.Tls;
import dev.holdfast.wire.failsafe.IncidentView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Tells by e-mail. */
final class MailRoute implements Route {
    private static final int TIMEOUT_SECONDS = 10;

    private final Mail config;
    private final MailClient client;

    MailRoute(Vertx vertx, Mail config) {
        this.config = config;
        MailConfig mail = new MailConfig().setHostname(config.host()).setPort(config.port())
            .setSsl(config.tls() == Tls.TLS)
            .setStarttls(config.tls() == Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
            .setLogin(config.user() == null ? LoginOption.NONE : LoginOption.REQUIRED)
            .setMaxPoolSize(1).setKeepAlive(false);
        if (config.user() != null) {
            mail.setUsername(config.user()).setPassword(config.password());
        }
        this.client = MailClient.create(vertx, mail);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean disturbs() {
        return true;
    }

    @Override
    public Future<Void> send(Message message) {
        MailMessage mail = new MailMessage().setFrom(config.from()).setTo(config.to())
            .setSubject(message.subject()).setText(text(message));
        return client.sendMail(mail).timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).mapEmpty();
    }

    private static String text(Message message) {
        IncidentView incident = message.incident();
        String timeline = incident.timeline().stream().map(line -> line.at() + "  " + line.text())
            .collect(Collectors.joining("\n"));
        return message.subject() + "\n" + message.facts() + "\n" + message.detail() + "\n\nRunbook: "
            + incident.runbook() + "\nAcknowledge: holdfast incidents ack " + incident.id() + "\n\n"
            + timeline + "\n";
    }

    @Override
    public void close() {
        client.close();
    }
}
