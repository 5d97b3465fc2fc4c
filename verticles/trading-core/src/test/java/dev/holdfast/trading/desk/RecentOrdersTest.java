package dev.holdfast.trading.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecentOrdersTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    @Property(tries = 100)
    void countsLikeLookingAtEachOfThem(@ForAll long seed) {
        Random random = new Random(seed);
        RecentOrders recent = new RecentOrders();
        List<Instant> all = new ArrayList<>();
        Instant now = START;
        for (int i = random.nextInt(2_500); i > 0; i--) {
            now = now.plusMillis(random.nextInt(3));
            recent.add(now);
            all.add(now);
        }
        Instant since = START.plusMillis(random.nextInt(2_500));
        long later = all.stream().filter(at -> at.isAfter(since)).count();
        assertThat(recent.after(since)).isEqualTo((int) Math.min(later, RecentOrders.MAX));
    }

    @Test
    void doesNotCountOneAtTheEdge() {
        RecentOrders recent = new RecentOrders();
        recent.add(START);
        recent.add(START.plusMillis(1));
        assertThat(recent.after(START)).isEqualTo(1);
        assertThat(recent.after(START.minusMillis(1))).isEqualTo(2);
    }
}
