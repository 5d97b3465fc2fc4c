package dev.holdfast.node.demo;

import dev.holdfast.node.cli.Ports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ports of a demo on loopback: the usual ones, or free ones where those are taken, so that two demos run
 * side by side.
 *
 * @param gateways one for each node, the dashboard's first
 * @param clusters one for each node
 */
record DemoPorts(List<Integer> gateways, List<Integer> clusters, int broker, int brokerController, int venue,
                 int venueAdmin) {
    private static final String HOST = "127.0.0.1";
    private static final int GATEWAY = 8080;
    private static final int CLUSTER = 5701;
    private static final int BROKER = 9092;
    private static final int VENUE = 9750;

    /**
     * Chooses them all.
     *
     * @param gateway the dashboard's port if somebody asked for it: then it is that one or none; else null
     */
    static DemoPorts choose(int nodes, Integer gateway) {
        if (gateway != null) {
            Ports.requireFree(HOST, gateway, "--port");
        }
        Set<Integer> taken = new HashSet<>();
        List<Integer> gateways = new ArrayList<>();
        List<Integer> clusters = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            gateways.add(node == 0 && gateway != null ? claim(taken, gateway)
                : pick(taken, (gateway == null ? GATEWAY : gateway) + node));
            clusters.add(pick(taken, CLUSTER + node));
        }
        return new DemoPorts(gateways, clusters, pick(taken, BROKER), pick(taken, BROKER + 1),
            pick(taken, VENUE), pick(taken, VENUE + 1));
    }

    String dashboard() {
        return "http://" + HOST + ":" + gateways.getFirst();
    }

    String bootstrapServers() {
        return HOST + ":" + broker;
    }

    String venueAdminUrl() {
        return "http://" + HOST + ":" + venueAdmin;
    }

    private static int claim(Set<Integer> taken, int port) {
        taken.add(port);
        return port;
    }

    private static int pick(Set<Integer> taken, int usual) {
        int port = usual;
        while (taken.contains(port) || !Ports.isFree(HOST, port)) {
            port = Ports.free();
        }
        return claim(taken, port);
    }
}
