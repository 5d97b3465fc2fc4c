package dev.holdfast.node.host;

import dev.holdfast.resilience.recovery.RecoveryDesk.Kept;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process leaves to the next one when it ends itself for a recovery: how far each service's climb has
 * come. Without it a service that only a person can mend would restart its process for ever. It is read
 * once; a process that a person stopped leaves none.
 */
final class RecoveryFile {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryFile.class);
    private static final String NAME = "recovery.json";

    private final Path file;

    /** All services that have something to leave. */
    record Left(List<OfService> services) {
        /** One of them. */
        record OfService(String service, Kept kept) {
        }
    }

    RecoveryFile(Path dataDir) {
        this.file = dataDir.resolve(NAME);
    }

    /** By service; empty if there is none or it cannot be read. */
    Map<String, Kept> take() {
        Map<String, Kept> kept = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                Json.read(Files.readAllBytes(file), Left.class).services()
                    .forEach(one -> kept.put(one.service(), one.kept()));
                Files.delete(file);
            }
        } catch (IOException | MalformedMessage e) {
            LOG.warn("what the last process left of its recoveries cannot be read: {}", e.getMessage());
        }
        return kept;
    }

    /** Never fails: a full disk must not keep a process from ending. */
    void leave(Map<String, Kept> kept) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling(NAME + ".new");
            Files.write(unfinished, Json.bytes(new Left(kept.entrySet().stream()
                .map(one -> new Left.OfService(one.getKey(), one.getValue())).toList())));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the next process will not know of this recovery: {}", e.getMessage());
        }
    }
}
