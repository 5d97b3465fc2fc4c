package dev.holdfast.portfolio.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.runtime.config.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passwords, sessions, roles and the brake on guessing, each without any I/O. */
class AuthRulesTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aPasswordMatchesItsHashOnly() {
        String stored = PasswordHash.hash("secret", 10);
        assertThat(stored).matches("pbkdf2\\$10\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PasswordHash.parse(stored).matches("secret")).isTrue();
        assertThat(PasswordHash.parse(stored).matches("Secret")).isFalse();
        assertThat(PasswordHash.hash("secret", 10)).isNotEqualTo(stored);
    }

    @Test
    void aFreshHashCostsWhatOwaspAdvises() {
        String stored = PasswordHash.hash("secret");
        assertThat(stored).startsWith("pbkdf2$600000$");
        assertThat(PasswordHash.parse(stored).matches("secret")).isTrue();
    }

    @Test
    void aStoredPasswordOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> PasswordHash.parse("secret"))
            .hasMessage("expected pbkdf2$<iterations>$<salt>$<hash>");
        assertThatThrownBy(() -> PasswordHash.parse("pbkdf2$9999999$AAAA$AAAA"))
            .hasMessage("iterations must be 1 to 5000000");
    }

    @Test
    void aSessionLastsTwelveHours() {
        Sessions sessions = sessions("one");
        String token = sessions.open("ada", T0);
        assertThat(sessions.find(token, T0.plus(Sessions.LIFE).minusMillis(1)).name()).isEqualTo("ada");
        assertThat(sessions.find(token, T0.plus(Sessions.LIFE))).isNull();
        assertThat(sessions.find("guessed", T0)).isNull();
        assertThat(sessions.find("a.b.c.d", T0)).isNull();
    }

    @Test
    void aSessionOutlivesTheNodeThatOpenedIt() {
        String token = sessions("one").open("ada", T0);
        assertThat(sessions("one").find(token, T0).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void aChangedPasswordEndsTheSessionsOfItsUser() {
        String token = sessions("one").open("ada", T0);
        assertThat(sessions("other").find(token, T0)).isNull();
    }

    @Test
    void aTokenWithAnotherUserOrEndIsRefused() {
        Sessions sessions = sessions("one");
        String[] parts = sessions.open("ada", T0).split("\\.");
        String later = parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2] + "." + parts[3];
        assertThat(sessions.find(later, T0)).isNull();
        assertThat(sessions.find(sessions.open("vera", T0).split("\\.")[0] + "." + parts[1] + "."
            + parts[2] + "." + parts[3], T0)).isNull();
    }

    @Test
    void aClosedSessionStaysClosed() {
        Sessions sessions = sessions("one");
        String token = sessions.open("ada", T0);
        sessions.close(sessions.find(token, T0).session(), T0);
        assertThat(sessions.find(token, T0)).isNull();
        assertThat(sessions.find(sessions.open("ada", T0), T0)).isNotNull();
    }

    private static Sessions sessions(String passwordHash) {
        return new Sessions(List.of(new NodeConfig.User("ada", passwordHash, "admin"),
            new NodeConfig.User("vera", passwordHash, "viewer")));
    }

    @Test
    void fiveWrongPasswordsBlockThatUserFromThatAddressForAMinute() {
        LoginLimiter limiter = new LoginLimiter();
        for (int i = 0; i < LoginLimiter.MAX_FAILURES; i++) {
            assertThat(limiter.waitFor("ada", "10.0.0.1", T0.plusSeconds(i))).isZero();
            limiter.onFailure("ada", "10.0.0.1", T0.plusSeconds(i));
        }
        assertThat(limiter.waitFor("ada", "10.0.0.1", T0.plusSeconds(10))).isEqualTo(Duration.ofSeconds(50));
        assertThat(limiter.waitFor("ada", "10.0.0.2", T0.plusSeconds(10))).isZero();
        assertThat(limiter.waitFor("ada", "10.0.0.1", T0.plusSeconds(60))).isZero();
    }

    @Test
    void aRightPasswordClearsTheRecord() {
        LoginLimiter limiter = new LoginLimiter();
        for (int i = 0; i < LoginLimiter.MAX_FAILURES; i++) {
            limiter.onFailure("ada", "10.0.0.1", T0);
        }
        limiter.onSuccess("ada", "10.0.0.1");
        assertThat(limiter.waitFor("ada", "10.0.0.1", T0)).isZero();
    }

    @Test
    void aRoleMayDoWhatTheOnesBeforeItMay() {
        assertThat(Role.named("operator").mayActAs(Role.VIEWER)).isTrue();
        assertThat(Role.named("operator").mayActAs(Role.OPERATOR)).isTrue();
        assertThat(Role.named("operator").mayActAs(Role.ADMIN)).isFalse();
    }
}
