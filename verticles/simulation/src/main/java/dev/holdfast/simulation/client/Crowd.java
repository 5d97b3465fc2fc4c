package dev.holdfast.simulation.client;

import dev.holdfast.simulation.node.SimNode;
import dev.holdfast.simulation.node.World;
import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.math.BigDecimal;
import java.time.Instant;

/** All who want something of the nodes: clients, a strategy, and somebody who uses the same venue account. */
public final class Crowd {
    private final World world;
    private final House house;
    private final Chance chance;
    private int signals;
    private int foreign;

    public Crowd(World world, House house) {
        this.world = world;
        this.house = house;
        this.chance = world.scene().chance("crowd");
    }

    /** From here on they act, until the world is healed. */
    public void begin(int clients) {
        Router router = new Router(world);
        for (int number = 1; number <= clients; number++) {
            new Client(world, router, house.accounts(), number).begin();
        }
        world.scene().queue().after(pause(), this::signal);
        if (world.scene().isOn(Fault.FOREIGN_ORDER)) {
            world.scene().queue().after(pause(), this::foreign);
        }
    }

    /** A signal goes to the stream, and by the bus to whoever hears it; now and then twice. */
    private void signal() {
        if (world.scene().isHealed()) {
            return;
        }
        Instant now = world.scene().trueTime();
        SignalAction action = chance.percent(60) ? SignalAction.ENTER_LONG : SignalAction.EXIT;
        Signal signal = new Signal("signal-" + ++signals, House.STRATEGY, Market.BTC.id(), action,
            Price.of("100"), BigDecimal.ZERO, now, now.plusSeconds(chance.between(8, 40)), "simulated");
        world.log().landSignal(signal);
        if (chance.percent(10)) {
            world.log().landSignal(signal);
        }
        for (SimNode node : world.nodes()) {
            world.mail().send(() -> node.signal(signal));
        }
        world.scene().queue().after(pause(), this::signal);
    }

    private void foreign() {
        if (world.scene().isHealed()) {
            return;
        }
        boolean buy = chance.percent(70);
        ClOrdId id = new ClOrdId("s00-foreign" + ++foreign);
        OrderTerms terms = new OrderTerms(id, house.house(), Market.BTC.id(), buy ? Side.BUY : Side.SELL,
            OrderType.LIMIT, TimeInForce.GTC, new Quantity(BigDecimal.valueOf(chance.between(50, 900), 3)),
            Price.of(buy ? "89" : "111"), Price.of("100"), Origin.manual("somebody"),
            world.scene().trueTime());
        world.venue().placeForeign(terms, "web_" + foreign);
        world.scene().queue().after(pause() * 2, this::foreign);
    }

    private long pause() {
        return chance.between(1_500, 7_000) * Scene.MILLI;
    }
}
