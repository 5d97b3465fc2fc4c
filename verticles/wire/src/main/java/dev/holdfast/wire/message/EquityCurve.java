package dev.holdfast.wire.message;

import dev.holdfast.wire.view.EquityPointView;
import java.util.List;

/** Equity points, oldest first; thinned evenly to at most 2,000. */
public record EquityCurve(List<EquityPointView> points) {
}
