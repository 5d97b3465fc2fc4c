package dev.holdfast.trading.order;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A shard: one partition of the journal, one total order of all its accounts' events. */
public record ShardId(int number) implements Comparable<ShardId> {
    /** Partitions of the journal. Fixed for its life: an account must never change its shard. */
    public static final int COUNT = 16;

    public ShardId {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("shard must be 0 to " + (COUNT - 1) + ", was " + number);
        }
    }

    /** The account's shard. CRC-32, because any tool in any language can compute it. */
    public static ShardId of(AccountId account) {
        CRC32 crc = new CRC32();
        crc.update(account.name().getBytes(StandardCharsets.UTF_8));
        return new ShardId((int) (crc.getValue() % COUNT));
    }

    @Override
    public int compareTo(ShardId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
