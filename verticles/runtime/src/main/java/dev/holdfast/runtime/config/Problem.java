package dev.holdfast.runtime.config;

/**
 * One thing that is wrong with what the operator wrote.
 *
 * @param where   the file with its line, the environment variable, or the option
 * @param key     the setting; empty if the whole file is meant
 * @param found   what stands there
 * @param allowed what may stand there
 * @param fix     what to do, as an imperative
 */
public record Problem(String where, String key, String found, String allowed, String fix) {

    /** One line for a terminal. */
    @Override
    public String toString() {
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + found
            + (allowed.isEmpty() ? "" : "; allowed: " + allowed) + (fix.isEmpty() ? "" : ". Fix: " + fix);
    }
}
