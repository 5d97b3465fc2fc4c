package dev.holdfast.simulation.bug;

import java.util.List;

/**
 * One rule weakened on purpose: a few small changes of sources, each of a text that occurs exactly once.
 *
 * @param rule  what it breaks
 * @param words for a person
 */
public record Bug(String name, String rule, String words, List<Edit> edits) {
    public Bug {
        edits = List.copyOf(edits);
    }

    /**
     * One change.
     *
     * @param file path below the source folders
     */
    public record Edit(String file, String original, String replacement) {
        /**
         * The source with the change.
         *
         * @throws IllegalStateException if the original is not there exactly once
         */
        String applyTo(String source) {
            int first = source.indexOf(original);
            if (first < 0 || source.indexOf(original, first + 1) >= 0) {
                throw new IllegalStateException(file + " has not exactly once:\n" + original);
            }
            return source.substring(0, first) + replacement + source.substring(first + original.length());
        }
    }
}
