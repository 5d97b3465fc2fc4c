package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.alert.Severity;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line into the node's log. */
final class LogLines implements Route {
    private static final Logger LOG = LoggerFactory.getLogger("alerts");

    private final String name;

    LogLines(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean disturbs() {
        return false;
    }

    @Override
    public Future<Void> send(Message message) {
        String line = message.subject() + "; " + message.facts() + "; " + message.detail() + "; runbook "
            + message.incident().runbook();
        if (message.incident().severity() == Severity.PAGE && message.kind() != Notice.Kind.RESOLVED) {
            LOG.error(line);
        } else {
            LOG.warn(line);
        }
        return Future.succeededFuture();
    }
}
