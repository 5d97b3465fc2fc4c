package dev.holdfast.node.supervise;

import java.util.concurrent.CountDownLatch;

/** Says its argument and runs until it is stopped. Public, as a main class is. */
public final class EndlessProgram {
    private EndlessProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println(args[0]);
        new CountDownLatch(1).await();
    }
}
