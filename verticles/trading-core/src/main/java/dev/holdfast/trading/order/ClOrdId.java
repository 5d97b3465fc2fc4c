package dev.holdfast.trading.order;

import dev.holdfast.trading.market.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Our name for an order (FIX tag 11), such as {@code s07-4f1c…}. It begins with its shard, so that a
 * venue's report finds its owner, and it is derived from its cause, so that a replay makes the same one
 * (requirement D3).
 */
public record ClOrdId(String text) implements Comparable<ClOrdId> {
    /** What a client may choose: the part after the shard. Leaves room for a revision within 36 places. */
    public static final Pattern CLIENT_PART = Pattern.compile("[A-Za-z0-9_-]{1,28}");
    private static final int PREFIX_CHARACTERS = 4;
    private static final boolean[] ALLOWED = allowed();
    private static final int LONGEST = PREFIX_CHARACTERS + 28;
    private static final int HASH_CHARACTERS = 24;

    public ClOrdId {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("clOrdId must be s<two digits>-<1 to 28 of A-Z a-z 0-9 _ ->"
                + ", was '" + text + "'");
        }
    }

    /** The id of an order that a client names itself; naming it twice is the same order. */
    public static ClOrdId chosen(AccountId account, String clientPart) {
        String prefix = prefix(account);
        return new ClOrdId(clientPart.startsWith(prefix) ? clientPart : prefix + clientPart);
    }

    /** The id of an order that follows from a cause: the same parts give the same id. */
    public static ClOrdId derived(AccountId account, String... cause) {
        MessageDigest digest = sha256();
        digest.update(account.name().getBytes(StandardCharsets.UTF_8));
        for (String part : cause) {
            digest.update((byte) 0);
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARACTERS);
        return new ClOrdId(prefix(account) + hash);
    }

    /**
     * The id under which an order is adopted that nobody here sent. Derived from the venue's own name for
     * it, which is unique for each instrument, so that it is adopted once and found again by its reports.
     */
    public static ClOrdId external(AccountId house, InstrumentId instrument, String venueOrderId) {
        return derived(house, "external", instrument.symbol(), venueOrderId);
    }

    /**
     * The order behind an id as the venue reports it: with its revision stripped.
     *
     * @return null if the id is not one of ours
     */
    public static ClOrdId ofVenueId(String venueClientId) {
        int dot = venueClientId.indexOf('.');
        String root = dot < 0 ? venueClientId : venueClientId.substring(0, dot);
        boolean ours = isWellFormed(root) && shardNumber(root) < ShardId.COUNT;
        return ours ? new ClOrdId(root) : null;
    }

    /** What the venue sees for a revision: each one needs an id of its own. */
    public String venueId(int revision) {
        return revision == 1 ? text : text + "." + revision;
    }

    public ShardId shard() {
        return new ShardId(shardNumber(text));
    }

    /** Written out, as the one a record has by itself is several times slower as the key of a large map. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof ClOrdId id && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(ClOrdId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /** By hand: it is asked for every order and report, and a pattern takes ten times as long. */
    private static boolean isWellFormed(String text) {
        boolean framed = text.length() > PREFIX_CHARACTERS && text.length() <= LONGEST
            && text.charAt(0) == 's' && isDigit(text.charAt(1)) && isDigit(text.charAt(2))
            && text.charAt(PREFIX_CHARACTERS - 1) == '-';
        for (int i = PREFIX_CHARACTERS; framed && i < text.length(); i++) {
            char c = text.charAt(i);
            framed = c < ALLOWED.length && ALLOWED[c];
        }
        return framed;
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean['z' + 1];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".chars()
            .forEach(c -> allowed[c] = true);
        return allowed;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int shardNumber(String text) {
        return (text.charAt(1) - '0') * 10 + text.charAt(2) - '0';
    }

    private static String prefix(AccountId account) {
        int shard = ShardId.of(account).number();
        return "s" + shard / 10 + shard % 10 + "-";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
