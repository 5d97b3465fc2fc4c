package dev.holdfast.trading.desk;

import dev.holdfast.trading.order.DeskEvent;
import java.util.List;

/**
 * What a command leads to: its events, all in one journal record or none, and the reply.
 *
 * @param reply null for a command that nobody waits on
 */
public record Decision(List<DeskEvent> events, OrderReply reply) {
    static final Decision NOTHING = new Decision(List.of(), null);

    public Decision {
        events = List.copyOf(events);
    }

    static Decision refused(String problem) {
        return new Decision(List.of(), OrderReply.refused(problem));
    }

    static Decision doneBefore() {
        return new Decision(List.of(), OrderReply.doneBefore());
    }
}
