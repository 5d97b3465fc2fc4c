package dev.holdfast.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Log;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Start;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AdmissionRuleTest {
    private static final CheckpointManifest READ_TO_50 =
        Manifests.of(Manifests.shard(0, 50), Manifests.shard(1, 0));

    @Test
    void beginsFromTheSnapshotAtEitherBoundOfTheLog() {
        assertThat(start(READ_TO_50, 0, 50)).isInstanceOf(Start.FromSnapshot.class);
        assertThat(start(READ_TO_50, 50, 90)).isInstanceOf(Start.FromSnapshot.class);
    }

    @Test
    void haltsWhenTheLogEndsOneRecordBeforeTheSnapshot() {
        assertThat(start(READ_TO_50, 0, 49)).isInstanceOfSatisfying(Start.Halted.class, halted ->
            assertThat(halted.why()).contains("49", "50"));
    }

    @Test
    void cannotBeginWhenTheHeadIsGoneOneRecordBeyondTheSnapshot() {
        assertThat(start(READ_TO_50, 51, 90)).isInstanceOf(Start.Impossible.class);
    }

    @Test
    void cannotBeginWithoutSnapshotFromALogWithoutItsHead() {
        assertThat(start(null, 1, 90)).isInstanceOf(Start.Impossible.class);
        assertThat(start(null, 0, 90)).isInstanceOf(Start.FromBeginning.class);
    }

    @Test
    void haltsWhenTheTopicIsAnotherOneUnlessNothingWasReadOfTheFirst() {
        Map<Integer, Start> starts = AdmissionRule.starts(READ_TO_50,
            new Log("made anew", Map.of(0, new Bounds(0, 90), 1, new Bounds(0, 90))), Map.of());
        assertThat(starts.get(0)).isInstanceOf(Start.Halted.class);
        assertThat(starts.get(1)).isInstanceOf(Start.FromBeginning.class);
    }

    @Test
    void haltsWhenTheNumberOfPartitionsIsAnother() {
        Map<Integer, Start> starts = AdmissionRule.starts(READ_TO_50,
            new Log("topic", Map.of(0, new Bounds(0, 90))), Map.of());
        assertThat(starts.get(0)).isInstanceOf(Start.Halted.class);
    }

    @Test
    void haltsWhenAnEarlierLifeHasReadMoreThanTheLogHolds() {
        assertThat(start(READ_TO_50, Map.of(0, 60L), 0, 59)).isInstanceOf(Start.Halted.class);
        assertThat(start(READ_TO_50, Map.of(0, 60L), 0, 60)).isInstanceOf(Start.FromSnapshot.class);
        assertThat(start(null, Map.of(0, 60L), 0, 59)).isInstanceOf(Start.Halted.class);
    }

    /** Rules 23 and 24 once more, said the other way round. */
    @Property
    void neverBeginsFromASnapshotThatTheLogDoesNotHoldNorSilentlyFromAPartOfTheLog(
            @ForAll @LongRange(max = 9) long next, @ForAll @LongRange(max = 9) long begin,
            @ForAll @LongRange(max = 9) long length, @ForAll @LongRange(max = 9) long read) {
        long end = begin + length;
        Start start = start(Manifests.of(Manifests.shard(0, next)), Map.of(0, read), begin, end);
        boolean lost = Math.max(next, read) > end;
        switch (start) {
            case Start.FromSnapshot s -> assertThat(!lost && begin <= next && next <= end).isTrue();
            case Start.FromBeginning s -> assertThat(!lost && begin == 0).isTrue();
            case Start.Halted s -> assertThat(lost && begin == 0).isTrue();
            case Start.Impossible s -> assertThat(begin > 0 && (lost || next < begin)).isTrue();
        }
    }

    private static Start start(CheckpointManifest manifest, long begin, long end) {
        return start(manifest, Map.of(), begin, end);
    }

    private static Start start(CheckpointManifest manifest, Map<Integer, Long> read, long begin, long end) {
        CheckpointManifest both = manifest == null || manifest.parts().size() == 2 ? manifest
            : Manifests.of(manifest.parts().getFirst(), Manifests.shard(1, 0));
        return AdmissionRule.starts(both,
            new Log("topic", Map.of(0, new Bounds(begin, end), 1, new Bounds(0, 0))), read).get(0);
    }
}
