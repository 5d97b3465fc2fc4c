package dev.holdfast.persistence.audit;

import dev.holdfast.wire.Json;
import dev.holdfast.wire.message.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The audit trail as a chain: each entry's hash covers the hash before it, so no entry can be edited, left
 * out, put in or moved without every later hash being wrong (requirement A1.5).
 *
 * <p>hash = lower-case hex of SHA-256(previous hash as 64 ASCII characters, then the entry as UTF-8 JSON:
 * fields in the record's order, absent ones left out, times ISO-8601 UTC cut to microseconds).
 */
public final class AuditChain {
    /** The hash before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private long seq;
    private String head;

    /**
     * An entry in its place.
     *
     * @param seq 1, 2, 3 … without a hole
     */
    public record Link(long seq, AuditEntry entry, String previousHash, String hash) {
    }

    public AuditChain() {
        this(0, GENESIS);
    }

    /** Goes on after entry {@code seq}, whose hash is {@code head}. */
    public AuditChain(long seq, String head) {
        this.seq = seq;
        this.head = head;
    }

    /** Adds an entry, which must be {@link #storable}. */
    public Link append(AuditEntry entry) {
        String previous = head;
        head = hash(previous, entry);
        seq++;
        return new Link(seq, entry, previous, head);
    }

    public long seq() {
        return seq;
    }

    public String head() {
        return head;
    }

    /** What an entry's hash must be. */
    public static String hash(String previousHash, AuditEntry entry) {
        MessageDigest digest = sha256();
        digest.update(previousHash.getBytes(StandardCharsets.US_ASCII));
        digest.update(Json.bytes(entry));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The entry as a database gives it back unchanged: it is hashed in this form.
     *
     * @param fallbackId the id of an entry that came without one: an entry is never refused
     */
    public static AuditEntry storable(AuditEntry entry, String fallbackId) {
        Instant at = entry.at() == null ? Instant.EPOCH : entry.at().truncatedTo(ChronoUnit.MICROS);
        String id = entry.entryId() == null ? fallbackId : plain(entry.entryId());
        return new AuditEntry(id, at, plain(entry.actor()), plain(entry.action()), plain(entry.subject()),
            plain(entry.result()), plain(entry.detail()));
    }

    /** PostgreSQL keeps no NUL in text. */
    private static String plain(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
