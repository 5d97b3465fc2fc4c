package dev.holdfast.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads at real locks. */
class LockChainTest {
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        over.countDown();
        threads.forEach(Thread::interrupt);
    }

    @Test
    void findsTheOneThatWorksBehindTwoLocks() throws InterruptedException {
        Object first = new Object();
        ReentrantLock second = new ReentrantLock();
        Thread worker = begin(() -> {
            second.lock();
            spin();
        });
        await().until(second::isLocked);
        Thread between = begin(() -> within(first, second::lock));
        awaitHeldUp(between);
        Thread last = begin(() -> within(first, this::spin));
        awaitHeldUp(last);

        assertThat(LockChain.of(last)).isEqualTo(new LockChain.End(worker.threadId(), true));
        assertThat(LockChain.of(worker)).isEqualTo(new LockChain.End(worker.threadId(), true));
    }

    @Test
    void seesThatTheOwnerSleeps() throws InterruptedException {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread sleeper = begin(() -> within(lock, () -> {
            held.countDown();
            awaitOver();
        }));
        held.await();
        awaitHeldUp(sleeper);
        Thread last = begin(() -> within(lock, this::spin));
        awaitHeldUp(last);

        assertThat(LockChain.of(last)).isEqualTo(new LockChain.End(sleeper.threadId(), false));
    }

    @Test
    void doesNotRunInARingOfThreadsThatWaitForEachOther() {
        ReentrantLock first = new ReentrantLock();
        ReentrantLock second = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread one = begin(() -> cross(first, both, second));
        Thread other = begin(() -> cross(second, both, first));
        await().until(() -> first.hasQueuedThreads() && second.hasQueuedThreads());
        // Who stands in the line of a lock may not sleep there yet.
        awaitHeldUp(one);
        awaitHeldUp(other);

        assertThat(LockChain.of(one).works()).isFalse();
    }

    private Thread begin(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().start(work);
        threads.add(thread);
        return thread;
    }

    private static void within(Object lock, Runnable work) {
        synchronized (lock) {
            work.run();
        }
    }

    private static void awaitHeldUp(Thread thread) {
        await().atMost(Duration.ofSeconds(20)).until(() -> switch (thread.getState()) {
            case BLOCKED, WAITING -> true;
            default -> false;
        });
    }

    private static void cross(ReentrantLock mine, CyclicBarrier both, ReentrantLock next) {
        mine.lock();
        try {
            both.await();
            next.lockInterruptibly();
        } catch (Exception e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitOver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void spin() {
        while (over.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
