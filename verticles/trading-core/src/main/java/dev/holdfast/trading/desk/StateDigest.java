package dev.holdfast.trading.desk;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Hashes state in a stated form (SHA-256 over length-prefixed UTF-8 fields), so that two folds can be
 * compared by one line, also over years and Java versions (requirement D8).
 */
public final class StateDigest {
    private final MessageDigest digest;

    public StateDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a field; null is a field of its own. */
    public StateDigest add(Object field) {
        byte[] bytes = text(field).getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        digest.update(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8),
            (byte) length});
        digest.update(bytes);
        return this;
    }

    /** The hash in hex; the digest starts over. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(Object field) {
        return switch (field) {
            case null -> "\0";
            case BigDecimal number -> number.toPlainString();
            case Enum<?> constant -> constant.name();
            case Instant time -> time.getEpochSecond() + "." + time.getNano();
            default -> field.toString();
        };
    }
}
