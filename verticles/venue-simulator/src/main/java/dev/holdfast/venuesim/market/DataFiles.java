package dev.holdfast.venuesim.market;

import dev.holdfast.venuesim.VenueRefusal;
import dev.holdfast.venuesim.engine.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Finds out what a data path holds and reads it whole, before the venue opens a port. */
public final class DataFiles {

    /**
     * 100,000 real Bitstamp BTC/USD trades of November 2013 inside ta4j-examples; played as the first
     * instrument.
     */
    public static final String DEFAULT_RESOURCE = "bitstamp_trades_from_20131125_usd.csv";
    /**
     * The default csv covers 6.7 days; at this speed a lap takes 80 minutes and a minute bar is half a
     * second.
     */
    public static final double CSV_SPEED = 120;
    private static final int MOST_FILES = 64;
    private static final Pattern STREAM = Pattern.compile("\"stream\":\"([a-z0-9]+)@");

    /** A source and the speed that suits it. */
    public record Loaded(ReplaySource source, double defaultSpeed) {
    }

    private final List<Instrument> instruments;

    /** For these configured instruments. */
    public DataFiles(List<Instrument> instruments) {
        this.instruments = instruments;
    }

    /** The trades inside the jar. */
    public Loaded loadDefault() {
        var stream = DataFiles.class.getClassLoader().getResourceAsStream(DEFAULT_RESOURCE);
        if (stream == null) {
            throw new VenueRefusal("default data " + DEFAULT_RESOURCE
                + " is not on the class path; use --data");
        }
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Loaded(CsvTrades.read(reader, DEFAULT_RESOURCE, instruments.getFirst()), CSV_SPEED);
        } catch (IOException e) {
            throw new VenueRefusal("default data " + DEFAULT_RESOURCE + " cannot be read: " + e.getMessage());
        }
    }

    /** A file, or a folder of recordings. */
    public Loaded load(Path path) {
        if (!Files.exists(path)) {
            throw new VenueRefusal("data " + path
                + " does not exist; give --data a csv of trades, a recording, or a "
                + "folder of recordings");
        }
        try {
            return Files.isDirectory(path) ? loadFolder(path) : loadFile(path);
        } catch (IOException e) {
            throw new VenueRefusal("data " + path + " cannot be read: " + e.getMessage());
        }
    }

    private Loaded loadFolder(Path folder) throws IOException {
        var sources = new ArrayList<ReplaySource>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(DataFiles::isData).sorted().limit(MOST_FILES).toList()) {
                sources.add(loadFile(file).source());
            }
        }
        if (sources.isEmpty()) {
            throw new VenueRefusal("data folder " + folder + " holds no .gz or .csv file");
        }
        var merged = new MergedSource(sources);
        if (merged.symbols().stream().distinct().count() < merged.symbols().size()) {
            throw new VenueRefusal("data folder " + folder + " holds one instrument twice: "
                + merged.symbols()
                + "; name one file with --data");
        }
        var csv = sources.stream().allMatch(CsvTrades.class::isInstance);
        return new Loaded(merged, csv ? CSV_SPEED : 1);
    }

    private Loaded loadFile(Path file) throws IOException {
        var symbol = recordedSymbol(file);
        var name = file.getFileName().toString();
        try (var reader = open(file)) {
            if (symbol == null) {
                return new Loaded(CsvTrades.read(reader, name, instruments.getFirst()), CSV_SPEED);
            }
            if (instruments.stream().noneMatch(instrument -> instrument.symbol().equals(symbol))) {
                throw new VenueRefusal("data file " + file + " records " + symbol
                    + ", which is not among the "
                    + "configured instruments; add it to --config");
            }
            return new Loaded(RecordedFrames.read(reader, name, symbol), 1);
        }
    }

    /** The instrument of a recording, null when the first lines hold no frame: then it is read as csv. */
    private static String recordedSymbol(Path file) throws IOException {
        try (var reader = open(file)) {
            for (var i = 0; i < 100; i++) {
                var line = reader.readLine();
                if (line == null) {
                    return null;
                }
                var matcher = STREAM.matcher(line);
                if (matcher.find()) {
                    return matcher.group(1).toUpperCase(Locale.ROOT);
                }
            }
            return null;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            stream = new GZIPInputStream(stream, 65_536);
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static boolean isData(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".gz") || name.endsWith(".csv"));
    }
}
