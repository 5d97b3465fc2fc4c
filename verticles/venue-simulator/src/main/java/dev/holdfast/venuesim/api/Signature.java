package dev.holdfast.venuesim.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over a request's text, as hex in either case. */
final class Signature {

    static final String NAME = "signature";

    private Signature() {
    }

    /**
     * The text without its signature parameter, wherever that stands. No stray separator stays behind: what
     * remains must be exactly what the client signed.
     */
    static String strip(String rawParameters) {
        if (!rawParameters.contains(NAME + "=")) {
            return rawParameters;
        }
        return Arrays.stream(rawParameters.split("&")).filter(part -> !part.startsWith(NAME + "="))
            .collect(Collectors.joining("&"));
    }

    /** Compares in constant time. */
    static boolean isValid(String secret, String text, String signature) {
        var expected = of(secret, text).getBytes(StandardCharsets.US_ASCII);
        var given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given);
    }

    static String of(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
