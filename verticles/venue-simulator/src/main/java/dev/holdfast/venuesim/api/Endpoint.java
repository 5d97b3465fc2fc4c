package dev.holdfast.venuesim.api;

import java.util.function.ToIntFunction;

/**
 * One row of the interface. {@code route} is the HTTP method and path, {@code method} the WebSocket API's
 * name; either may be null. {@code weight} is charged before the command runs.
 */
record Endpoint(String route, String method, Security security, ToIntFunction<Params> weight,
    Command command) {

    static ToIntFunction<Params> weight(int fixed) {
        return params -> fixed;
    }
}
