package dev.holdfast.simulation.bug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BugShelfTest {
    @TestFactory
    Stream<DynamicTest> hasBugsThatFitTheSources() {
        return BugShelf.all().stream().map(bug -> DynamicTest.dynamicTest(bug.name(), () -> {
            assertThat(bug.rule()).isNotBlank();
            assertThat(bug.words()).isNotBlank();
            assertThat(bug.edits()).isNotEmpty();
            assertThat(Mutant.classesOf(bug)).isNotEmpty();
        }));
    }

    @Test
    void namesTheOnesThereAreToWhoAsksForAnother() {
        assertThatThrownBy(() -> BugShelf.named("none-such")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("no-check-before-write");
    }

    @Test
    void refusesAnEditWhoseTextIsThereTwice() {
        Bug.Edit edit = new Bug.Edit("A.java", "x", "y");
        assertThat(edit.applyTo("a x b")).isEqualTo("a y b");
        assertThatThrownBy(() -> edit.applyTo("x x")).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("A.java");
        assertThatThrownBy(() -> edit.applyTo("none")).isInstanceOf(IllegalStateException.class);
    }
}
