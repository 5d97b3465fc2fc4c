package dev.holdfast.simulation.world;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a seed is to be: all else follows from the seed.
 *
 * @param horizonMillis virtual time with clients and faults; a quiet time follows, in which all is healed
 * @param clients       who send commands at the same time
 */
public record Plan(long seed, Set<Fault> faults, int horizonMillis, int clients) {
    /** One seed in so many has no fault at all. */
    private static final int CALM = 20;

    public Plan {
        faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
    }

    /** What the seed itself draws. */
    public static Plan of(long seed) {
        Chance chance = new Chance(seed, "plan");
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        boolean calm = chance.below(CALM) == 0;
        int often = (int) chance.between(15, 60);
        for (Fault fault : Fault.drawn()) {
            if (chance.percent(often) && !calm) {
                faults.add(fault);
            }
        }
        return new Plan(seed, faults, (int) chance.between(12_000, 40_000), (int) chance.between(2, 4));
    }

    public Plan without(Fault fault) {
        EnumSet<Fault> fewer = EnumSet.noneOf(Fault.class);
        fewer.addAll(faults);
        fewer.remove(fault);
        return new Plan(seed, fewer, horizonMillis, clients);
    }

    public Plan within(int shorterMillis) {
        return new Plan(seed, faults, shorterMillis, clients);
    }

    public Plan withClients(int fewer) {
        return new Plan(seed, faults, horizonMillis, fewer);
    }

    /** As {@link #parse} reads it. */
    public String spelled() {
        return seed + ":" + horizonMillis + ":" + clients + ":"
            + faults.stream().map(Fault::name).collect(Collectors.joining(","));
    }

    /** Reads {@code SEED:HORIZON:CLIENTS:FAULT,FAULT}; a seed alone is what it draws. */
    public static Plan parse(String spelled) {
        String[] parts = spelled.split(":", -1);
        if (parts.length == 1) {
            return of(Long.parseLong(parts[0]));
        }
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String name : parts[3].split(",")) {
            if (!name.isBlank()) {
                faults.add(Fault.valueOf(name));
            }
        }
        return new Plan(Long.parseLong(parts[0]), faults, Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]));
    }
}
