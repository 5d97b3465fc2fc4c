package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.resilience.checkpoint.PointInTimeRule;
import dev.holdfast.resilience.checkpoint.RetentionRule;
import dev.holdfast.runtime.checkpoint.CheckpointFile.Contents;
import dev.holdfast.runtime.config.CheckpointConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checkpoint stores of a node as one: written to all, read from the first that has one which verifies. A
 * store that does not answer costs its time limit and no more; a checkpoint that is not as it was written is
 * moved aside and the next older one is taken. Blocks: never on an event loop.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String SCRATCH = "holdfast-checkpoint";
    private static final SharedVerification SHARED = new SharedVerification();

    private final List<CheckpointStore> stores;
    private final Map<InstrumentId, Instrument> instruments;
    private final RetentionRule retention;
    private final Queue<String> movedAside = new ConcurrentLinkedQueue<>();

    /**
     * A checkpoint that was found.
     *
     * @param store    where
     * @param contents verified, unless the caller asked for any
     */
    public record Found(CheckpointName name, CheckpointStore store, Contents contents) {
        public boolean isVerified() {
            return contents.isVerified();
        }
    }

    /** What became of one that was taken: {@code problems} of each store, empty if all is well. */
    public record Taken(CheckpointName name, CheckpointManifest manifest, long bytes, List<String> stores,
                        List<String> problems) {
        /** True if at least one store has it, and read it back as it was captured. */
        public boolean isVerified() {
            return !stores.isEmpty();
        }
    }

    public Checkpoints(List<CheckpointStore> stores, Map<InstrumentId, Instrument> instruments,
                       RetentionRule retention) {
        this.stores = List.copyOf(stores);
        this.instruments = instruments;
        this.retention = retention;
    }

    /**
     * The stores that a node was told: its folder first, as it is the nearest.
     *
     * @throws IllegalArgumentException if a bucket is named and nothing here can speak to one
     */
    public static Checkpoints of(NodeConfig config) {
        CheckpointConfig wanted = config.checkpoint();
        if (wanted == null) {
            return new Checkpoints(List.of(), Map.of(), new RetentionRule(1, 0, 0));
        }
        List<CheckpointStore> stores = new ArrayList<>();
        stores.add(new FolderStore(wanted.folder()));
        if (wanted.s3() != null) {
            stores.add(ServiceLoader.load(StoreMaker.class).findFirst().orElseThrow(() ->
                new IllegalArgumentException("s3.bucket is " + wanted.s3().bucket() + ", but the module"
                    + " checkpoint-s3 is not in this build. Fix: add it, or set s3.bucket to none"))
                .open(wanted.s3()));
        }
        return new Checkpoints(stores, config.instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity())), wanted.keep());
    }

    /** True if there is nowhere to keep any. */
    public boolean isOff() {
        return stores.isEmpty();
    }

    /** What every store keeps that answers, by name; each with its size. */
    public Map<CheckpointStore, SortedMap<CheckpointName, Long>> list() {
        Map<CheckpointStore, SortedMap<CheckpointName, Long>> all = new LinkedHashMap<>();
        for (CheckpointStore store : stores) {
            try {
                all.put(store, store.list());
            } catch (IOException e) {
                LOG.warn("{} does not say what it keeps: {}", store.name(), e.toString());
            }
        }
        return all;
    }

    /**
     * Writes a checkpoint to the stores and reads it back from each.
     *
     * @param shared to the shared stores as well
     * @throws IOException if it could not even be put together
     */
    public Taken take(CheckpointName name, CheckpointWriter.Taker taker, List<Capture> captures,
                      boolean shared) throws IOException {
        Path scratch = Files.createTempDirectory(SCRATCH);
        try {
            boolean whole = captures.stream().allMatch(capture -> capture.failure() == null);
            Path previous = whole ? null : previous(scratch);
            Path file = scratch.resolve(name.text() + CheckpointFile.ENDING);
            CheckpointManifest manifest = new CheckpointWriter(taker, previous).write(file, name,
                captures);
            List<String> written = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (CheckpointStore store : stores) {
                if (shared || !store.isShared()) {
                    store(store, name, file, written, problems);
                }
            }
            return new Taken(name, manifest, Files.size(file), written, problems);
        } finally {
            delete(scratch);
        }
    }

    /** The newest that verifies, null if there is none; one that is not as it was written is moved aside. */
    public Found newest() {
        return firstVerified(names -> names, contents -> true, this::moveAside);
    }

    /** The same for who only looks: whatever is wrong is left where it is. */
    public Found peek() {
        return firstVerified(names -> names, contents -> true, Checkpoints::passOver);
    }

    /** The nearest before a time that verifies; null if there is none. Leaves everything where it is. */
    public Found newestBefore(Instant at) {
        return firstVerified(names -> PointInTimeRule.candidates(names, at),
            contents -> PointInTimeRule.fits(contents.manifest(), at), Checkpoints::passOver);
    }

    /** What was moved aside since this was last asked, and why. */
    public List<String> movedAside() {
        List<String> told = new ArrayList<>();
        for (String one = movedAside.poll(); one != null; one = movedAside.poll()) {
            told.add(one);
        }
        return told;
    }

    /** That one from every store that has it, verified or not, and left where it is. */
    public List<Found> each(CheckpointName name) {
        List<Found> found = new ArrayList<>();
        list().forEach((store, kept) -> {
            if (kept.containsKey(name)) {
                found.add(look(store, name));
            }
        });
        return found;
    }

    private void store(CheckpointStore store, CheckpointName name, Path file, List<String> written,
                       List<String> problems) {
        try {
            store.write(name, file);
            Found again = look(store, name, CheckpointFile::check);
            if (again.isVerified()) {
                written.add(store.name());
                for (CheckpointName old : retention.toRemove(store.list().keySet(), name)) {
                    store.remove(old);
                }
            } else {
                problems.add(store.name() + ": " + String.join("; ", again.contents().problems()));
                store.quarantine(name);
            }
        } catch (IOException e) {
            problems.add(store.name() + ": " + e);
        }
    }

    private Found firstVerified(UnaryOperator<List<CheckpointName>> choice, Predicate<Contents> fits,
                                Consumer<Found> unfit) {
        Map<CheckpointStore, SortedMap<CheckpointName, Long>> all = list();
        List<CheckpointName> names = all.values().stream().flatMap(kept -> kept.keySet().stream())
            .distinct().sorted(Comparator.reverseOrder()).toList();
        for (CheckpointName name : choice.apply(names)) {
            for (CheckpointStore store : stores) {
                Found found = all.containsKey(store) && all.get(store).containsKey(name)
                    ? look(store, name) : null;
                if (found != null && !found.isVerified()) {
                    unfit.accept(found);
                } else if (found != null && fits.test(found.contents())) {
                    return found;
                }
            }
        }
        return null;
    }

    /** How a file is looked into. */
    private interface Look {
        Contents into(CheckpointName name, Path file, Map<InstrumentId, Instrument> instruments)
                throws IOException;
    }

    private Found look(CheckpointStore store, CheckpointName name) {
        return look(store, name, SHARED::verify);
    }

    private Found look(CheckpointStore store, CheckpointName name, Look look) {
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory(SCRATCH);
            Path file = store.read(name, scratch);
            return new Found(name, store, look.into(name, file, instruments));
        } catch (IOException e) {
            return new Found(name, store, Contents.unusable(null, "it could not be read: " + e, false));
        } finally {
            delete(scratch);
        }
    }

    /** A store that did not answer, or that has one of another version, has nothing wrong in it. */
    private void moveAside(Found found) {
        passOver(found);
        if (!found.contents().corrupt()) {
            return;
        }
        try {
            found.store().quarantine(found.name());
            LOG.warn("{} of {} was moved to its quarantine", found.name(), found.store().name());
            movedAside.add(found.name() + " of " + found.store().name() + ": "
                + found.contents().problems().getFirst());
        } catch (IOException e) {
            LOG.warn("{} of {} could not be moved aside: {}", found.name(), found.store().name(),
                e.toString());
        }
    }

    private static void passOver(Found found) {
        LOG.warn("{} of {} is passed over: {}", found.name(), found.store().name(),
            String.join("; ", found.contents().problems()));
    }

    private Path previous(Path scratch) throws IOException {
        Found newest = newest();
        return newest == null ? null : newest.store().read(newest.name(), scratch);
    }

    private static void delete(Path scratch) {
        if (scratch == null) {
            return;
        }
        try (var files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            LOG.warn("{} was left behind: {}", scratch, e.toString());
        }
    }
}
