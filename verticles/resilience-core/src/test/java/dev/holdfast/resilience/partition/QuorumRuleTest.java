package dev.holdfast.resilience.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumRuleTest {
    @ParameterizedTest
    @CsvSource({"1,1,MAJORITY", "2,1,ISOLATED", "2,2,MAJORITY", "3,1,ISOLATED", "3,2,MAJORITY",
        "3,3,MAJORITY",
        "4,2,MINORITY", "4,3,MAJORITY", "5,1,ISOLATED", "5,2,MINORITY", "5,3,MAJORITY", "6,3,MINORITY",
        "6,4,MAJORITY", "7,3,MINORITY", "7,4,MAJORITY"})
    void needsMoreThanHalfOfTheConfigured(int configured, int reachable, Quorum quorum) {
        assertThat(QuorumRule.of(configured, reachable)).isEqualTo(quorum);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "8,1", "3,0"})
    void refusesWhatNoClusterIs(int configured, int reachable) {
        assertThatThrownBy(() -> QuorumRule.of(configured, reachable))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4", "5", "6", "7"})
    void neverGivesBothSidesTheMajority(int configured) {
        for (int side = 1; side < configured; side++) {
            boolean one = QuorumRule.of(configured, side) == Quorum.MAJORITY;
            boolean other = QuorumRule.of(configured, configured - side) == Quorum.MAJORITY;
            assertThat(one && other).isFalse();
        }
    }
}
