package dev.holdfast.checker;

/**
 * One place where an invariant does not hold.
 *
 * @param shard   -1 where it was found in the venue's ledger
 * @param offset  journal offset of the record that shows it; -1 where it shows only at the end
 * @param subject the order, account or venue order it is about
 * @param words   what is wrong, for a person
 */
public record Violation(Invariant invariant, int shard, long offset, String subject, String words) {
    @Override
    public String toString() {
        String where = shard < 0 ? "ledger" : "shard " + shard + (offset < 0 ? "" : " offset " + offset);
        return invariant.number() + " " + where + " " + subject + ": " + words;
    }
}
