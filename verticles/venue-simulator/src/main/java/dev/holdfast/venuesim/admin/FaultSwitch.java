package dev.holdfast.venuesim.admin;

import dev.holdfast.venuesim.VenueParts;
import dev.holdfast.venuesim.api.SpotApi;
import dev.holdfast.venuesim.engine.MarketPlayer;
import dev.holdfast.venuesim.fault.FaultName;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Switches faults. Most are asked where they act; the few that act at once act here. */
public final class FaultSwitch {

    private static final String GARBAGE = "{\"e\":\"trade\",\"s\":";
    private static final int DEFAULT_SHUTDOWN_MILLIS = 1_000;

    private final Vertx vertx;
    private final VenueParts venue;
    private final SpotApi api;
    private final MarketPlayer player;

    /** Over a venue's parts. */
    public FaultSwitch(Vertx vertx, VenueParts venue, SpotApi api, MarketPlayer player) {
        this.vertx = vertx;
        this.venue = venue;
        this.api = api;
        this.player = player;
    }

    /** Switches on; the options were read as JSON, unknown ones are ignored. */
    public void on(FaultName name, JsonObject options) {
        switch (name) {
            case DROP_SOCKETS -> venue.hub().dropAll();
            case GARBAGE_FRAME -> venue.hub().sendAll(GARBAGE);
            case SERVER_SHUTDOWN -> {
                venue.hub().sendAll(new JsonObject().put("e", "serverShutdown")
                    .put("E", venue.clock().millis()).encode());
                vertx.setTimer(Math.max(1, options.getInteger("ms", DEFAULT_SHUTDOWN_MILLIS)),
                    timer -> venue.hub().dropAll());
            }
            case FROZEN_SNAPSHOT -> {
                api.freezeSnapshots();
                venue.faults().switchOn(name, options);
            }
            case CROSSED_BOOK -> {
                venue.faults().switchOn(name, options);
                player.crossBooks(options.getString("symbol"));
            }
            default -> venue.faults().switchOn(name, options);
        }
    }

    /** Switches off; false when it was not on. */
    public boolean off(FaultName name) {
        var was = venue.faults().switchOff(name);
        tidy();
        return was;
    }

    /** Called on a beat: undoes what an ended fault left in the book. */
    public void tidy() {
        if (!venue.faults().isOn(FaultName.CROSSED_BOOK)) {
            player.uncrossBooks();
        }
    }
}
