package dev.holdfast.portfolio.auth;

import dev.holdfast.runtime.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Browser sessions as signed tokens: user, end and a random number, with a signature keyed by the user's
 * stored password hash. Any node that knows the user accepts the token, so a crash or failover logs nobody
 * out, and a changed password ends all sessions of its user. Not thread-safe: one owner.
 */
public final class Sessions {
    /** A working day: nobody stays logged in over night. */
    public static final Duration LIFE = Duration.ofHours(12);
    /** Sessions closed before their end that are remembered; beyond it the oldest would open again. */
    static final int MAX_CLOSED = 10_000;
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Member> members = new HashMap<>();
    private final LinkedHashMap<String, Instant> closed = new LinkedHashMap<>();

    private record Member(Role role, SecretKeySpec key) {
    }

    public Sessions(List<NodeConfig.User> users) {
        // Without a stored hash the key could be guessed, and nobody can log in as that user anyway.
        users.stream().filter(user -> !user.passwordHash().isBlank()).forEach(user ->
            members.put(user.name(), new Member(Role.named(user.role()),
                new SecretKeySpec(bytes("session " + user.passwordHash()), MAC))));
    }

    /** Opens a session and answers its token. The user must be a configured one. */
    public String open(String user, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String claim = text(bytes(user)) + "." + now.plus(LIFE).toEpochMilli() + "." + text(nonce);
        return claim + "." + text(signature(claim, members.get(user)));
    }

    /** Whose token it is; null if it opens nothing, or nothing any more. */
    public Principal find(String token, Instant now) {
        int end = token.lastIndexOf('.');
        String[] parts = token.split("\\.");
        if (end < 0 || parts.length != 4) {
            return null;
        }
        try {
            String claim = token.substring(0, end);
            String user = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            Member member = members.get(user);
            boolean genuine = member != null && MessageDigest.isEqual(signature(claim, member),
                Base64.getUrlDecoder().decode(parts[3]));
            return genuine && isOpen(claim, now) ? new Principal(user, member.role(), claim) : null;
        } catch (IllegalArgumentException garbage) {
            return null;
        }
    }

    /** True if the session of that key, as {@link #find} gave it, has not ended. */
    public boolean isOpen(String key, Instant now) {
        return endOf(key).isAfter(now) && !closed.containsKey(key);
    }

    /** Ends a session before its time, on this node. */
    public void close(String key, Instant now) {
        closed.values().removeIf(end -> !end.isAfter(now));
        if (closed.size() >= MAX_CLOSED) {
            closed.pollFirstEntry();
        }
        closed.put(key, endOf(key));
    }

    private static Instant endOf(String key) {
        return Instant.ofEpochMilli(Long.parseLong(key.split("\\.")[1]));
    }

    private static byte[] signature(String claim, Member member) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(member.key());
            return mac.doFinal(bytes(claim));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
