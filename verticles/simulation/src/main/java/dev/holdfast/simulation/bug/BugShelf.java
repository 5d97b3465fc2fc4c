package dev.holdfast.simulation.bug;

import dev.holdfast.simulation.bug.Bug.Edit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The deliberate bugs that come with the simulation, in {@code bugs/}: {@code list.txt} names them, each file
 * begins with {@code rule:} and {@code words:}, and has its edits as {@code file:} lines followed by the
 * original and the replacement between the marks {@code <<<<}, {@code ====} and {@code >>>>}.
 */
public final class BugShelf {
    private static final String FOLDER = "/dev/holdfast/simulation/bugs/";
    private static final String RULE = "rule: ";
    private static final String WORDS = "words: ";
    private static final String FILE = "file: ";

    private BugShelf() {
    }

    /** All of them, in their order. */
    public static List<Bug> all() {
        List<Bug> bugs = new ArrayList<>();
        for (String name : resource(FOLDER + "list.txt").lines().toList()) {
            if (!name.isBlank()) {
                bugs.add(read(name.strip()));
            }
        }
        return bugs;
    }

    /**
     * One by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Bug named(String name) {
        return all().stream().filter(bug -> bug.name().equals(name)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no bug '" + name + "'; there are "
                + all().stream().map(Bug::name).toList()));
    }

    private static Bug read(String name) {
        String rule = "";
        String words = "";
        String file = "";
        StringJoiner part = null;
        String original = "";
        List<Edit> edits = new ArrayList<>();
        for (String line : resource(FOLDER + name + ".bug").lines().toList()) {
            if (line.equals("<<<<")) {
                part = new StringJoiner("\n");
            } else if (line.equals("====") && part != null) {
                original = part.toString();
                part = new StringJoiner("\n");
            } else if (line.equals(">>>>") && part != null) {
                edits.add(new Edit(file, original, part.toString()));
                part = null;
            } else if (part != null) {
                part.add(line);
            } else if (line.startsWith(FILE)) {
                file = line.substring(FILE.length());
            } else if (line.startsWith(RULE)) {
                rule = line.substring(RULE.length());
            } else if (line.startsWith(WORDS)) {
                words = line.substring(WORDS.length());
            }
        }
        return new Bug(name, rule, words, edits);
    }

    /** The text of a source file, as it was when the simulation was built. */
    static String source(String file) {
        return resource("/sources/" + file);
    }

    private static String resource(String path) {
        try (InputStream in = BugShelf.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
