package dev.holdfast.execution.venue;

import dev.holdfast.trading.order.ClOrdId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a drill freezes this process in the middle of a send, to prove that the world moving on meanwhile
 * does no harm. Off unless the process was started with {@code -Ddrill.freeze=PLACE:PREFIX:HOW}, several
 * separated by commas: PLACE is {@code after-append} or {@code before-write}, PREFIX begins the client's part
 * of the order ids it is meant for, HOW is {@code stop} (the whole process raises SIGSTOP on itself) or a
 * number of milliseconds for which the calling thread is held. Each acts once in a process's life.
 */
public final class FreezePoint {
    /** After the record of the send was read back, before anything else. */
    public static final FreezePoint AFTER_APPEND = new FreezePoint("after-append");
    /** After the last check of whether the send is still allowed, before the socket write. */
    public static final FreezePoint BEFORE_WRITE = new FreezePoint("before-write");

    private static final Logger LOG = LoggerFactory.getLogger(FreezePoint.class);
    private static final String STOP = "stop";
    private static final int PARTS = 3;
    /** Length of the shard's name that begins every order id, such as {@code s07-}. */
    private static final int SHARD_PART = 4;

    private final List<Freeze> freezes = new ArrayList<>();

    private record Freeze(String prefix, String how, AtomicBoolean spent) {
        boolean isFor(ClOrdId id) {
            return id.text().startsWith(prefix, SHARD_PART) && spent.compareAndSet(false, true);
        }
    }

    private FreezePoint(String place) {
        for (String each : System.getProperty("drill.freeze", "").split(",")) {
            String[] wanted = each.split(":");
            if (wanted.length == PARTS && wanted[0].equals(place)) {
                freezes.add(new Freeze(wanted[1], wanted[2], new AtomicBoolean()));
            }
        }
    }

    /** Returns at once, unless this is the place and the order that a drill waits for. */
    public void reached(ClOrdId id) {
        for (Freeze each : freezes) {
            if (each.isFor(id)) {
                System.err.println("frozen with " + id + " in hand");
                freeze(each.how());
                LOG.warn("thawed with {} in hand", id);
            }
        }
    }

    private static void freeze(String how) {
        try {
            if (how.equals(STOP)) {
                new ProcessBuilder("kill", "-STOP", "" + ProcessHandle.current().pid()).start().waitFor();
            } else {
                Thread.sleep(Long.parseLong(how));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the drill wanted a frozen process, and there is no kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
