package dev.holdfast.portfolio.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A stored password: {@code pbkdf2$<iterations>$<salt>$<hash>}, PBKDF2 with HMAC-SHA-256, salt and hash in
 * Base64. Computing one takes a good part of a second on purpose: never on an event loop.
 */
public final class PasswordHash {
    /** OWASP's advice for this function (Password Storage Cheat Sheet, 2023). */
    static final int ITERATIONS = 600_000;
    /** More would let a line of the configuration stop the node. */
    private static final int MAX_ITERATIONS = 5_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** The text to store for a password, with a fresh salt. */
    public static String hash(String password) {
        return hash(password, ITERATIONS);
    }

    static String hash(String password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "pbkdf2$" + iterations + '$' + base64.encodeToString(salt) + '$'
            + base64.encodeToString(derive(password, salt, iterations));
    }

    /**
     * Reads a stored password.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static PasswordHash parse(String stored) {
        String[] parts = stored.split("\\$");
        if (parts.length != 4 || !parts[0].equals("pbkdf2") || !parts[1].matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("expected pbkdf2$<iterations>$<salt>$<hash>");
        }
        int iterations = Integer.parseInt(parts[1]);
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("iterations must be 1 to " + MAX_ITERATIONS);
        }
        return new PasswordHash(iterations, Base64.getDecoder().decode(parts[2]),
            Base64.getDecoder().decode(parts[3]));
    }

    /** Compares in a time that does not depend on where the difference is. */
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
