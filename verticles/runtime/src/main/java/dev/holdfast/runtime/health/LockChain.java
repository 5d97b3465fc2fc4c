package dev.holdfast.runtime.health;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Who holds up a thread that does not run: the owner of the lock it waits for, the owner of the lock that
 * this one waits for, and so on to the first that waits for no lock with an owner.
 */
final class LockChain {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** A chain beyond this is taken for a ring: threads that wait for each other, and none of them works. */
    private static final int LONGEST = 8;

    private LockChain() {
    }

    /** The thread at the end of the chain, the given one if it waits for nobody. */
    record End(long threadId, boolean works) {
    }

    /** Takes no safepoint: no stack is read. */
    static End of(Thread thread) {
        long id = thread.threadId();
        Thread.State state = thread.getState();
        for (int link = 0; link < LONGEST && !works(state); link++) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            long owner = info == null ? -1 : info.getLockOwnerId();
            ThreadInfo held = owner == -1 ? null : THREADS.getThreadInfo(owner);
            if (held == null) {
                return new End(id, false);
            }
            id = owner;
            state = held.getThreadState();
        }
        return new End(id, works(state));
    }

    private static boolean works(Thread.State state) {
        return switch (state) {
            case NEW, RUNNABLE, TERMINATED -> true;
            case BLOCKED, WAITING, TIMED_WAITING -> false;
        };
    }
}
