package dev.holdfast.node.drill;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fifty accounts over all shards: one in each shard that only the prober uses, the others for the load, at
 * least two in each shard. Names are tried in order, so that every drill has the same ones.
 */
final class DrillAccounts {
    private static final int LOAD = 34;
    private static final int AT_MOST_PER_SHARD = 3;
    private static final int AT_LEAST_PER_SHARD = 2;

    private final SortedMap<Integer, AccountId> probes = new TreeMap<>();
    private final List<AccountId> traders = new ArrayList<>();

    DrillAccounts() {
        int[] perShard = new int[ShardId.COUNT];
        for (int number = 0; probes.size() < ShardId.COUNT; number++) {
            AccountId account = new AccountId("probe-" + number);
            probes.putIfAbsent(ShardId.of(account).number(), account);
        }
        for (int number = 0; traders.size() < LOAD; number++) {
            AccountId account = new AccountId("trader-" + number);
            int shard = ShardId.of(account).number();
            int missing = missing(perShard);
            boolean spare = LOAD - traders.size() > missing;
            if (perShard[shard] < AT_LEAST_PER_SHARD || spare && perShard[shard] < AT_MOST_PER_SHARD) {
                perShard[shard]++;
                traders.add(account);
            }
        }
    }

    /** Places that must still be taken so that each shard has its least. */
    private static int missing(int... perShard) {
        int missing = 0;
        for (int count : perShard) {
            missing += Math.max(0, AT_LEAST_PER_SHARD - count);
        }
        return missing;
    }

    AccountId probe(int shard) {
        return probes.get(shard);
    }

    List<AccountId> traders() {
        return traders;
    }

    /** The file of the nodes' configuration: plenty of money, and limits that the load does not reach. */
    String yaml() {
        StringBuilder text = new StringBuilder("accounts:\n");
        List<AccountId> all = new ArrayList<>(traders);
        all.addAll(probes.values());
        all.forEach(account -> text.append("""
              - name: %s
                cash: 10000000
                currency: USDT
                strategies: []
                sizing: {rule: fixed, quantity: 1}
                entryStyle: MARKET
                limits: {maxOrderNotional: 1000000, maxOrderQuantity: 100, maxPositionNotional: 9000000,
                         priceCollarPercent: 5, maxOrdersPerWindow: 1000, rateWindow: 1s, maxOpenOrders: 200}
            """.formatted(account)));
        return text.toString();
    }
}
