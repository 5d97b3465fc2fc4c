package dev.holdfast.simulation.world;

/** Who can reach whom now. Numbers are the nodes'; every direction of a link is cut on its own. */
public final class Links {
    private final boolean[][] node;
    private final boolean[] write;
    private final boolean[] read;
    private final boolean[] venue;

    public Links(int nodes) {
        this.node = new boolean[nodes][nodes];
        this.write = new boolean[nodes];
        this.read = new boolean[nodes];
        this.venue = new boolean[nodes];
    }

    public boolean isOpen(int from, int to) {
        return !node[from][to];
    }

    public boolean canWriteLog(int from) {
        return !write[from];
    }

    public boolean canReadLog(int to) {
        return !read[to];
    }

    public boolean canReachVenue(int from) {
        return !venue[from];
    }

    public void cut(int from, int to, boolean cut) {
        node[from][to] = cut;
    }

    /** Both directions to all other nodes. */
    public void cutOff(int one, boolean cut) {
        for (int other = 0; other < node.length; other++) {
            if (other != one) {
                node[one][other] = cut;
                node[other][one] = cut;
            }
        }
    }

    public void cutLog(int one, boolean writing, boolean reading) {
        write[one] = writing;
        read[one] = reading;
    }

    public void cutVenue(int one, boolean cut) {
        venue[one] = cut;
    }

    /** Everything reaches everything again. */
    public void heal() {
        for (int one = 0; one < node.length; one++) {
            cutOff(one, false);
            cutLog(one, false, false);
            venue[one] = false;
        }
    }
}
