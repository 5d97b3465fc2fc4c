package dev.holdfast.failsafe.alerting;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.failsafe.alerting.Word.Gone;
import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.resilience.alert.AlertCommand;
import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.Noise;
import dev.holdfast.resilience.alert.SpeakerRule;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.alert.SymptomBook;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.SilenceChanged;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people (requirement A3.8). Every node hears everything that is wrong and every incident; one speaks.
 * Another that takes its place goes on with the same incidents, and calls nobody a second time.
 */
public final class AlertingPart implements Part, AlertDoor.Speaking {
    private static final Logger LOG = LoggerFactory.getLogger(AlertingPart.class);
    private static final long TICK_MILLIS = 500;
    /** A node that should speak waits so long to have read what was: a missing broker must not mute it. */
    private static final Duration READ_WAIT = Duration.ofSeconds(5);
    /** How many ticks between two looks for words that were lost. */
    private static final int LOOK_EVERY = 10;

    private final FailsafeKit kit;
    private final Supplier<List<Standing>> standings;
    private final AlertsConfig config;
    private final SymptomBook symptoms = new SymptomBook();
    private final Followed followed = new Followed();
    private final EventTail tail;
    private final AlertDoor door;
    private final AlertMetrics metrics = new AlertMetrics(this::noise);
    private Noise noise = Noise.NONE;
    private MessageConsumer<Buffer> ear;
    private Speech speech;
    private Watches watches;
    private Instant wanted;
    private int ticks;
    private boolean settled;
    private boolean stopped;
    private long timer;

    /**
     * Prepares it.
     *
     * @param standings how every service stands, as this node sees it
     */
    public AlertingPart(FailsafeKit kit, Supplier<List<Standing>> standings) {
        this.kit = kit;
        this.standings = standings;
        this.config = kit.node().config().alerts();
        this.tail = new EventTail(kit.vertx(), kit.node().config().kafka().bootstrapServers(), this::onEvent);
        this.door = new AlertDoor(kit, followed, new IncidentViews(config.runbooks()), this);
    }

    @Override
    public Future<Void> start() {
        ear = kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent);
        tail.start();
        metrics.start();
        timer = kit.vertx().setPeriodic(TICK_MILLIS, tick -> tick());
        kit.leader().onChange(this::tick);
        kit.board().incidentsFrom(() -> door.incidents().reversed());
        kit.events().tell(new NodeStarted(kit.me(), kit.node().identity().incarnation(),
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())));
        return door.open().compose(open -> ear.completion());
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        kit.vertx().cancelTimer(timer);
        tail.stop();
        metrics.stop();
        fallSilent("this node stops");
        return Future.join(door.close(), ear.unregister()).mapEmpty();
    }

    /** From the bus and, a little later, from the topic: to take one twice changes nothing. */
    private void onEvent(FailsafeEvent event) {
        switch (event) {
            case IncidentChanged changed -> followed.on(changed, kit.now());
            case SilenceChanged changed -> followed.on(changed, kit.now());
            case NodeStarted started -> onStarted(started);
            default -> SymptomRule.of(event).forEach(this::hear);
        }
    }

    private void onStarted(NodeStarted started) {
        symptoms.renewed(started.node(), started.at());
        if (speech != null) {
            speech.tell(new AlertCommand.Renewed(started.node(), started.at()));
        }
    }

    private void hear(Word word) {
        boolean news = switch (word) {
            case Wrong wrong -> symptoms.isWrong(wrong.symptom());
            case Gone gone -> symptoms.isGone(gone.symptom(), gone.at());
        };
        if (news && speech != null) {
            speech.hear(word);
        }
    }

    private void tick() {
        if (stopped) {
            return;
        }
        boolean mine = kit.me().equals(speaker());
        if (!mine) {
            wanted = null;
            fallSilent("another node speaks: " + speaker());
            return;
        }
        wanted = wanted == null ? kit.now() : wanted;
        boolean ready = tail.isLive() || !kit.now().isBefore(wanted.plus(READ_WAIT));
        if (speech == null && ready) {
            speak();
        }
        if (speech != null) {
            goOn();
        }
    }

    private void speak() {
        LOG.info("this node tells people from here on; {} incidents are open", followed.open().size());
        speech = new Speech(kit, config, suffix(), this::hear);
        watches = new Watches(kit, config, symptoms, this::hear);
        settled = false;
        speech.begin(followed, config.silences(), symptoms.open());
    }

    /** Only the leader's ids are the cluster's: two that speak without one may not hear each other. */
    private String suffix() {
        return kit.leader().isMine() ? "" : "-" + kit.me();
    }

    private void goOn() {
        speech.desk().suffix(suffix());
        watches.look();
        for (Incident incident : followed.open()) {
            speech.adopt(incident);
        }
        if (tail.isLive() && !settled) {
            settled = true;
            speech.forgetAllBut(symptoms.open(), watches::isWell);
        }
        boolean hearsMost = kit.node().cluster().quorum() == Quorum.MAJORITY;
        if (settled && hearsMost && ++ticks % LOOK_EVERY == 0) {
            lookAgain();
        }
        speech.tell(new AlertCommand.Tick());
    }

    /**
     * Not only at the beginning: a node that was cut off told of incidents alone, and is heard of them when
     * what ended them has long been said.
     */
    private void lookAgain() {
        LostWords.find(symptoms.open(), standings.get(), kit.now()).forEach(kit.events()::tell);
        speech.forgetAllBut(symptoms.open(), watches::isWell);
    }

    private void fallSilent(String why) {
        if (speech != null) {
            LOG.info("this node tells people no more: {}", why);
            noise = noise();
            speech.end();
            speech = null;
            watches = null;
            // Its routes went with it. Those of the next time that it speaks have not failed anybody.
            symptoms.open().stream().map(Symptom::id).filter(SymptomRule::isRoute)
                .forEach(route -> symptoms.isGone(route, kit.now()));
        }
    }

    /** Over all the times in which this node spoke. */
    @Override
    public Noise noise() {
        return speech == null ? noise : noise.plus(speech.noise());
    }

    @Override
    public Speech speech() {
        return speech;
    }

    /** Who tells people now, as far as this node knows. */
    @Override
    public String speaker() {
        List<String> heard = kit.node().cluster().nodes().stream().filter(node -> !node.agreedDead())
            .map(NodeView::node).toList();
        return SpeakerRule.speaker(kit.me(), kit.leader().leader(), kit.node().cluster().quorum(), heard);
    }
}
