package dev.holdfast.node.drill.failsafe;

import dev.holdfast.node.drill.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One thing that the failsafe layer is to achieve, and whether it did.
 *
 * @param measured for a person
 * @param met      null if this drill did nothing that could show it
 */
public record Goal(String goal, String measured, Boolean met) {
    /** A dead process is noticed within this. */
    static final long DEAD_MILLIS = 1_000;
    /** Something that hangs is noticed within this. */
    static final long HUNG_MILLIS = 6_000;
    /** Half of the recoveries of services and nodes take no longer. */
    static final long RECOVERY_MILLIS = 2_000;
    /** People get at most one notice for so many symptoms: 95 % fewer. */
    static final int SYMPTOMS_A_NOTICE = 20;
    private static final double PERCENT = 100.0;

    /** All of them. */
    public static List<Goal> of(List<Outcome> all) {
        return List.of(recovered(all),
            detected("a dead process is detected within 1 s", all, FailsafeFault::isDeath, DEAD_MILLIS),
            detected("a hung one is detected within 6 s", all, FailsafeFault::isHang, HUNG_MILLIS),
            recoveredQuickly(all), toldOnce(all), quiet(all));
    }

    private static Goal recovered(List<Outcome> all) {
        long recovered = all.stream().filter(each -> each.recoveredAfterMillis() != null).count();
        return new Goal("every fault recovers unattended", recovered + " of " + all.size(),
            all.isEmpty() ? null : recovered == all.size());
    }

    /** Every single one, not half of them; one that nobody noticed is late without end. */
    private static Goal detected(String goal, List<Outcome> all, Predicate<FailsafeFault> which,
                                 long limitMillis) {
        List<Outcome> these = all.stream().filter(each -> which.test(each.fault())).toList();
        List<String> slow = new ArrayList<>();
        Stream.of(FailsafeFault.values()).filter(which).forEach(fault -> {
            List<Long> late = these.stream().filter(each -> each.fault() == fault)
                .map(Outcome::detectedAfterMillis).filter(each -> each == null || each > limitMillis)
                .toList();
            if (!late.isEmpty()) {
                slow.add(late.size() + " of " + fault.key() + " later, " + longest(late));
            }
        });
        return new Goal(goal, these.isEmpty() ? "not tried" : slow.isEmpty() ? "at most "
            + longest(these.stream().map(Outcome::detectedAfterMillis).toList()) : String.join("; ", slow),
            these.isEmpty() ? null : slow.isEmpty());
    }

    private static String longest(List<Long> millis) {
        return millis.stream().anyMatch(Objects::isNull) ? "one never"
            : "up to " + millis.stream().mapToLong(Long::longValue).max().orElseThrow() + " ms";
    }

    private static Goal recoveredQuickly(List<Outcome> all) {
        List<String> medians = new ArrayList<>();
        boolean met = true;
        for (FailsafeFault fault : FailsafeFault.values()) {
            List<Outcome> these = all.stream().filter(each -> each.fault() == fault).toList();
            if (fault.mustRecoverQuickly() && !these.isEmpty()) {
                Spread spread = Spread.of(these.stream().map(Outcome::recoveredAfterMillis)
                    .map(each -> each == null ? Long.MAX_VALUE : each).toList());
                boolean quick = spread.median() <= RECOVERY_MILLIS;
                met &= quick;
                medians.add(fault.key() + (spread.median() == Long.MAX_VALUE ? " never"
                    : " " + spread.median() + " ms") + (quick ? "" : " (slow)"));
            }
        }
        return new Goal("half of each kind of service and node fault recover within 2 s",
            medians.isEmpty() ? "not tried" : String.join(", ", medians), medians.isEmpty() ? null : met);
    }

    private static Goal toldOnce(List<Outcome> all) {
        List<String> not = all.stream().filter(each -> !each.isToldOnce()).map(each -> each.fault().key()
            + " " + each.pages() + (each.pages() == 0 ? " and no record" : "")).toList();
        return new Goal("one page for each fault, or a recorded self-heal", (all.size() - not.size()) + " of "
            + all.size() + (not.isEmpty() ? "" : "; not: " + String.join(", ", not)),
            all.isEmpty() ? null : not.isEmpty());
    }

    private static Goal quiet(List<Outcome> all) {
        long symptoms = all.stream().mapToLong(Outcome::symptoms).sum();
        long notices = all.stream().mapToLong(Outcome::notices).sum();
        return new Goal("95 % fewer notices than symptoms", notices + " of " + symptoms
            + (symptoms == 0 ? ""
                : String.format(" (%.1f %% fewer)", PERCENT - PERCENT * notices / symptoms)),
            symptoms == 0 ? null : notices * SYMPTOMS_A_NOTICE <= symptoms);
    }
}
