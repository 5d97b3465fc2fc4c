package dev.holdfast.node.drill;

import dev.holdfast.node.drill.JournalCensus.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of fault over all its strikes, in milliseconds for each affected shard.
 *
 * @param strikes      how often it was done
 * @param shards       affected shards over all strikes
 * @param notRecovered those of them that accepted no order again in time
 * @param takeovers    those of them that a new claim took
 * @param gap          from the strike to the first order accepted again; null if there was none
 * @param afterBack    from when what everybody waits for, the broker, served again; null where nothing had to
 * @param detect       from the strike to the new claim's time
 * @param claim        from there to its owner saying that it accepts: written, read back, in-flight marked
 * @param accept       from there to the reply to the first order
 */
record FaultRow(String fault, int strikes, int shards, int notRecovered, int takeovers, Spread gap,
                Spread afterBack, Spread detect, Spread claim, Spread accept) {

    /** Where one shard's gap went; the parts are null where no claim was made. */
    private record Part(long gap, Long afterBack, Long detect, Long claim, Long accept) {
    }

    static FaultRow of(FaultKind kind, List<Strike> all, JournalCensus journal,
                       Function<Claim, Long> acceptingSince) {
        List<Strike> strikes = all.stream().filter(strike -> strike.kind() == kind).toList();
        List<Part> parts = new ArrayList<>();
        int shards = 0;
        for (Strike strike : strikes) {
            shards += strike.affected().size();
            strike.acceptedAgain().forEach((shard, accepted) ->
                parts.add(part(strike, accepted, journal.claims(shard), acceptingSince)));
        }
        return new FaultRow(kind.key(), strikes.size(), shards, shards - parts.size(),
            (int) parts.stream().filter(part -> part.detect() != null).count(), spread(parts, Part::gap),
            spread(parts, Part::afterBack), spread(parts, Part::detect), spread(parts, Part::claim),
            spread(parts, Part::accept));
    }

    /** The claim that counts is the last one before the first order was accepted again. */
    private static Part part(Strike strike, long accepted, List<Claim> claims,
                             Function<Claim, Long> acceptingSince) {
        Claim taken = null;
        for (Claim claim : claims) {
            if (claim.atMillis() >= strike.atMillis() && claim.atMillis() <= accepted) {
                taken = claim;
            }
        }
        long gap = accepted - strike.atMillis();
        Long back = strike.backMillis() == null ? null : Math.max(0, accepted - strike.backMillis());
        if (taken == null) {
            return new Part(gap, back, null, null, null);
        }
        Long serving = acceptingSince.apply(taken);
        // The event that says so and the reply travel apart: the reply may be the first to arrive.
        Long served = serving == null ? null : Math.min(serving, accepted);
        return new Part(gap, back, taken.atMillis() - strike.atMillis(),
            served == null ? null : served - taken.atMillis(), served == null ? null : accepted - served);
    }

    private static Spread spread(List<Part> parts, Function<Part, Long> measure) {
        return Spread.of(parts.stream().map(measure).filter(each -> each != null).toList());
    }
}
