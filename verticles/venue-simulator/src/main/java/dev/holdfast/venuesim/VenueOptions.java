package dev.holdfast.venuesim;

import java.nio.file.Path;

/** What the command line asked for; {@code speed} and the paths may be null for their defaults. */
public record VenueOptions(String host, int port, int adminPort, Path ledger, Playback playback,
    VenueConfig config) {

    /** Which data, how fast, and whether again from the start. */
    public record Playback(Path data, Double speed, boolean loop) {
    }
}
