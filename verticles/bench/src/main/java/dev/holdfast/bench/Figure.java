package dev.holdfast.bench;

/**
 * One measured number.
 *
 * @param goal what the number should be, in words; null if it is only for information
 * @param met  null without a goal
 */
public record Figure(String name, double value, String unit, String goal, Boolean met) {
    /** A number without a goal. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null);
    }

    /** A number that must be at least {@code goal}. */
    public static Figure atLeast(double goal, String name, double value, String unit) {
        return new Figure(name, value, unit, ">= " + plain(goal), value >= goal);
    }

    /** A number that must be at most {@code goal}. */
    public static Figure atMost(double goal, String name, double value, String unit) {
        return new Figure(name, value, unit, "<= " + plain(goal), value <= goal);
    }

    String line() {
        String verdict = goal == null ? "" : "   goal " + goal + (met ? ": met" : ": NOT met");
        return String.format("  %-46s %14s %-10s%s", name, plain(value), unit, verdict);
    }

    private static String plain(double number) {
        return number >= 1_000 ? String.format("%,.0f", number)
            : number >= 10 ? String.format("%.1f", number) : String.format("%.2f", number);
    }
}
