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
        Thread worker = begin(second::lock, this::spin);
        await().until(second::isLocked);
        Thread between = begin(() -> { }, () -> {
            synchronized (first) {
                second.lock();
            }
        });
        awaitHeldUp(between);
        Thread last = begin(() -> { }, () -> {
            synchronized (first) {
                spin();
            }
        });
        awaitHeldUp(last);

        assertThat(LockChain.of(last)).isEqualTo(new LockChain.End(worker.threadId(), true));
        assertThat(LockChain.of(worker)).isEqualTo(new LockChain.End(worker.threadId(), true));
    }

    @Test
    void seesThatTheOwnerSleeps() throws InterruptedException {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread sleeper = begin(() -> { }, () -> {
            synchronized (lock) {
                held.countDown();
                awaitOver();
            }
        });
        held.await();
        awaitHeldUp(sleeper);
        Thread last = begin(() -> { }, () -> {
            synchronized (lock) {
                spin();
            }
        });
        awaitHeldUp(last);

        assertThat(LockChain.of(last)).isEqualTo(new LockChain.End(sleeper.threadId(), false));
    }

    @Test
    void doesNotRunInARingOfThreadsThatWaitForEachOther() {
        ReentrantLock first = new ReentrantLock();
        ReentrantLock second = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread one = begin(first::lock, () -> cross(both, second));
        Thread other = begin(second::lock, () -> cross(both, first));
        awaitHeldUp(one);
        awaitHeldUp(other);
        await().until(() -> first.hasQueuedThreads() && second.hasQueuedThreads());

        assertThat(LockChain.of(one).works()).isFalse();
    }

    private Thread begin(Runnable before, Runnable after) {
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            before.run();
            after.run();
        });
        threads.add(thread);
        return thread;
    }

    private static void awaitHeldUp(Thread thread) {
        await().atMost(Duration.ofSeconds(20)).until(() -> switch (thread.getState()) {
            case BLOCKED, WAITING -> true;
            default -> false;
        });
    }

    private static void cross(CyclicBarrier both, ReentrantLock next) {
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
