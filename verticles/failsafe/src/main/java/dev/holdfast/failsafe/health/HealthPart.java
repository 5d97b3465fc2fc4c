package dev.holdfast.failsafe.health;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.health.CheckResult;
import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.HealthChange;
import dev.holdfast.resilience.health.ServiceKey;
import dev.holdfast.resilience.health.WatchRule;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.HealthChecked;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the health book of all nodes (requirement A3.1) and tells what changed. Every node's part hears the
 * same words and results and so keeps the same book; which of them checks a service and speaks for it is
 * {@link WatchRule}'s. A node without the majority speaks for its own services only: that it does not hear
 * the others says nothing about them.
 */
public final class HealthPart implements Part {
    /** The name under which this layer itself is a service. */
    public static final String SERVICE = "failsafe";
    private static final long TICK_MILLIS = 250;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private final FailsafeKit kit;
    private final HealthBook book;
    private final Prober prober;
    private final NodeProbe nodeProbe;
    private final HealthMetrics metrics;
    private final List<MessageConsumer<Buffer>> ears = new ArrayList<>();
    private final Consumer<String> ownEar;
    private Context context;
    private long timer;
    private long tickedNanos;

    public HealthPart(FailsafeKit kit) {
        this.kit = kit;
        this.book = new HealthBook(kit.node().config().failsafe().health().rule());
        this.prober = new Prober(kit, book, this::isMine, this::found);
        this.metrics = new HealthMetrics(kit, book);
        this.ownEar = service -> context.runOnContext(spoke ->
            book.onSign(new ServiceKey(service, kit.me()), kit.now()));
        this.nodeProbe = new NodeProbe(kit, this::found, metrics::read);
    }

    @Override
    public Future<Void> start() {
        context = kit.vertx().getOrCreateContext();
        kit.node().health().onSpeaking(ownEar);
        kit.node().fence().onCut(() -> kit.node().health().forget(ownEar));
        ears.add(kit.node().bus().subscribe(Addresses.SERVICE_REPORT, this::onReport));
        ears.add(kit.node().bus().subscribe(Addresses.HEALTH_CHECKED, this::onChecked));
        ears.add(kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent));
        kit.board().servicesFrom(() -> book.standings().stream().map(HealthViews::view).toList());
        tickedNanos = System.nanoTime();
        timer = kit.vertx().setPeriodic(TICK_MILLIS, tick -> tick());
        prober.start();
        nodeProbe.start();
        metrics.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        kit.node().health().forget(ownEar);
        ears.forEach(MessageConsumer::unregister);
        prober.stop();
        metrics.stop();
        return nodeProbe.stop();
    }

    /** The truth about every service, for the parts that act upon it. */
    public HealthBook book() {
        return book;
    }

    /** Null while checks are made in time; else how late they are. */
    public String lateness() {
        return prober.lateness();
    }

    private void onReport(ServiceReport report) {
        book.onReport(new ServiceKey(report.service(), report.node()), report.status(),
            String.valueOf(report.detail()), kit.now());
    }

    /** What another found; what this node found is in the book already. */
    private void onChecked(HealthChecked checked) {
        if (!checked.by().equals(kit.me())) {
            checked.results().forEach(this::take);
        }
    }

    private void onEvent(FailsafeEvent event) {
        if (event instanceof HealthChanged changed) {
            if (isHearsay(changed)) {
                book.onHearsay(change(changed));
            } else {
                book.onSaid(change(changed), kit.now());
            }
        }
    }

    /** True of what another says of a service of this node as it does not hear it, while this node does. */
    public boolean isHearsay(HealthChanged changed) {
        return changed.node().equals(kit.me()) && book.isHearsay(change(changed));
    }

    private static HealthChange change(HealthChanged changed) {
        return new HealthChange(new ServiceKey(changed.service(), changed.node()), changed.level(),
            changed.from(), changed.to(), changed.detail(), changed.at());
    }

    /** Takes in what this node's checks found, and tells the other nodes. */
    public void found(List<HealthChecked.Result> results) {
        results.forEach(this::take);
        results.forEach(metrics::checked);
        kit.node().bus().publish(Addresses.HEALTH_CHECKED, new HealthChecked(kit.me(), results));
    }

    private void take(HealthChecked.Result found) {
        book.onResult(new ServiceKey(found.service(), found.node()), found.level(),
            new CheckResult(found.outcome(), Duration.ofNanos(found.latencyMicros() * NANOS_PER_MICRO),
                found.detail(), found.at()), kit.now());
    }

    private void tick() {
        Instant now = kit.now();
        long nanos = System.nanoTime();
        long late = nanos - tickedNanos - TICK_NANOS;
        if (late > TICK_NANOS) {
            book.onPause(Duration.ofNanos(late), now);
        }
        tickedNanos = nanos;
        kit.node().cluster().nodes().stream().filter(NodeView::agreedDead)
            .forEach(node -> book.onNodeDead(node.node(), now));
        book.tick(now);
        book.changes(this::isMine, now).forEach(this::tell);
        if (kit.leader().isMine()) {
            book.improvements(now).forEach(this::tell);
        }
    }

    private void tell(HealthChange change) {
        kit.events().tell(new HealthChanged(change.key().service(), change.key().node(), change.level(),
            change.from(), change.to(), change.detail(), change.at()));
    }

    private boolean isMine(ServiceKey key) {
        if (key.node().equals(kit.me())) {
            return true;
        }
        return kit.node().cluster().quorum() == Quorum.MAJORITY
            && kit.me().equals(WatchRule.watcher(key.node(), heard(), kit.leader().leader()));
    }

    private SortedSet<String> heard() {
        Instant now = kit.now();
        SortedSet<String> heard = new TreeSet<>();
        heard.add(kit.me());
        kit.node().cluster().nodes().stream().filter(node -> !node.agreedDead()).map(NodeView::node)
            .filter(node -> book.hears(new ServiceKey(SERVICE, node), now)).forEach(heard::add);
        return heard;
    }
}
