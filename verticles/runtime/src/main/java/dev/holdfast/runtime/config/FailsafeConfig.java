package dev.holdfast.runtime.config;

import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.ResourceRule;
import dev.holdfast.trading.order.AccountId;
import java.time.Duration;

/** What the failsafe layer was told; each part of it has its own record here. */
public record FailsafeConfig(Health health, Synthetic synthetic, ResourceRule resources) {
    /**
     * Checks of services.
     *
     * @param rule     from results to a status
     * @param quoteAge market data proves its job with a quote younger than this
     */
    public record Health(Duration shallowEvery, Duration shallowTimeout, Duration deepEvery,
                         Duration deepTimeout, HealthRule rule, Duration quoteAge,
                         Duration loopBlockedAfter) {
    }

    /**
     * Synthetic transactions.
     *
     * @param account theirs alone; null if there are none
     * @param timeout from bar to fill
     */
    public record Synthetic(AccountId account, Duration timeout) {
    }

    /** Gives a setting's value. */
    interface Values {
        <T> T get(Setting<T> setting);
    }

    static FailsafeConfig of(Values values) {
        return new FailsafeConfig(health(values), synthetic(values), new ResourceRule(
            values.get(FailsafeSettings.MAX_CPU),
            values.get(FailsafeSettings.MAX_HEAP), values.get(FailsafeSettings.MAX_GC_PAUSE),
            values.get(FailsafeSettings.MAX_LOOP_DELAY), values.get(FailsafeSettings.MIN_DISK_FREE),
            values.get(FailsafeSettings.MAX_DESCRIPTORS)));
    }

    private static Health health(Values values) {
        return new Health(values.get(FailsafeSettings.SHALLOW_EVERY),
            values.get(FailsafeSettings.SHALLOW_TIMEOUT), values.get(FailsafeSettings.DEEP_EVERY),
            values.get(FailsafeSettings.DEEP_TIMEOUT), new HealthRule(
                values.get(FailsafeSettings.WORSE_AFTER), values.get(FailsafeSettings.BETTER_AFTER),
                values.get(FailsafeSettings.SLOW_AFTER)), values.get(FailsafeSettings.QUOTE_AGE),
            values.get(FailsafeSettings.LOOP_BLOCKED_AFTER));
    }

    private static Synthetic synthetic(Values values) {
        String account = values.get(FailsafeSettings.SYNTHETIC_ACCOUNT);
        return new Synthetic(account.equals(FailsafeSettings.NONE) ? null : new AccountId(account),
            values.get(FailsafeSettings.SYNTHETIC_TIMEOUT));
    }

    /** As if nothing had been told. */
    public static FailsafeConfig byDefault() {
        return of(new Values() {
            @Override
            public <T> T get(Setting<T> setting) {
                return setting.byDefault();
            }
        });
    }
}
