package dev.holdfast.venuesim.api;

import io.vertx.core.json.JsonObject;

/** A cancel-replace that failed in part (-2021) or as a whole (-2022); {@code data} tells which part. */
final class ReplaceRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final int status;
    private final transient JsonObject data;

    ReplaceRefused(int code, int status, JsonObject data) {
        super("cancel-replace " + code, null, false, false);
        this.code = code;
        this.status = status;
        this.data = data;
    }

    int status() {
        return status;
    }

    JsonObject json() {
        return new JsonObject().put("code", code)
            .put("msg", code == -2021 ? "Order cancel-replace partially failed."
                : "Order cancel-replace failed.")
            .put("data", data);
    }
}
