package dev.holdfast.portfolio.state;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.wire.view.FillView;
import java.util.List;
import java.util.Set;

/**
 * What one decision changed in the views.
 *
 * @param fills     executions that it added
 * @param rewritten true if an execution was taken back or corrected: what was told of it is no longer so
 */
public record DeskChange(Set<ClOrdId> orders, List<FillView> fills, Set<AccountId> accounts,
                         boolean rewritten) {
}
