package dev.holdfast.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gauges of one name, a row for each of whatever there is now. A row that stays is registered once and only
 * its value changes: told to overwrite, Micrometer's MultiGauge takes every row away and puts it back, and a
 * scrape that meets one in both places fails as a whole (DuplicateLabelsException). One owner; scraped from
 * any thread.
 */
public final class RowGauges {
    private final MultiGauge gauges;
    private final Map<Tags, Row> rows = new HashMap<>();

    private static final class Row {
        private volatile double value;
    }

    public RowGauges(MeterRegistry registry, String name, String description) {
        this.gauges = MultiGauge.builder(name).description(description).register(registry);
    }

    /** These from now on, and no others. */
    public void show(Map<Tags, Double> values) {
        boolean others = !rows.keySet().equals(values.keySet());
        rows.keySet().retainAll(values.keySet());
        values.forEach((tags, value) -> rows.computeIfAbsent(tags, absent -> new Row()).value = value);
        if (others) {
            gauges.register(rows.entrySet().stream().<MultiGauge.Row<?>>map(each ->
                MultiGauge.Row.of(each.getKey(), each.getValue(), row -> row.value)).toList(), false);
        }
    }

    /** Takes them out of the registry. */
    public void close() {
        rows.clear();
        gauges.register(List.of(), true);
    }
}
