package dev.holdfast.venuesim.api;

import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What an endpoint does; the result is a JSON object or array. May throw {@link
 * dev.holdfast.venuesim.engine.Refused}.
 */
@FunctionalInterface
interface Command {

    Future<Object> run(Call call);

    /** A command that answers at once. */
    static Command direct(Function<Call, Object> answer) {
        return call -> Future.succeededFuture(answer.apply(call));
    }
}
