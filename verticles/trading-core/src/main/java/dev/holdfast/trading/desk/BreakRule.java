package dev.holdfast.trading.desk;

import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CloseBreak;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import java.util.List;

/** Books a difference with the venue once, and closes it once, with its disposition (invariant 20). */
final class BreakRule {
    private final DeskState state;

    BreakRule(DeskState state) {
        this.state = state;
    }

    Decision book(BookBreak command, DeskContext context) {
        String id = command.kind().breakId(command.subject());
        if (state.breaks().open(id) != null) {
            return Decision.doneBefore();
        }
        return new Decision(List.of(new BreakFound(id, command.kind(), command.subject(), command.ours(),
            command.venues(), context.now())), OrderReply.done());
    }

    Decision close(CloseBreak command, DeskContext context) {
        if (state.breaks().open(command.breakId()) == null) {
            return Decision.refused("no open break '" + command.breakId() + "'");
        }
        if (command.evidence().isBlank()) {
            return Decision.refused("a break is closed with evidence only");
        }
        return new Decision(List.of(new BreakClosed(command.breakId(), command.disposition(),
            command.evidence(), command.by(), context.now())), OrderReply.done());
    }
}
