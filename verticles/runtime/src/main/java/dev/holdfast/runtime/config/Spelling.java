package dev.holdfast.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which known word a mistyped one was meant to be. */
final class Spelling {
    private Spelling() {
    }

    /** A fix to print: the nearest known word if one is near, else all of them. */
    static String suggest(String word, Collection<String> known) {
        int limit = Math.max(2, word.length() / 3);
        return known.stream()
            .filter(candidate -> distance(word, candidate) <= limit)
            .min(Comparator.comparingInt((String candidate) -> distance(word, candidate)))
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElseGet(() -> "known are " + String.join(", ", known));
    }

    /** Edits (insert, delete, replace) that turn one word into the other, capitals ignored. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
