package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who changed what through the gateway (requirement D9), refused tries included. */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int MAX_DETAIL = 500;

    private final StreamWriter streams;
    private final Clock clock;

    public AuditTrail(StreamWriter streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * Writes one entry. The command itself is in the journal; a lost entry is logged, never a reason to
     * refuse a cancel or a halt.
     */
    void write(String actor, String action, String subject, String result, String detail) {
        String shortened = detail == null || detail.length() <= MAX_DETAIL ? detail
            : detail.substring(0, MAX_DETAIL);
        AuditEntry entry = new AuditEntry(UUID.randomUUID().toString(), clock.instant(), actor, action,
            subject, result, shortened);
        streams.write(Topics.AUDIT, actor, entry)
            .onFailure(e -> LOG.warn("audit entry lost: {}: {}", entry, e.getMessage()));
    }

    void done(String actor, String action, String subject, String detail) {
        write(actor, action, subject, "done", detail);
    }

    /** A refusal counts as denied; an unknown outcome and a fault of ours as failed. */
    void failure(String actor, String action, String subject, Throwable failure) {
        boolean denied = failure instanceof Problem problem && problem.status() < 500;
        String detail = failure instanceof Problem problem && problem.view().detail() != null
            ? problem.view().detail() : failure.getMessage();
        write(actor, action, subject, denied ? "denied" : "failed", detail);
    }
}
