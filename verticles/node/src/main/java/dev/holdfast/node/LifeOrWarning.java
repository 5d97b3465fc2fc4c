package dev.holdfast.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Lets through to the terminal what a person needs: warnings of all, and what the node says of itself. */
public final class LifeOrWarning extends Filter<ILoggingEvent> {
    private static final String NODE = LifeOrWarning.class.getPackageName();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean tell = event.getLevel().isGreaterOrEqual(Level.WARN)
            || event.getLoggerName().startsWith(NODE) && event.getLevel().isGreaterOrEqual(Level.INFO);
        return tell ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
