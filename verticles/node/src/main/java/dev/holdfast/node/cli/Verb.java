package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;

/** What an operator may tell the whole desk, or one account (requirement D5). Each may be told again. */
enum Verb {
    /** Nothing is sent any more and every open order is asked to be canceled. */
    HALT("halt", "HALTED"),
    /** The end of a halt, or of stopped entries. */
    RESUME("resume", "ACTIVE"),
    /** Only what makes a position smaller is sent. */
    STOP_ENTRIES("stop-entries", "REDUCE_ONLY"),
    CANCEL_ALL("cancel-all", null),
    /** Cancels what is open, then closes what is held. */
    FLATTEN("flatten", null);

    private final String text;
    private final String state;

    Verb(String text, String state) {
        this.text = text;
        this.state = state;
    }

    /** As it is typed. */
    String text() {
        return text;
    }

    String path() {
        return switch (this) {
            case HALT, RESUME, STOP_ENTRIES -> "/api/v1/trading-state";
            case CANCEL_ALL -> "/api/v1/orders/cancel-all";
            case FLATTEN -> "/api/v1/flatten";
        };
    }

    /** The request; {@code account} null means all of them. */
    String body(String account, String reason) {
        ObjectNode body = Json.mapper().createObjectNode();
        if (state != null) {
            body.put("state", state);
        }
        if (account != null) {
            body.put("account", account);
        }
        return body.put("reason", reason).toString();
    }

    /** What has come about once the verb is done, for a person. */
    String done() {
        return switch (this) {
            case HALT -> "halted and no order open";
            case RESUME -> "trading again";
            case STOP_ENTRIES -> "no entries any more";
            case CANCEL_ALL -> "every order that was open has ended";
            case FLATTEN -> "flat: no order open, nothing left to close";
        };
    }

    /** True if the view shows of an account what the verb asks for; an account may be stricter. */
    boolean shows(JsonNode account) {
        String now = account.path("tradingState").asText();
        return switch (this) {
            case HALT -> now.equals("HALTED") && account.path("openOrders").asInt() == 0;
            case RESUME -> now.equals("ACTIVE");
            case STOP_ENTRIES -> !now.equals("ACTIVE");
            case CANCEL_ALL -> true;
            case FLATTEN -> !account.path("flattening").asBoolean()
                && account.path("openOrders").asInt() == 0;
        };
    }
}
