package dev.holdfast.analytics;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The operator's {@code instruments.yaml}, read for the two assets of each instrument: a fee is booked by the
 * asset it was taken in. The node has checked the steps and limits, which do not matter here.
 */
final class InstrumentsFile {
    private static final Quantity ANY = Quantity.of("1");

    private InstrumentsFile() {
    }

    /** Throws {@link NoFigures} naming the file if it cannot be read. */
    static Map<InstrumentId, Instrument> read(Path file) throws NoFigures {
        try (Reader in = Files.newBufferedReader(file)) {
            Map<String, List<Map<String, Object>>> root =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<InstrumentId, Instrument> all = new HashMap<>();
            for (Map<String, Object> entry : root.get("instruments")) {
                InstrumentId id = new InstrumentId(entry.get("symbol").toString());
                all.put(id, new Instrument(id, entry.get("base").toString(), entry.get("quote").toString(),
                    Price.of("1"), ANY, ANY, ANY, Money.ZERO));
            }
            return all;
        } catch (IOException e) {
            throw new NoFigures("cannot read " + file + "; name the operator's file with --instruments", e);
        } catch (YAMLException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new NoFigures(file + " is no list of instruments with symbol, base and quote: "
                + e.getMessage(), e);
        }
    }
}
