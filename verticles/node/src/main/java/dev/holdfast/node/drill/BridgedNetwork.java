package dev.holdfast.node.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A bridge inside the drill's own network namespace, and a namespace of its own for each node, tied to the
 * bridge by one virtual cable that can be taken down. No namespace has a name or a way out of the machine:
 * each lives as long as a process in it, so that all of this is gone with the drill, however it ended.
 */
final class BridgedNetwork implements DrillNetwork, AutoCloseable {
    private static final String HUB = "10.77.0.1";
    private static final String BRIDGE = "drill0";
    private static final int FIRST_NODE = 11;

    private final List<Process> holders = new ArrayList<>();

    private BridgedNetwork() {
    }

    /** Lays the cables; only inside a network namespace of the drill's own ({@link OwnNamespace}). */
    static BridgedNetwork lay(int nodes) throws IOException, InterruptedException {
        BridgedNetwork network = new BridgedNetwork();
        ip("link", "set", "lo", "up");
        ip("link", "add", BRIDGE, "type", "bridge");
        ip("addr", "add", HUB + "/24", "dev", BRIDGE);
        ip("link", "set", BRIDGE, "up");
        for (int index = 0; index < nodes; index++) {
            network.addNode(index);
        }
        return network;
    }

    /** Holds the namespace open with a program that ends when the drill's end of its pipe is closed. */
    private void addNode(int index) throws IOException, InterruptedException {
        Process holder = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo held; exec cat").start();
        holders.add(holder);
        if (holder.inputReader().readLine() == null) {
            throw new IOException("no network namespace for node " + (index + 1));
        }
        ip("link", "add", cable(index), "type", "veth", "peer", "name", "eth0", "netns", "" + holder.pid());
        ip("link", "set", cable(index), "master", BRIDGE);
        ip("link", "set", cable(index), "up");
        inside(index, "ip", "link", "set", "lo", "up");
        inside(index, "ip", "addr", "add", node(index) + "/24", "dev", "eth0");
        inside(index, "ip", "link", "set", "eth0", "up");
    }

    @Override
    public String hub() {
        return HUB;
    }

    @Override
    public String node(int index) {
        return "10.77.0." + (FIRST_NODE + index);
    }

    @Override
    public List<String> at(int index, List<String> command) {
        List<String> all = new ArrayList<>(
            List.of("nsenter", "--net=/proc/" + holders.get(index).pid() + "/ns/net"));
        all.addAll(command);
        return all;
    }

    @Override
    public boolean canCut() {
        return true;
    }

    @Override
    public void cut(int index) throws IOException, InterruptedException {
        ip("link", "set", cable(index), "down");
    }

    @Override
    public void mend(int index) throws IOException, InterruptedException {
        ip("link", "set", cable(index), "up");
    }

    @Override
    public void close() {
        holders.forEach(Process::destroy);
    }

    private void inside(int index, String... command) throws IOException, InterruptedException {
        Commands.run(at(index, List.of(command)));
    }

    private static String cable(int index) {
        return "drill-n" + (index + 1);
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Commands.run(command);
    }
}
