package dev.holdfast.node.drill;

import java.io.IOException;
import java.util.List;

/** Where the drill's processes listen, and whether one node can be cut off from all the others. */
interface DrillNetwork {
    /** Address of broker, venue and load. */
    String hub();

    /** Address of a node, counted from 0. */
    String node(int index);

    /** The command as it must be run so that the process lives at that node's address. */
    List<String> at(int index, List<String> command);

    /** False if {@link #cut} has no means here. */
    boolean canCut();

    /** Nothing passes between the node and everybody else from here on; neither side is told. */
    void cut(int index) throws IOException, InterruptedException;

    /** Lets everything pass again. */
    void mend(int index) throws IOException, InterruptedException;

    /** All on 127.0.0.1, in one network: nothing to cut. */
    final class Loopback implements DrillNetwork {
        private static final String HOST = "127.0.0.1";

        @Override
        public String hub() {
            return HOST;
        }

        @Override
        public String node(int index) {
            return HOST;
        }

        @Override
        public List<String> at(int index, List<String> command) {
            return command;
        }

        @Override
        public boolean canCut() {
            return false;
        }

        @Override
        public void cut(int index) {
            throw new UnsupportedOperationException("loopback cannot be cut");
        }

        @Override
        public void mend(int index) {
            throw new UnsupportedOperationException("loopback cannot be cut");
        }
    }
}
