package dev.holdfast.resilience.fallback;

/**
 * What was seen of a tier just now.
 *
 * @param fit it could serve
 * @param why one line for a person
 */
public record TierSight(boolean fit, String why) {
    public static TierSight fit(String why) {
        return new TierSight(true, why);
    }

    public static TierSight unfit(String why) {
        return new TierSight(false, why);
    }
}
