package dev.holdfast.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long journal through the real codec. By hand with a million events, the files kept for {@code verify}:
 * {@code mvn test -Dtest=LongJournalTest -Dtest.jvm.args=-Xmx2g -Dchecker.events=1000000
 * -Dchecker.dir=DIR}.
 */
class LongJournalTest {
    private static final long MIB = 1 << 20;
    private static final long NANOS = 1_000_000;
    private static final int BATCH = 1_000;

    @TempDir
    Path folder;

    @Test
    void isCleanAndFitsIntoMemory() throws IOException {
        long events = Long.getLong("checker.events", 20_000);
        Path dir = System.getProperty("checker.dir") == null ? folder
            : Path.of(System.getProperty("checker.dir"));
        Path journal = dir.resolve("journal.jsonl");
        GeneratedJournal.write(journal, dir.resolve("ledger.jsonl"), events);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long startCpu = cpu();
        JournalChecker checker = new JournalChecker(Expectations.of(JournalBuilder.INSTRUMENTS));
        long decodingCpu = read(journal, checker);
        CheckReport report = checker.finish();

        System.out.println(report.totals().events() + " events, " + report.totals().orders() + " orders: "
            + (System.nanoTime() - start) / NANOS + " ms; processor " + (cpu() - startCpu) / NANOS + " ms, "
            + decodingCpu / NANOS + " ms of it for reading JSON; heap peak " + peak() / MIB
            + " MiB, held at the end " + held() / MIB + " MiB");
        assertThat(report.violations()).isEmpty();
        assertThat(report.totals().events()).isGreaterThanOrEqualTo(events);
        assertThat(report.totals().lost() + report.totals().duplicated()).isZero();
        assertThat(checker.violationCount()).isZero();
    }

    /** In batches, so that the time for the codec can be told from that for the checks. */
    private static long read(Path journal, JournalChecker checker) throws IOException {
        long decodingCpu = 0;
        List<GeneratedJournal.Line> batch = new ArrayList<>(BATCH);
        try (BufferedReader lines = Files.newBufferedReader(journal)) {
            do {
                batch.forEach(next -> checker.take(next.shard(), next.offset(), next.record()));
                batch.clear();
                long before = cpu();
                String line = lines.readLine();
                while (line != null) {
                    batch.add(Json.read(line, GeneratedJournal.Line.class));
                    line = batch.size() < BATCH ? lines.readLine() : null;
                }
                decodingCpu += cpu() - before;
            } while (!batch.isEmpty());
        }
        return decodingCpu;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
