package dev.holdfast.resilience.health;

/** How much a health check proves (requirement A3.1). Ordered from cheap to thorough. */
public enum CheckLevel {
    /** It answers. */
    SHALLOW,
    /** It can do its job, and what it depends on can be reached. */
    DEEP,
    /** A marked order went the whole way from tick to fill. */
    SYNTHETIC
}
