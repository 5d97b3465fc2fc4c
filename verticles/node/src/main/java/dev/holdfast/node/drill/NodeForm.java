package dev.holdfast.node.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the nodes of a drill are run.
 *
 * @param roles      of every node
 * @param hasBackup  a second venue stands by for prices
 * @param supervised each under {@code supervise}, in a process of its own
 * @param settings   laid over the drill's own
 * @param alerts     text of alerts.yaml with {@code %s} where the address of the drill's own receiver goes;
 *                   null for none
 */
record NodeForm(String roles, boolean hasBackup, boolean supervised, Map<String, String> settings,
                String alerts) {
    /**
     * The path of orders and who watches it. Database and dashboard only read the journal; with everything on
     * one machine they would take what the orders need, and the drill would measure them instead.
     */
    static final NodeForm ORDER_PATH = new NodeForm("risk,execution,market-data", false, false, Map.of(),
        null);

    /**
     * Every service, under a supervisor. No synthetic orders: the drill's own are denser. Nothing counts as
     * flapping: a drill opens more incidents within minutes than a year of operation does.
     */
    static final NodeForm WHOLE = new NodeForm(
        "persistence,portfolio-manager,risk,execution,signal,market-data,failsafe", true, true,
        Map.of("failsafe.syntheticAccount", "none"), """
            routes:
              - {name: drill, kind: WEBHOOK, format: JSON, url: "%s"}
            escalation:
              - {severity: PAGE, after: 0s, routes: [drill]}
              - {severity: TICKET, after: 0s, routes: [drill]}
            flapping: {times: 1000, within: 1s, quiet: 1s}
            """);

    /** The drill's settings with these over them. */
    Map<String, String> over(Map<String, String> drill) {
        Map<String, String> all = new LinkedHashMap<>(drill);
        all.putAll(settings);
        return all;
    }

    /** The same without its supervisor. */
    NodeForm alone() {
        return new NodeForm(roles, hasBackup, false, settings, alerts);
    }

    /** Options of the JVM as they are given to the process that is started first. */
    List<String> firstFlags(List<String> flags) {
        return supervised ? List.of("-Xmx64m") : flags;
    }

    /** The whole command: a supervisor gives its node's JVM what this variable says, after its own heap. */
    List<String> withFlags(List<String> first, List<String> flags) {
        List<String> command = new ArrayList<>();
        if (supervised) {
            command.addAll(List.of("env", "HOLDFAST_JAVA_OPTS=" + String.join(" ", flags)));
        }
        command.addAll(first);
        return command;
    }
}
