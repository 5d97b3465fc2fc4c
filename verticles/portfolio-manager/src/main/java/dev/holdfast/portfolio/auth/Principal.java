package dev.holdfast.portfolio.auth;

/**
 * Who asks.
 *
 * @param session key of the cookie session it came by; null for HTTP Basic
 */
public record Principal(String name, Role role, String session) {
}
