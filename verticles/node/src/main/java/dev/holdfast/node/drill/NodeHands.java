package dev.holdfast.node.drill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays hands on the process of a node under supervision, and on its files; never on its supervisor. */
final class NodeHands {
    private static final long SOON_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 5;
    private static final String CHECKPOINT = ".zip";
    /** More than lies between two parts of the file, where nobody would notice. */
    private static final int DAMAGE_BYTES = 256;

    private final DrillPlan plan;
    private final TradingFloor floor;

    NodeHands(DrillPlan plan, TradingFloor floor) {
        this.plan = plan;
        this.floor = floor;
    }

    /** The node's process as it is now; empty while its supervisor has none. */
    Optional<ProcessHandle> process(int index) {
        return ProcessHandle.of(floor.node(index).pid()).flatMap(supervisor ->
            supervisor.children().filter(ProcessHandle::isAlive).findFirst());
    }

    /** SIGKILL, and back only when the kernel has ended it. */
    void kill(int index) throws InterruptedException {
        ProcessHandle node = present(index);
        node.destroyForcibly();
        awaitEnd(node);
    }

    /** SIGTERM: it is to stop in good order. */
    void terminate(int index) throws InterruptedException {
        present(index).destroy();
    }

    /** SIGSTOP: it keeps its sockets and its memory, and does nothing. */
    ProcessHandle freeze(int index) throws IOException, InterruptedException {
        ProcessHandle node = present(index);
        Commands.run(List.of("kill", "-STOP", "" + node.pid()));
        return node;
    }

    /** SIGCONT, if nobody ended it meanwhile. */
    static void thaw(ProcessHandle frozen) throws InterruptedException {
        if (frozen.isAlive()) {
            Commands.works("kill", "-CONT", "" + frozen.pid());
        }
    }

    /** Kills the node and holds its database's file before the next process can open it; close to let go. */
    FileLock killAndHoldDatabase(int index) throws IOException, InterruptedException {
        kill(index);
        Path file = plan.dataDir(index).resolve("database").resolve("holdfast.mv.db");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException(file + " is held by another process already");
        }
        return lock;
    }

    /** True if there is a checkpoint in the node's own folder. */
    boolean hasCheckpoint(int index) {
        return newestCheckpoint(index).isPresent();
    }

    /** Overwrites the middle of the newest checkpoint: its hashes are wrong from there on. */
    void damageCheckpoint(int index) throws IOException {
        Path file = newestCheckpoint(index).orElseThrow(() -> new IOException("no checkpoint in "
            + checkpoints(index)));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(damaged.length() / 2);
            damaged.write(new byte[DAMAGE_BYTES]);
        }
    }

    private Optional<Path> newestCheckpoint(int index) {
        if (!Files.isDirectory(checkpoints(index))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(checkpoints(index))) {
            return files.filter(file -> file.toString().endsWith(CHECKPOINT))
                .max(Comparator.comparing(Path::getFileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path checkpoints(int index) {
        return plan.dataDir(index).resolve("checkpoints");
    }

    private ProcessHandle present(int index) throws InterruptedException {
        long deadline = System.currentTimeMillis() + SOON_MILLIS;
        Optional<ProcessHandle> node = process(index);
        while (node.isEmpty()) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException(DrillPlan.nodeName(index) + " has no process; see "
                    + plan.dir());
            }
            Thread.sleep(LOOK_MILLIS);
            node = process(index);
        }
        return node.get();
    }

    private static void awaitEnd(ProcessHandle node) throws InterruptedException {
        long deadline = System.currentTimeMillis() + SOON_MILLIS;
        while (node.isAlive()) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("process " + node.pid() + " outlives SIGKILL");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
