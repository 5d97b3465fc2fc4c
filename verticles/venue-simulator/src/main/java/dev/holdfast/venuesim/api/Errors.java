package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.engine.Refused;
import dev.holdfast.venuesim.engine.VenueError;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failed command as status and body. */
final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final VenueError UNKNOWN = new VenueError(500, -1000,
        "An unknown error occurred while processing the request.");

    /** What is written back. */
    record Answer(int status, JsonObject body) {
    }

    private Errors() {
    }

    static Answer of(Throwable failure) {
        return switch (failure) {
            case Refused refused -> new Answer(refused.error().status(), json(refused.error()));
            case ReplaceRefused refused -> new Answer(refused.status(), refused.json());
            default -> {
                LOG.error("a command failed by a fault of the venue itself", failure);
                yield new Answer(UNKNOWN.status(), json(UNKNOWN));
            }
        };
    }

    static JsonObject json(VenueError error) {
        return new JsonObject().put("code", error.code()).put("msg", error.message());
    }
}
