package dev.holdfast.node.supervise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that says that it is ready and then has the trouble that it is told to have. */
public final class TroubledProgram {
    private TroubledProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "hungry" -> {
                ready();
                eat();
            }
            case "pulses" -> {
                ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();
                Pulse.beat(beating);
                ready();
                new CountDownLatch(1).await();
            }
            case "talks" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(TroubledProgram::talk));
                Pulse.beat(Executors.newSingleThreadScheduledExecutor());
                ready();
                new CountDownLatch(1).await();
            }
            case "stubborn" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(TroubledProgram::neverEnd));
                ready();
                new CountDownLatch(1).await();
            }
            case "ends" -> {
                ready();
                System.exit(Integer.parseInt(args[1]));
            }
            default -> System.exit(Integer.parseInt(args[1]));
        }
    }

    private static void ready() {
        System.out.println("ready " + ProcessHandle.current().pid());
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new byte[1_000_000]);
        }
    }

    private static void talk() {
        for (int line = 0; line < 20; line++) {
            System.out.println("still here");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void neverEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
