package dev.holdfast.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RowGaugesTest {
    private static final int ROWS = 20;
    private static final int SCRAPES = 2_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RowGauges gauges = new RowGauges(registry, "holdfast.test", "A test");

    @Test
    void showsWhatThereIsNowAndNothingElse() {
        gauges.show(Map.of(tags("risk"), 1.0, tags("signal"), 2.0));
        gauges.show(Map.of(tags("risk"), 3.0));
        assertThat(registry.scrape()).contains("holdfast_test{service=\"risk\"} 3.0")
            .doesNotContain("signal");

        gauges.show(Map.of(tags("signal"), 4.0));
        assertThat(registry.scrape()).contains("holdfast_test{service=\"signal\"} 4.0")
            .doesNotContain("risk");

        gauges.close();
        assertThat(registry.scrape()).doesNotContain("holdfast_test{");
    }

    @Test
    void failsNoScrapeWhileItsValuesChange() throws InterruptedException {
        AtomicBoolean scraping = new AtomicBoolean(true);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Thread scraper = Thread.ofPlatform().start(() -> scrape(scraping, failure));
        double value = 0;
        while (scraping.get()) {
            gauges.show(rows(value++));
        }
        scraper.join();
        assertThat(failure.get()).isNull();
    }

    private void scrape(AtomicBoolean scraping, AtomicReference<RuntimeException> failure) {
        try {
            for (int i = 0; i < SCRAPES; i++) {
                registry.scrape();
            }
        } catch (RuntimeException e) {
            failure.set(e);
        } finally {
            scraping.set(false);
        }
    }

    private static Map<Tags, Double> rows(double value) {
        Map<Tags, Double> rows = new HashMap<>();
        for (int i = 0; i < ROWS; i++) {
            rows.put(tags("service-" + i), value);
        }
        return rows;
    }

    private static Tags tags(String service) {
        return Tags.of("service", service);
    }
}
