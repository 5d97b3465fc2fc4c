package dev.holdfast.runtime.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long a thread had work and no processor. Safe from any thread. */
interface RunQueue {
    /** Since the thread began; 0 where it is not known. */
    long waitedNanos();

    /**
     * That of the calling thread, by Linux's own count ({@code Documentation/scheduler/sched-stats.rst}, the
     * second figure). Elsewhere it is not known, and nothing is held to the machine's account.
     */
    static RunQueue ofThisThread() {
        try {
            Path link = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            Path figures = Path.of("/proc").resolve(link).resolve("schedstat");
            return () -> read(figures);
        } catch (IOException | UnsupportedOperationException e) {
            return () -> 0;
        }
    }

    private static long read(Path figures) {
        try {
            String[] all = Files.readString(figures).strip().split(" ");
            return all.length < 2 ? 0 : Long.parseLong(all[1]);
        } catch (IOException | NumberFormatException e) {
            // The thread has ended, or this kernel does not count.
            return 0;
        }
    }
}
