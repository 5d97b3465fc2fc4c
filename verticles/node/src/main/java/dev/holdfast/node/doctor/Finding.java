package dev.holdfast.node.doctor;

/**
 * What a look at one thing found.
 *
 * @param level OK, NOTE (works without it) or FAIL
 * @param fix   what to do; empty if nothing
 */
public record Finding(String subject, Level level, String detail, String fix) {

    /** How bad it is. */
    public enum Level { OK, NOTE, FAIL }

    public static Finding ok(String subject, String detail) {
        return new Finding(subject, Level.OK, detail, "");
    }

    public static Finding note(String subject, String detail, String fix) {
        return new Finding(subject, Level.NOTE, detail, fix);
    }

    public static Finding fail(String subject, String detail, String fix) {
        return new Finding(subject, Level.FAIL, detail, fix);
    }

    public boolean good() {
        return level != Level.FAIL;
    }

    /** One line for a terminal. */
    public String line() {
        return String.format("%-4s  %-14s %s%s", level, subject, detail,
            fix.isEmpty() ? "" : ". Fix: " + fix);
    }
}
