package dev.holdfast.trading.order;

import java.util.regex.Pattern;

/** Whose order it is (FIX tag 1). The account decides the shard, and so the order of everything it does. */
public record AccountId(String name) implements Comparable<AccountId> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public AccountId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "account must be 1 to 32 characters a-z, 0-9 or '-', was '" + name + "'");
        }
    }

    /** Written out, as the one a record has by itself is several times slower as the key of a large map. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof AccountId account && name.equals(account.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public int compareTo(AccountId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
