package dev.holdfast.persistence.audit;

/**
 * Whether the audit trail is whole.
 *
 * @param entries  entries that were found good, from the first on
 * @param brokenAt sequence number at which the chain breaks; 0 if it is whole
 * @param what     what is wrong there, for a person; null if it is whole
 * @param expected what should stand there; null if it is whole
 * @param found    what stands there; null if it is whole
 * @param head     hash of the last good entry: note it elsewhere to notice a trail that was made anew
 */
public record AuditVerdict(boolean intact, long entries, long brokenAt, String what, String expected,
                           String found, String head) {

    /** One line for a person. */
    public String line() {
        return intact ? "audit trail is intact: " + entries + " entries, head " + head
            : "audit trail is BROKEN at entry " + brokenAt + ": " + what + "; expected " + expected
                + ", found " + found + "; " + entries + " entries before it are good";
    }
}
