package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is wrong now, by everything that was said of it, in whatever order it came: of each symptom the
 * newest word counts. Kept by nodes that do not speak, so that they can begin to at any time. Bounded: of
 * more than {@value #MAX} the longest unheard is forgotten.
 */
public final class SymptomBook {
    static final int MAX = 2_000;

    private final Map<Symptom.Id, Word> words = new LinkedHashMap<>();

    /** The newest word of a symptom; without one it is gone. */
    private record Word(Symptom symptom, Instant at) {
    }

    /** True if this is newer than what was known, and so should be acted upon. */
    public boolean isWrong(Symptom symptom) {
        return take(symptom.id(), new Word(symptom, symptom.at()));
    }

    /** True if this is newer than what was known. */
    public boolean isGone(Symptom.Id id, Instant at) {
        return take(id, new Word(null, at));
    }

    private boolean take(Symptom.Id id, Word word) {
        Word before = words.get(id);
        if (before != null && (word.at().isBefore(before.at()) || before.equals(word))) {
            return false;
        }
        words.remove(id);
        words.put(id, word);
        if (words.size() > MAX) {
            words.remove(words.keySet().iterator().next());
        }
        return true;
    }

    /** A node's process is another one: what was wrong in the old one is gone. */
    public void renewed(String node, Instant since) {
        words.entrySet().removeIf(entry ->
            entry.getKey().node().equals(node) && entry.getValue().at().isBefore(since));
    }

    /** True if the newest word says that it is wrong. */
    public boolean isOpen(Symptom.Id id) {
        Word word = words.get(id);
        return word != null && word.symptom() != null;
    }

    /** Everything that is wrong, longest known first. */
    public List<Symptom> open() {
        return words.values().stream().map(Word::symptom).filter(Objects::nonNull).toList();
    }
}
