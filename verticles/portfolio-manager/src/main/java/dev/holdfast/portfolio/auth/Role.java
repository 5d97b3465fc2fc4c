package dev.holdfast.portfolio.auth;

import java.util.Locale;

/** What a user may do (requirement D9). Each role may do all that the ones before it may. */
public enum Role {
    /** Look. */
    VIEWER,
    /** Submit and cancel orders, set the trading state. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    public boolean mayActAs(Role needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * The role as the configuration names it.
     *
     * @throws IllegalArgumentException if there is no such role
     */
    public static Role named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As the configuration and the API name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
