package dev.holdfast.failsafe.alerting;

import static dev.holdfast.failsafe.alerting.AlertingNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.wire.failsafe.IncidentView;
import org.junit.jupiter.api.Test;

/** A receiver of webhooks that is away for a while. */
class RouteFailingIT extends AlertingCase {
    @Test
    void catchesUpWithAReceiverThatWasAwayAndSaysThatItWas() {
        isAwayForAWhile();
        until(() -> told.contains("OPENED I-1 service-failing risk@node-2"));
        heals("risk");
        until(() -> ask("node-1").incidents().stream().allMatch(one ->
            one.status() == IncidentStatus.RESOLVED));

        assertThat(told.stream().filter(one -> one.startsWith("OPENED I-1 "))).hasSize(1);
    }

    @Test
    void doesNotHoldAgainstARouteWhatItDidWhenThisNodeSpokeLast() {
        isAwayForAWhile();
        nodes.leads("node-2");
        until(() -> speaks("node-2"));
        heals("risk");
        until(() -> ask("node-2").incidents().stream().allMatch(one ->
            one.status() == IncidentStatus.RESOLVED));

        nodes.leads("node-1");
        until(() -> speaks("node-1"));
        fails("signal");
        until(() -> told.stream().anyMatch(one -> one.endsWith(" service-failing signal@node-2")));
        assertThat(ask("node-1").incidents()).filteredOn(one -> one.status() == IncidentStatus.OPEN)
            .extracting(IncidentView::cause).containsExactly("service-failing signal@node-2");
    }

    private void isAwayForAWhile() {
        await(receiver.close());
        fails("risk");
        until(() -> ask("node-1").incidents().stream()
            .anyMatch(one -> one.cause().equals("route-failing hook")));
        receive();
    }
}
