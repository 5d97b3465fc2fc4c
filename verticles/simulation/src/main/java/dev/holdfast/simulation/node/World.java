package dev.holdfast.simulation.node;

import dev.holdfast.simulation.judge.Judge;
import dev.holdfast.simulation.log.SimLog;
import dev.holdfast.simulation.log.SimStore;
import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.venue.SimVenue;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.wire.message.ShardOwned;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The nodes and what they stand in. */
public final class World {
    private final Scene scene;
    private final Judge judge;
    private final SimLog log;
    private final SimStore store = new SimStore();
    private final Outside outside;
    private final Mail mail;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<Consumer<ShardOwned>> routers = new ArrayList<>();

    /**
     * What is the same for every node.
     *
     * @param house takes in orders that nobody here sent; null if no account does
     */
    public record Outside(SimVenue venue, Market market, DeskRules rules, AccountId house) {
    }

    public World(Scene scene, Judge judge, Outside outside, int size) {
        this.scene = scene;
        this.judge = judge;
        this.outside = outside;
        this.log = new SimLog(scene, judge);
        this.mail = new Mail(scene);
        for (int number = 0; number < size; number++) {
            nodes.add(new SimNode(this, number));
        }
    }

    public Scene scene() {
        return scene;
    }

    public Judge judge() {
        return judge;
    }

    public SimLog log() {
        return log;
    }

    SimStore store() {
        return store;
    }

    public Mail mail() {
        return mail;
    }

    public List<SimNode> nodes() {
        return nodes;
    }

    public SimVenue venue() {
        return outside.venue();
    }

    public DeskRules rules() {
        return outside.rules();
    }

    Market market() {
        return outside.market();
    }

    AccountId house() {
        return outside.house();
    }

    /** Hears who owns what. */
    public void onOwned(Consumer<ShardOwned> router) {
        routers.add(router);
    }

    void tell(ShardOwned owned) {
        routers.forEach(router -> mail.send(() -> router.accept(owned)));
    }

    /** Looks whether two nodes would do the same duty now. */
    void compareHolders() {
        List<String> holders = null;
        for (SimNode node : nodes) {
            if (node.holdsDuty()) {
                holders = holders == null ? new ArrayList<>() : holders;
                holders.add(node.name());
            }
        }
        if (holders != null) {
            judge.onHolders(holders);
        }
    }
}
