package dev.holdfast.runtime.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FenceTest {
    private final Fence fence = new Fence();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesWhatItHoldsTheLastFirstAndOnlyOnce() {
        fence.onCut(() -> closed.add("port"));
        fence.onCut(() -> closed.add("lease"));
        assertThat(fence.isCut()).isFalse();

        fence.cut();
        fence.cut();

        assertThat(fence.isCut()).isTrue();
        assertThat(closed).containsExactly("lease", "port");
    }

    @Test
    void closesAtOnceWhatComesAfterItWasCut() {
        fence.cut();
        fence.onCut(() -> closed.add("late"));
        assertThat(closed).containsExactly("late");
    }

    @Test
    void closesTheRestWhenOneOfThemFails() {
        fence.onCut(() -> closed.add("port"));
        fence.onCut(() -> {
            throw new IllegalStateException("will not close");
        });
        fence.cut();
        assertThat(closed).containsExactly("port");
    }

    @Test
    void isAlreadyCutWhenItsThingsAreClosed() {
        fence.onCut(() -> closed.add("cut: " + fence.isCut()));
        fence.cut();
        assertThat(closed).containsExactly("cut: true");
    }
}
