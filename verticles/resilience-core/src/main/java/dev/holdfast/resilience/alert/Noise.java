package dev.holdfast.resilience.alert;

/**
 * How much reached the desk, and how little of it people (requirement A3.8).
 *
 * @param symptoms   reported, repeats included
 * @param repeated   of them, already known
 * @param inhibited  of them, a consequence of something known
 * @param selfHealed incidents that were over before anybody was told
 * @param silenced   incidents of which nobody was told because of a silence
 * @param pages      incidents for which somebody was called
 * @param tickets    incidents for which somebody was told for later
 * @param notices    delivered to people, of every kind
 */
public record Noise(long symptoms, long repeated, long inhibited, long selfHealed, long silenced, long pages,
                    long tickets, long notices) {
    /** Nothing yet. */
    public static final Noise NONE = new Noise(0, 0, 0, 0, 0, 0, 0, 0);
    static final Noise REPEATED = new Noise(1, 1, 0, 0, 0, 0, 0, 0);
    static final Noise INHIBITED = new Noise(1, 0, 1, 0, 0, 0, 0, 0);
    static final Noise SYMPTOM = new Noise(1, 0, 0, 0, 0, 0, 0, 0);
    static final Noise SELF_HEALED = new Noise(0, 0, 0, 1, 0, 0, 0, 0);
    static final Noise SILENCED = new Noise(0, 0, 0, 0, 1, 0, 0, 0);
    static final Noise PAGED = new Noise(0, 0, 0, 0, 0, 1, 0, 0);
    static final Noise TICKETED = new Noise(0, 0, 0, 0, 0, 0, 1, 0);
    static final Noise DELIVERED = new Noise(0, 0, 0, 0, 0, 0, 0, 1);

    /** Both together. */
    public Noise plus(Noise more) {
        return new Noise(symptoms + more.symptoms, repeated + more.repeated, inhibited + more.inhibited,
            selfHealed + more.selfHealed, silenced + more.silenced, pages + more.pages,
            tickets + more.tickets, notices + more.notices);
    }
}
