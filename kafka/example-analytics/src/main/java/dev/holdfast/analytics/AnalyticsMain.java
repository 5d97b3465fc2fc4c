package dev.holdfast.analytics;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.journal.JournalRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** Prints VWAP, volume, fills and realised profit for each minute and instrument, from the topics alone. */
@Command(name = "holdfast-analytics", mixinStandardHelpOptions = true,
    versionProvider = AnalyticsMain.Version.class,
    description = "Prints a line for each minute and instrument: VWAP, volume and trades of the market, our"
        + " fills and realised profit. A minute that changes after it was printed is printed again.",
    exitCodeOnInvalidInput = AnalyticsMain.NO_FIGURES,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all was read (--once)", "2:could not begin; standard error says why"})
public final class AnalyticsMain implements Callable<Integer> {
    static final int NO_FIGURES = 2;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:9092",
        description = "Kafka brokers, separated by commas (default ${DEFAULT-VALUE})")
    private String bootstrap;

    @Option(names = "--instruments", paramLabel = "FILE", defaultValue = "conf/instruments.yaml",
        description = "the operator's instruments (default ${DEFAULT-VALUE})")
    private Path instruments;

    @Option(names = "--from", paramLabel = "beginning|end", defaultValue = "beginning",
        description = "where the figures begin (default ${DEFAULT-VALUE})")
    private Start from;

    @Option(names = "--once", description = "stop at what is there now, instead of going on")
    private boolean once;

    @Option(names = "--json", description = "a JSON object for each line")
    private boolean json;

    /** Where the figures begin. */
    enum Start { beginning, end }

    private AnalyticsMain() {
    }

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-analytics.xml");
        }
        System.exit(new CommandLine(new AnalyticsMain()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            Map<InstrumentId, Instrument> known = InstrumentsFile.read(instruments);
            try (TopicReader reader = new TopicReader(bootstrap)) {
                reader.seek(from == Start.beginning);
                follow(reader, known);
            }
            return 0;
        } catch (NoFigures e) {
            System.err.println("holdfast-analytics: " + e.getMessage());
            return NO_FIGURES;
        }
    }

    private void follow(TopicReader reader, Map<InstrumentId, Instrument> known) {
        MinuteTable minutes = new MinuteTable();
        var listener = new Folding(minutes, known, from == Start.beginning);
        boolean caughtUp = false;
        while (!caughtUp || !once) {
            int malformed = reader.poll(listener);
            if (malformed > 0) {
                System.err.println("holdfast-analytics: skipped " + malformed + " malformed records");
            }
            caughtUp = caughtUp || reader.caughtUp();
            if (caughtUp) {
                print(minutes.ended());
            }
        }
        print(minutes.rest());
    }

    private void print(List<MinuteFigures> lines) {
        lines.forEach(one -> System.out.println(json ? Json.text(one) : one.line()));
    }

    /** Folds each shard by itself: their records come interleaved. */
    private static final class Folding implements TopicReader.Listener {
        private final MinuteTable minutes;
        private final Map<InstrumentId, Instrument> known;
        private final boolean countPast;
        private final Map<Integer, JournalFold> shards = new HashMap<>();

        Folding(MinuteTable minutes, Map<InstrumentId, Instrument> known, boolean countPast) {
            this.minutes = minutes;
            this.known = known;
            this.countPast = countPast;
        }

        @Override
        public void onTrade(Trade trade) {
            minutes.add(trade);
        }

        @Override
        public void onJournal(int shard, long offset, JournalRecord record, boolean past) {
            shards.computeIfAbsent(shard, absent -> new JournalFold(known, minutes))
                .onRecord(offset, record, countPast || !past);
        }
    }

    /** The version stands in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AnalyticsMain.class.getPackage().getImplementationVersion();
            return new String[] {"holdfast-analytics " + (version == null ? "(from classes)" : version)};
        }
    }
}
