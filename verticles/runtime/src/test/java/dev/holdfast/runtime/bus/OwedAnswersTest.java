package dev.holdfast.runtime.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwedAnswersTest {
    private static final Duration LEAST = Duration.ofSeconds(4);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private long nanos;
    private final OwedAnswers owed = new OwedAnswers(() -> nanos);
    private final Promise<String> never = Promise.promise();

    @Test
    void isOverdueOnceItsCallerGaveUpAndTheLeastTimeIsOver() {
        owed.add("place", SHORT, never.future());
        pass(Duration.ofMillis(3_999));
        assertThat(owed.overdue(LEAST)).isNull();
        pass(Duration.ofMillis(1));
        assertThat(owed.overdue(LEAST)).isEqualTo("place");
    }

    @Test
    void isNotOverdueWhileItsCallerStillWaits() {
        owed.add("capture", LONG, never.future());
        pass(Duration.ofSeconds(59));
        assertThat(owed.overdue(LEAST)).isNull();
        pass(Duration.ofSeconds(1));
        assertThat(owed.overdue(LEAST)).isEqualTo("capture");
    }

    @Test
    void isForgivenWhileTheSameAddressAnswersOthers() {
        owed.add("place", SHORT, never.future());
        pass(Duration.ofSeconds(5));
        owed.add("place", SHORT, Future.succeededFuture("done"));
        assertThat(owed.overdue(LEAST)).isNull();
        pass(LEAST);
        assertThat(owed.overdue(LEAST)).isEqualTo("place");
    }

    @Test
    void isNotExcusedByWhatAnotherAddressAnswers() {
        owed.add("place", SHORT, never.future());
        pass(Duration.ofSeconds(5));
        owed.add("cancel", SHORT, Future.succeededFuture("done"));
        assertThat(owed.overdue(LEAST)).isEqualTo("place");
    }

    @Test
    void isOwedNoMoreOnceItFailed() {
        owed.add("place", SHORT, never.future());
        never.fail("refused");
        pass(LONG);
        assertThat(owed.overdue(LEAST)).isNull();
    }

    @Test
    void countsAnewAfterTheProcessStoodStill() {
        owed.add("place", SHORT, never.future());
        pass(LONG);
        owed.forgive();
        pass(Duration.ofSeconds(3));
        assertThat(owed.overdue(LEAST)).isNull();
        pass(SHORT);
        assertThat(owed.overdue(LEAST)).isEqualTo("place");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
