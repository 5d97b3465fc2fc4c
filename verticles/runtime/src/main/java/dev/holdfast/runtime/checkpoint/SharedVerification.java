package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.runtime.checkpoint.CheckpointFile.Contents;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Verifies a checkpoint once for all in this process that begin from it together: order path, risk watch and
 * failsafe each need it, and a large one takes seconds. It is known by its bytes, so what is handed out again
 * is what the file still holds; the newest one alone is kept, and not for long, as it may be large.
 */
final class SharedVerification {
    private static final long KEPT_SECONDS = 30;

    private Key known;
    private Contents contents;

    private record Key(CheckpointName name, String sha256, Map<InstrumentId, Instrument> instruments) {
    }

    /** As {@link CheckpointFile#verify}. Who comes second waits for the first. */
    synchronized Contents verify(CheckpointName name, Path file, Map<InstrumentId, Instrument> instruments)
            throws IOException {
        Key asked = new Key(name, Hashes.sha256(file), instruments);
        if (asked.equals(known)) {
            return contents;
        }
        Contents verified = CheckpointFile.verify(name, file, instruments);
        if (verified.isVerified()) {
            known = asked;
            contents = verified;
            CompletableFuture.delayedExecutor(KEPT_SECONDS, TimeUnit.SECONDS).execute(() -> forget(asked));
        }
        return verified;
    }

    private synchronized void forget(Key key) {
        if (key == known) {
            known = null;
            contents = null;
        }
    }
}
