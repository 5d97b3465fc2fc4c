package dev.holdfast.resilience.alert;

import java.util.List;

/**
 * What one command leads to. Nothing of it holds until the desk applies it.
 *
 * @param changed  incidents as they are from here on
 * @param silences those that were made or ended
 * @param notices  what is to be sent now
 * @param settled  notices that are under way no longer
 * @param problem  why it was not done, for a person; null if it was
 * @param subject  the id of what a person's command changed or made; null if there is none
 */
public record Decision(List<Incident> changed, List<Silence> silences, List<Notice> notices,
                       List<Notice> settled, Noise noise, String problem, String subject) {
    public Decision {
        changed = List.copyOf(changed);
        silences = List.copyOf(silences);
        notices = List.copyOf(notices);
        settled = List.copyOf(settled);
    }

    /** True if something happened that others should hear of. */
    public boolean isNews() {
        return !changed.isEmpty() || !silences.isEmpty();
    }
}
