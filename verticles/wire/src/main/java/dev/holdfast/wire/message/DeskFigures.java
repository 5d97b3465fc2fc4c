package dev.holdfast.wire.message;

import java.util.List;

/**
 * What the alerting watches of a gateway. The counters only grow, from zero at each start.
 *
 * @param live         the journal is read to its end: only then the breaks are all
 * @param answers      orders that were answered
 * @param slowAnswers  of them, those that took as long as the objective allows, or longer
 * @param openBreaks   differences between us and the venue that nobody closed
 * @param newestBreaks the newest of them, for a person
 */
public record DeskFigures(String node, boolean live, long answers, long slowAnswers, int openBreaks,
                          List<String> newestBreaks) {
}
