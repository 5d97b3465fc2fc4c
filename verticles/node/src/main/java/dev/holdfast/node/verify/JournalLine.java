package dev.holdfast.node.verify;

import dev.holdfast.wire.journal.JournalRecord;

/** One line of a journal in a file: the records of a shard in the order of their offsets. */
record JournalLine(int shard, long offset, JournalRecord record) {
}
