package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SymptomBookTest {
    private final DeskRig rig = new DeskRig();
    private final SymptomBook book = new SymptomBook();
    private final Symptom symptom = rig.nodeDown("node-2");

    @Test
    void takesTheSameWordOnce() {
        assertThat(book.isWrong(symptom)).isTrue();
        assertThat(book.isWrong(symptom)).isFalse();
        assertThat(book.open()).containsExactly(symptom);
    }

    @Test
    void ignoresAnOlderWordThatCameLate() {
        book.isWrong(symptom);
        assertThat(book.isGone(symptom.id(), rig.now.plusSeconds(5))).isTrue();

        assertThat(book.isWrong(symptom)).isFalse();
        assertThat(book.open()).isEmpty();
    }

    @Test
    void takesOneThatComesBack() {
        book.isWrong(symptom);
        book.isGone(symptom.id(), rig.now.plusSeconds(5));
        rig.now = rig.now.plusSeconds(9);

        assertThat(book.isWrong(rig.nodeDown("node-2"))).isTrue();
    }

    @Test
    void forgetsWhatWasWrongInAProcessThatWasReplaced() {
        book.isWrong(symptom);
        book.renewed("node-2", rig.now.plusSeconds(1));

        assertThat(book.open()).isEmpty();
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int n = 0; n < 3 * SymptomBook.MAX; n++) {
            book.isWrong(rig.nodeDown("node-" + n));
        }

        assertThat(book.open()).hasSize(SymptomBook.MAX);
    }
}
