package dev.holdfast.venuesim.account;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Balances of one API key. Every change keeps both parts at zero or above, so an order can never spend what
 * another has reserved. Exact decimals: nothing is rounded here.
 */
public final class Account {

    private final String name;
    private final String apiKey;
    private final String secret;
    private final Map<String, Balance> balances = new TreeMap<>();

    /** An account with its starting balances, all free. */
    public Account(String name, String apiKey, String secret, Map<String, BigDecimal> start) {
        this.name = name;
        this.apiKey = apiKey;
        this.secret = secret;
        start.forEach((asset, amount) -> balances.put(asset, new Balance(amount, BigDecimal.ZERO)));
    }

    /** Name in ledger and status; never the key. */
    public String name() {
        return name;
    }

    /** The value of the header X-MBX-APIKEY. */
    public String apiKey() {
        return apiKey;
    }

    /** The HMAC secret. */
    public String secret() {
        return secret;
    }

    /** All balances by asset name. */
    public Map<String, Balance> balances() {
        return Collections.unmodifiableMap(balances);
    }

    /** Balance of one asset, {@link Balance#NONE} when it was never held. */
    public Balance balance(String asset) {
        return balances.getOrDefault(asset, Balance.NONE);
    }

    /** Whether {@code amount} is free to be reserved. */
    public boolean hasFree(String asset, BigDecimal amount) {
        return balance(asset).free().compareTo(amount) >= 0;
    }

    /** Reserves for an order. */
    public void lock(String asset, BigDecimal amount) {
        change(asset, amount.negate(), amount);
    }

    /** Gives a reservation back. */
    public void unlock(String asset, BigDecimal amount) {
        change(asset, amount, amount.negate());
    }

    /** Adds bought or received money. */
    public void credit(String asset, BigDecimal amount) {
        change(asset, amount, BigDecimal.ZERO);
    }

    /** Pays out of a reservation. */
    public void spendLocked(String asset, BigDecimal amount) {
        change(asset, BigDecimal.ZERO, amount.negate());
    }

    private void change(String asset, BigDecimal free, BigDecimal locked) {
        var old = balance(asset);
        balances.put(asset, new Balance(old.free().add(free), old.locked().add(locked)));
    }
}
