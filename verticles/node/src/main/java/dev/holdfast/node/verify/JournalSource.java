package dev.holdfast.node.verify;

import dev.holdfast.checker.JournalChecker;
import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.cli.Ports;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.node.demo.JournalFile;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.KafkaException;

/** Reads a whole journal, from the broker or from a file, into a checker. */
public final class JournalSource {
    /** A journal of a million records takes half a minute; beyond this the broker is stuck. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final JournalChecker checker;
    private final BiConsumer<Long, Long> progress;
    private BufferedWriter copy;
    private long taken;

    /**
     * A source for one checker.
     *
     * @param progress told of records read and of all there are; the second is -1 where that is not known
     */
    public JournalSource(JournalChecker checker, BiConsumer<Long, Long> progress) {
        this.checker = checker;
        this.progress = progress;
    }

    /**
     * Reads the topic from its beginning to where it ends now.
     *
     * @param save writes each record to this file as well; null to keep none
     */
    public void fromBroker(String bootstrapServers, Path save) {
        requireBroker(bootstrapServers);
        try (BufferedWriter out = save == null ? null : Files.newBufferedWriter(save)) {
            copy = out;
            Map<Integer, Long> ends = JournalFile.endOffsets(bootstrapServers);
            long all = ends.values().stream().mapToLong(Long::longValue).sum();
            JournalFile.read(bootstrapServers, ends, LONGEST, (shard, offset, bytes) ->
                take(new JournalLine(shard, offset, record(shard, offset, bytes)), all));
        } catch (NoOffsetForPartitionException e) {
            throw new Refused(ExitCode.CHECK_FAILED, "the journal topic lost records: " + e.getMessage());
        } catch (KafkaException e) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, "the journal " + Topics.JOURNAL.name()
                + " cannot be read at " + bootstrapServers + ": " + e.getMessage());
        } catch (IOException e) {
            throw new Refused(ExitCode.BAD_INPUT, "cannot write " + save + ": " + e.getMessage());
        }
    }

    /** Reads a file as {@code --save} writes it. */
    public void fromFile(Path file) {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                take(Json.read(line, JournalLine.class), -1);
            }
        } catch (IOException e) {
            throw new Refused(ExitCode.BAD_INPUT, "the journal cannot be read: " + e);
        } catch (MalformedMessage e) {
            throw new Refused(ExitCode.BAD_INPUT, "line " + number + " of " + file + ": " + e.getMessage());
        }
    }

    /** Records read. */
    public long taken() {
        return taken;
    }

    private void take(JournalLine line, long all) {
        checker.take(line.shard(), line.offset(), line.record());
        taken++;
        progress.accept(taken, all);
        if (copy != null) {
            try {
                copy.write(Json.text(line));
                copy.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException("copy of the journal", e);
            }
        }
    }

    /** A record that is not one fits no reader: it is a fault of the journal, not of the command. */
    private static JournalRecord record(int shard, long offset, byte[] bytes) {
        try {
            return Json.read(bytes, JournalRecord.class);
        } catch (MalformedMessage e) {
            throw new Refused(ExitCode.CHECK_FAILED, "shard " + shard + " offset " + offset + ": "
                + e.getMessage());
        }
    }

    private static void requireBroker(String bootstrapServers) {
        for (String server : bootstrapServers.split(",")) {
            int colon = server.lastIndexOf(':');
            if (Ports.answers(server.substring(0, colon).strip(),
                Integer.parseInt(server.substring(colon + 1).strip()))) {
                return;
            }
        }
        throw new Refused(ExitCode.DEPENDENCY_ABSENT, "no Kafka broker answers at " + bootstrapServers
            + " (kafka.bootstrapServers). Fix: start it with './holdfast broker', or name the right address");
    }
}
