package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrillAccountsTest {
    private final DrillAccounts accounts = new DrillAccounts();

    @Test
    void areFiftyAltogether() {
        Set<AccountId> all = new HashSet<>(accounts.traders());
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            all.add(accounts.probe(shard));
        }
        assertThat(all).hasSize(50);
    }

    @Test
    void leaveNoShardWithoutAProbeAndTwoTraders() {
        for (int number = 0; number < ShardId.COUNT; number++) {
            ShardId shard = new ShardId(number);
            assertThat(ShardId.of(accounts.probe(number))).isEqualTo(shard);
            assertThat(accounts.traders().stream().filter(each -> ShardId.of(each).equals(shard)).count())
                .isBetween(2L, 3L);
        }
    }

    @Test
    void areWrittenDownOnceEach() {
        assertThat(accounts.yaml().lines().filter(line -> line.contains("- name:"))).hasSize(50)
            .doesNotHaveDuplicates();
    }
}
