package dev.holdfast.runtime.config;

import java.time.Duration;

/** What the failsafe layer was told; each part of it has its own record here. */
public record FailsafeConfig(Health health) {
    /** Checks of services. */
    public record Health(Duration shallowEvery, Duration shallowTimeout, Duration deepEvery,
                         Duration deepTimeout) {
    }

    /** Gives a setting's value. */
    interface Values {
        <T> T get(Setting<T> setting);
    }

    static FailsafeConfig of(Values values) {
        return new FailsafeConfig(new Health(values.get(FailsafeSettings.SHALLOW_EVERY),
            values.get(FailsafeSettings.SHALLOW_TIMEOUT), values.get(FailsafeSettings.DEEP_EVERY),
            values.get(FailsafeSettings.DEEP_TIMEOUT)));
    }

    /** As if nothing had been told. */
    public static FailsafeConfig byDefault() {
        return of(new Values() {
            @Override
            public <T> T get(Setting<T> setting) {
                return setting.kind().parse().apply(setting.defaultText());
            }
        });
    }
}
