package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.OwnershipRule.Nodes;
import dev.holdfast.resilience.lease.OwnershipRule.Shard;
import dev.holdfast.resilience.lease.OwnershipRule.Step;
import dev.holdfast.resilience.partition.NodeView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnershipRuleTest {
    private static final List<String> ALL = List.of("node-1", "node-2", "node-3");
    /** Its first in line is the node that the tests call FIRST. */
    private static final int SHARD = 5;
    private static final String FIRST = Rendezvous.first(SHARD, ALL).orElseThrow();
    private static final String OWNER = ALL.stream().filter(node -> !node.equals(FIRST)).findFirst()
        .orElseThrow();
    private static final ClaimId CLAIM = new ClaimId(40, OWNER, "life-" + OWNER + ".1");
    private static final Duration JUST_SHORT = Duration.ofMillis(999);

    @Test
    void claimsAShardThatNobodyEverOwned() {
        assertThat(decide(shard(null, false, null, 0), views())).isInstanceOf(Step.Claim.class);
    }

    @Test
    void leavesAShardToTheNodeThatIsNextInLine() {
        assertThat(decide(OWNER, shard(null, false, null, 0), views())).isInstanceOf(Step.Stay.class);
    }

    @Test
    void claimsAReleasedShardOnlyIfItIsTheOneThatWasNamed() {
        String other = ALL.stream().filter(node -> !node.equals(FIRST) && !node.equals(OWNER)).findFirst()
            .orElseThrow();
        Shard released = shard(CLAIM, true, other, 0);
        assertThat(decide(FIRST, released, views())).isInstanceOf(Step.Stay.class);
        assertThat(decide(other, released, views())).isInstanceOf(Step.Claim.class);
    }

    @Test
    void neverClaimsFromAHealthyOwner() {
        assertThat(decide(shard(CLAIM, false, null, 60_000), views())).isInstanceOf(Step.Stay.class);
    }

    @Test
    void claimsFromAnOwnerSilentForASecondButNotAMillisecondEarlier() {
        Map<String, NodeView> gone = with(view(OWNER, Duration.ofMillis(1_600), true, true, false));
        assertThat(decide(shard(CLAIM, false, null, 999), gone)).isInstanceOf(Step.Stay.class);
        assertThat(decide(shard(CLAIM, false, null, 1_000), gone)).isInstanceOf(Step.Claim.class);
    }

    @Test
    void takesAHeartbeatForATrace() {
        Map<String, NodeView> alive = with(view(OWNER, JUST_SHORT, true, true, false));
        assertThat(decide(shard(CLAIM, false, null, 60_000), alive)).isInstanceOf(Step.Stay.class);
    }

    @Test
    void claimsAtOnceFromAnOwnerThatAllAgreeIsDead() {
        Map<String, NodeView> dead = with(view(OWNER, Duration.ofMillis(300), true, true, true));
        assertThat(decide(shard(CLAIM, false, null, 100), dead)).isInstanceOf(Step.Claim.class);
    }

    @Test
    void claimsFromAnEarlierLifeOfTheOwner() {
        ClaimId before = new ClaimId(40, OWNER, "another-life.1");
        assertThat(decide(shard(before, false, null, 100), views())).isInstanceOf(Step.Claim.class);
    }

    @Test
    void takesItsOwnShardUpAgainThoughAnotherIsFirstInLine() {
        assertThat(decide(OWNER, shard(CLAIM, false, null, 100), views())).isInstanceOf(Step.Claim.class);
        assertThat(decide(FIRST, shard(CLAIM, false, null, 100), views())).isInstanceOf(Step.Stay.class);
    }

    @Test
    void takesItsOwnShardUpAgainThoughItHasNoVenue() {
        Map<String, NodeView> blind = with(view(OWNER, Duration.ZERO, true, false, false));
        assertThat(decide(OWNER, shard(CLAIM, false, null, 100), blind)).isInstanceOf(Step.Claim.class);
    }

    @Test
    void claimsFromAnOwnerThatSeesNoMajorityAndWritesNothing() {
        Map<String, NodeView> minority = with(view(OWNER, Duration.ZERO, false, true, false));
        assertThat(decide(shard(CLAIM, false, null, 999), minority)).isInstanceOf(Step.Stay.class);
        assertThat(decide(shard(CLAIM, false, null, 1_000), minority)).isInstanceOf(Step.Claim.class);
    }

    @Test
    void neverClaimsWhileNotEligibleItself() {
        Map<String, NodeView> minority = with(view(FIRST, Duration.ZERO, false, true, false));
        assertThat(decide(shard(null, false, null, 0), minority)).isInstanceOf(Step.Stay.class);
    }

    @Test
    void stopsClaimingAtTheBound() {
        Shard often = new Shard(SHARD, null, false, null, Duration.ZERO, false,
            OwnershipRule.MAX_CLAIMS_PER_MINUTE);
        assertThat(decide(often, views())).isEqualTo(new Step.TooMany(12));
    }

    @Test
    void releasesWithoutAMajority() {
        Map<String, NodeView> minority = with(view(OWNER, Duration.ZERO, false, true, false));
        assertThat(decide(OWNER, mine(), minority))
            .isEqualTo(new Step.Release(null, "this node sees no majority"));
    }

    @Test
    void cannotReleaseWithoutTheLog() {
        Map<String, NodeView> cut = with(view(OWNER, Duration.ofMillis(1_500), false, true, false));
        assertThat(decide(OWNER, mine(), cut)).isInstanceOf(Step.Stay.class);
    }

    @Test
    void releasesWithoutAVenueToWhoeverHasOneButNotAtOnce() {
        Map<String, NodeView> views = with(view(OWNER, Duration.ZERO, true, false, false));
        assertThat(OwnershipRule.decide(mine(), nodes(OWNER, views, Duration.ofMillis(2_999))))
            .isInstanceOf(Step.Stay.class);
        assertThat(OwnershipRule.decide(mine(), nodes(OWNER, views, Duration.ofSeconds(3))))
            .isEqualTo(new Step.Release(FIRST, "no venue session here"));
    }

    @Test
    void keepsAShardThatNobodyElseCouldServeEither() {
        Map<String, NodeView> blind = Arrays.asList("node-1", "node-2", "node-3").stream()
            .collect(Collectors.toMap(node -> node, node -> view(node, Duration.ZERO, true, false, false)));
        assertThat(OwnershipRule.decide(mine(), nodes(OWNER, blind, Duration.ofMinutes(1))))
            .isInstanceOf(Step.Stay.class);
    }

    @Test
    void handsOverToTheFirstInLineOnceThatHasSettled() {
        Nodes settling = Nodes.of(OWNER, views(), Map.of(FIRST, Duration.ofMillis(4_999)), Duration.ZERO);
        assertThat(OwnershipRule.decide(mine(), settling)).isInstanceOf(Step.Stay.class);
        assertThat(decide(OWNER, mine(), views())).isEqualTo(new Step.Release(FIRST, "rebalancing"));
    }

    private static Step decide(Shard shard, Map<String, NodeView> views) {
        return decide(FIRST, shard, views);
    }

    private static Step decide(String me, Shard shard, Map<String, NodeView> views) {
        return OwnershipRule.decide(shard, nodes(me, views, Duration.ZERO));
    }

    private static Nodes nodes(String me, Map<String, NodeView> views, Duration withoutVenue) {
        return Nodes.of(me, views, views.keySet().stream()
            .collect(Collectors.toMap(node -> node, node -> Duration.ofSeconds(5))), withoutVenue);
    }

    private static Shard shard(ClaimId current, boolean released, String to, long sinceRecordMillis) {
        return new Shard(SHARD, current, released, to, Duration.ofMillis(sinceRecordMillis), false, 0);
    }

    private static Shard mine() {
        return new Shard(SHARD, CLAIM, false, null, Duration.ZERO, true, 1);
    }

    private static Map<String, NodeView> views() {
        return ALL.stream().collect(Collectors.toMap(node -> node,
            node -> view(node, Duration.ZERO, true, true, false)));
    }

    private static Map<String, NodeView> with(NodeView changed) {
        Map<String, NodeView> views = views();
        views.put(changed.node(), changed);
        return views;
    }

    private static NodeView view(String node, Duration sinceHeartbeat, boolean quorate, boolean venueUp,
                                 boolean dead) {
        return new NodeView(node, "life-" + node, sinceHeartbeat, quorate, venueUp, true, dead);
    }
}
