package dev.holdfast.failsafe.alerting.route;

import io.vertx.core.Future;

/** One way to tell people. */
public interface Route {
    String name();

    /** True if a person sees what goes this way: not so of a line in a log. */
    boolean disturbs();

    /** Completes when the receiver took it. A {@link NotTaken} says that no repetition would help. */
    Future<Void> send(Message message);

    /** Lets go of connections. */
    default void close() {
    }

    /** The receiver says that it will never take this. */
    final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTaken(String message) {
            super(message, null, false, false);
        }
    }
}
