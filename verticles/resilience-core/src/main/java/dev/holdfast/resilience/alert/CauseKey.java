package dev.holdfast.resilience.alert;

/**
 * What incidents are grouped by: two symptoms with the same key are of one incident.
 *
 * @param about a node, {@code service@node}, a name, or nothing, as {@link Cause#of} says
 */
public record CauseKey(Cause cause, String about) {
    private static final char AT = '@';

    public CauseKey {
        boolean cluster = cause.of() == Cause.Of.CLUSTER;
        if (cluster != about.isEmpty() || cause.of() == Cause.Of.SERVICE && about.indexOf(AT) < 1) {
            throw new IllegalArgumentException(cause + " cannot be about '" + about + "'");
        }
    }

    public static CauseKey cluster(Cause cause) {
        return new CauseKey(cause, "");
    }

    public static CauseKey service(Cause cause, String service, String node) {
        return new CauseKey(cause, service + AT + node);
    }

    /** Of what {@link #text} wrote. */
    public static CauseKey parse(String text) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        Cause cause = Cause.ofWord(word).orElseThrow(() ->
            new IllegalArgumentException("no such cause: " + text));
        return new CauseKey(cause, space < 0 ? "" : text.substring(space + 1));
    }

    /** {@code node-down node-2}. */
    public String text() {
        return about.isEmpty() ? cause.word() : cause.word() + " " + about;
    }

    /** One line for people. */
    public String title() {
        return cause.title(about);
    }

    /** The node that it is about; null if it is about none. */
    String node() {
        return switch (cause.of()) {
            case NODE -> about;
            case SERVICE -> about.substring(about.indexOf(AT) + 1);
            case CLUSTER, SUBJECT -> null;
        };
    }

    /** The service that it is about; null if it is about none. */
    String service() {
        return cause.of() == Cause.Of.SERVICE ? about.substring(0, about.indexOf(AT)) : null;
    }
}
