package dev.holdfast.resilience.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether what was read is what the manifest says. A checkpoint counts as verified only if every part was
 * read again whole, has the same bytes, and restores to a state with the same hash.
 */
public final class VerificationRule {
    private VerificationRule() {
    }

    /**
     * What a part turned out to be when it was read.
     *
     * @param stateHash of the state that a fresh fold restored from it; null if it has none
     */
    public record Found(long bytes, String sha256, String stateHash) {
    }

    /**
     * What is wrong, in words; empty if all is right.
     *
     * @param name  by which it was asked for
     * @param found what was read, by part
     */
    public static List<String> problems(CheckpointName name, CheckpointManifest manifest,
                                        Map<String, Found> found) {
        List<String> problems = new ArrayList<>();
        if (!manifest.checkpoint().equals(name.text())) {
            problems.add("it says that it is " + manifest.checkpoint());
        }
        Set<String> named = new HashSet<>();
        for (Part part : manifest.parts()) {
            if (!named.add(part.part())) {
                problems.add(part.part() + " is named twice");
            }
            String wrong = wrong(part, found.get(part.part()));
            if (wrong != null) {
                problems.add(part.part() + " " + wrong);
            }
        }
        found.keySet().stream().filter(part -> !named.contains(part)).sorted()
            .forEach(part -> problems.add(part + " is not in the manifest"));
        return problems;
    }

    private static String wrong(Part said, Found found) {
        if (found == null) {
            return "is missing";
        }
        if (said.bytes() != found.bytes()) {
            return "has " + found.bytes() + " bytes instead of " + said.bytes();
        }
        if (!said.sha256().equals(found.sha256())) {
            return "has other bytes than were written";
        }
        return Objects.equals(said.stateHash(), found.stateHash()) ? null
            : "restores to another state than was captured";
    }
}
