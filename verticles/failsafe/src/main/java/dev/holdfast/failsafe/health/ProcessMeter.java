package dev.holdfast.failsafe.health;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.holdfast.resilience.health.Resources;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Reads what this process uses of its machine. Reading the disk may block: off the event loop, please. */
final class ProcessMeter {
    private static final double PERCENT = 100.0;

    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Path folder;
    private final AtomicLong worstPauseMillis = new AtomicLong();
    private final NotificationListener onCollection = this::onCollection;

    /** Null stands for the working directory. */
    ProcessMeter(Path folder) {
        this.folder = folder;
    }

    void start() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // The concurrent ones count their whole work, which pauses nobody.
            boolean pauses = !collector.getName().contains("Concurrent")
                && !collector.getName().contains("Cycles");
            if (pauses && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(onCollection, null, null);
            }
        }
    }

    void stop() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                if (collector instanceof NotificationEmitter emitter) {
                    emitter.removeNotificationListener(onCollection);
                }
            } catch (ListenerNotFoundException e) {
                // It was none of those that were listened to.
            }
        }
    }

    /** What is used now; pauses and delays since the last reading. */
    Resources read(Duration loopDelay) throws IOException {
        return new Resources(Math.max(0, system.getProcessCpuLoad()) * PERCENT, heapPercent(),
            Duration.ofMillis(worstPauseMillis.getAndSet(0)), loopDelay, diskFreePercent(),
            descriptorsPercent());
    }

    private void onCollection(Notification notification, Object handback) {
        if (notification.getType().equals(
                GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long millis = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcInfo().getDuration();
            worstPauseMillis.accumulateAndGet(millis, Math::max);
        }
    }

    /** What was left after each pool's newest collection: garbage that nobody collected yet costs nothing. */
    private static double heapPercent() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += after == null ? 0 : after.getUsed();
        }
        return used * PERCENT / Runtime.getRuntime().maxMemory();
    }

    private double diskFreePercent() throws IOException {
        Path there = folder == null ? Path.of("").toAbsolutePath() : folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        return store.getTotalSpace() == 0 ? PERCENT
            : store.getUsableSpace() * PERCENT / store.getTotalSpace();
    }

    private double descriptorsPercent() {
        return system instanceof UnixOperatingSystemMXBean unix && unix.getMaxFileDescriptorCount() > 0
            ? unix.getOpenFileDescriptorCount() * PERCENT / unix.getMaxFileDescriptorCount() : 0;
    }
}
