package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {
    private static final long LENGTH = NodeLease.LENGTH.toNanos();
    private final NodeLease lease = new NodeLease("aa");

    @Test
    void isNotAheadBeforeAnythingWasReadBack() {
        lease.sent(1, 0);
        assertThat(lease.isAhead(0)).isFalse();
    }

    @Test
    void countsFromTheMomentOfSendingWheneverItWasReadBack() {
        lease.sent(1, 100);
        lease.readBack("aa", 1);
        assertThat(lease.isAhead(100 + LENGTH - 1)).isTrue();
        assertThat(lease.isAhead(100 + LENGTH)).isFalse();
    }

    @Test
    void isNotRenewedByAHeartbeatOlderThanItsLength() {
        lease.sent(1, 0);
        lease.readBack("aa", 1);
        lease.sent(2, TimeUnit.MILLISECONDS.toNanos(200));
        lease.readBack("aa", 2);
        assertThat(lease.isAhead(LENGTH + TimeUnit.MILLISECONDS.toNanos(200))).isFalse();
    }

    @Test
    void takesTheNewestWhenOnlyALaterOneCameBack() {
        lease.sent(1, 0);
        lease.sent(2, 200);
        lease.readBack("aa", 2);
        assertThat(lease.sentNanos()).isEqualTo(200);
    }

    @Test
    void isNotSetBackByALateOne() {
        lease.sent(1, 0);
        lease.sent(2, 200);
        lease.readBack("aa", 2);
        lease.readBack("aa", 1);
        assertThat(lease.sentNanos()).isEqualTo(200);
    }

    @Test
    void countsNothingOfAnotherIncarnation() {
        lease.sent(1, 0);
        lease.readBack("bb", 1);
        assertThat(lease.wasHeld()).isFalse();
        lease.readBack("aa", 1);
        assertThat(lease.wasHeld()).isTrue();
    }

    @Test
    void countsNothingThatWasNeverSent() {
        lease.sent(1, 0);
        lease.readBack("aa", 7);
        assertThat(lease.wasHeld()).isFalse();
    }

    @Test
    void forgetsTheOldestWhenNothingComesBack() {
        for (int i = 1; i <= 33; i++) {
            lease.sent(i, i);
        }
        lease.readBack("aa", 1);
        assertThat(lease.wasHeld()).isFalse();
        lease.readBack("aa", 2);
        assertThat(lease.sentNanos()).isEqualTo(2);
    }
}
