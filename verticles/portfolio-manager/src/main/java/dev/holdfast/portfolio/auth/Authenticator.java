package dev.holdfast.portfolio.auth;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.runtime.config.NodeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks passwords of the configured users. A password that was right is remembered for five minutes by a
 * keyed hash, so that a program with HTTP Basic does not pay PBKDF2 for each request.
 */
public final class Authenticator {
    private static final Duration REMEMBER = Duration.ofMinutes(5);
    private static final int MAX_REMEMBERED = 1_000;
    /** Passwords being checked at once; each takes a worker thread for a good part of a second. */
    private static final int MAX_CHECKS = 8;

    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, Known> users = new HashMap<>();
    private final PasswordHash nobody;
    private final LoginLimiter limiter = new LoginLimiter();
    private final LinkedHashMap<String, Instant> remembered = new LinkedHashMap<>();
    private final SecretKeySpec key;
    private int checks;

    private record Known(String name, PasswordHash password, Role role) {
    }

    /** Throws IllegalArgumentException if a configured password hash or role is not one. */
    public Authenticator(Vertx vertx, Clock clock, List<NodeConfig.User> configured) {
        this.vertx = vertx;
        this.clock = clock;
        for (NodeConfig.User user : configured) {
            users.put(user.name(), new Known(user.name(), PasswordHash.parse(user.passwordHash()),
                Role.named(user.role())));
        }
        // An unknown name costs as much time as a known one, so that time does not tell which names exist.
        this.nobody = users.values().stream().findFirst().map(Known::password)
            .orElseGet(() -> PasswordHash.parse(PasswordHash.hash("", 1)));
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** Fails with a {@link Problem}: 401 for a wrong name or password, 429 after too many, 503 when busy. */
    public Future<Principal> check(String user, String password, String address) {
        Instant now = clock.instant();
        Known known = users.get(user);
        String memory = known == null ? null : keyed(user, password);
        if (memory != null && remembered.getOrDefault(memory, Instant.EPOCH).isAfter(now)) {
            return Future.succeededFuture(new Principal(user, known.role(), null));
        }
        Duration wait = limiter.waitFor(user, address, now);
        if (!wait.isZero()) {
            return Future.failedFuture(Problem.tooManyLogins(wait.toSeconds() + 1));
        }
        if (checks >= MAX_CHECKS) {
            return Future.failedFuture(Problem.unavailable("too many logins at once"));
        }
        checks++;
        PasswordHash expected = known == null ? nobody : known.password();
        return vertx.executeBlocking(() -> expected.matches(password), false)
            .onComplete(done -> checks--)
            .compose(right -> right && known != null ? right(known, memory, address) : wrong(user, address));
    }

    private Future<Principal> right(Known known, String memory, String address) {
        limiter.onSuccess(known.name(), address);
        remembered.put(memory, clock.instant().plus(REMEMBER));
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.pollFirstEntry();
        }
        return Future.succeededFuture(new Principal(known.name(), known.role(), null));
    }

    private Future<Principal> wrong(String user, String address) {
        limiter.onFailure(user, address, clock.instant());
        return Future.failedFuture(Problem.unauthorised("wrong user name or password"));
    }

    private String keyed(String user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
