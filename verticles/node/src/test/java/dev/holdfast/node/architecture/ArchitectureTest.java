package dev.holdfast.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The shape of the house, checked over the classes of all modules. Each rule is also run over a fixture that
 * breaks it: a rule that cannot fail protects nothing.
 */
class ArchitectureTest {
    private static final String TRADING = "dev.holdfast.trading..";
    private static final String RESILIENCE = "dev.holdfast.resilience..";
    private static final String[] SERVICES = {"dev.holdfast.marketdata..", "dev.holdfast.signal..",
        "dev.holdfast.execution..", "dev.holdfast.risk..", "dev.holdfast.persistence..",
        "dev.holdfast.portfolio..", "dev.holdfast.failsafe..", "dev.holdfast.binance.."};
    private static final String FIXTURE = "dev.holdfast.node.architecture.fixture.";

    private static final JavaClasses HOUSE = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.holdfast");
    private static final JavaClasses BROKEN = new ClassFileImporter()
        .importPackages("dev.holdfast.node.architecture.fixture");

    @Test
    void coresUseOnlyTheJdk() {
        HouseRules.useOnlyTheJdkAndThemselves(TRADING).check(HOUSE);
        HouseRules.useOnlyTheJdkAndThemselves(RESILIENCE).check(HOUSE);
        assertFails(HouseRules.useOnlyTheJdkAndThemselves(FIXTURE + "library.."), "Logger");
    }

    @Test
    void coresReadNoAmbientClock() {
        HouseRules.readNoAmbientClock(TRADING, RESILIENCE).check(HOUSE);
        assertFails(HouseRules.readNoAmbientClock(FIXTURE + "clock.."), "Instant.now()", "System.nanoTime()");
    }

    @Test
    void coresKnowNoChance() {
        HouseRules.knowNoChance(TRADING, RESILIENCE).check(HOUSE);
        assertFails(HouseRules.knowNoChance(FIXTURE + "chance.."), "UUID.randomUUID()", "java.util.Random");
    }

    @Test
    void coresStartNoThread() {
        HouseRules.startNoThread(TRADING, RESILIENCE).check(HOUSE);
        assertFails(HouseRules.startNoThread(FIXTURE + "threads.."), "java.lang.Thread");
    }

    @Test
    void theCoresDoNotKnowEachOther() {
        HouseRules.doNotKnowEachOther(TRADING, RESILIENCE).check(HOUSE);
        assertFails(HouseRules.doNotKnowEachOther(FIXTURE + "left..", FIXTURE + "right.."), "Right");
    }

    @Test
    void noServiceDependsOnAnother() {
        HouseRules.doNotKnowEachOther(SERVICES).check(HOUSE);
        for (String service : SERVICES) {
            assertThat(HOUSE.stream().anyMatch(each -> (each.getPackageName() + ".")
                .startsWith(service.replace("..", ".")))).as("classes of " + service).isTrue();
        }
    }

    @Test
    void wireKnowsOnlyTheCoresAndItsCodec() {
        String[] allowed = {"java..", "com.fasterxml.jackson..", "dev.holdfast.wire..", TRADING, RESILIENCE};
        HouseRules.dependsOnlyOn("dev.holdfast.wire..", allowed).check(HOUSE);
        assertFails(HouseRules.dependsOnlyOn(FIXTURE + "library..", allowed), "Logger");
    }

    @Test
    void noPackageLiesInTwoModules() {
        assertThat(HouseRules.splitPackages(HouseRules.placesOf(HOUSE))).isEmpty();
        assertThat(HouseRules.splitPackages(Map.of("file:/a/dev/x/One.class", "dev.x",
            "file:/b/dev/x/Two.class", "dev.x", "file:/b/dev/y/Three.class", "dev.y")))
            .isEqualTo(Map.of("dev.x", Set.of("file:/a/", "file:/b/")));
    }

    private static void assertFails(ArchRule rule, String... naming) {
        assertThatThrownBy(() -> rule.check(BROKEN)).isInstanceOf(AssertionError.class)
            .hasMessageContainingAll(naming);
    }
}
