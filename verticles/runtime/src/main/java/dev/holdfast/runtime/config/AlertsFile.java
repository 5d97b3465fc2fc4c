package dev.holdfast.runtime.config;

import dev.holdfast.resilience.alert.AlertRules;
import dev.holdfast.resilience.alert.AlertRules.CauseRule;
import dev.holdfast.resilience.alert.AlertRules.Flap;
import dev.holdfast.resilience.alert.AlertRules.Step;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Silence;
import dev.holdfast.runtime.config.AlertsConfig.Objective;
import dev.holdfast.runtime.config.AlertsConfig.Route;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code alerts.yaml}. Whatever is wrong is noted with its place, as in the other files. */
final class AlertsFile {
    private static final String ANY = "*";
    private static final Kind<String> NAME =
        Kind.matching("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 of a-z, 0-9 and '-'");
    private static final Kind<String> NAME_OR_ANY =
        Kind.matching("\\*|[a-z0-9][a-z0-9-]{0,31}", "a name, or \"*\" for all");
    private static final List<String> WORDS = Arrays.stream(Cause.values()).map(Cause::word).toList();
    private static final Kind<Duration> HOLD = Kind.duration("0s", "1d");
    private static final Kind<Instant> TIME =
        new Kind<>("a time such as 2026-01-31T20:00:00Z", text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(e);
            }
        });
    private static final int MAX_ROUTES = 20;
    private static final int MAX_STEPS = 30;

    private final Path file;
    private final List<Problem> problems;
    private final AlertRoutes routes;

    AlertsFile(Path folder, Map<String, String> environment, List<Problem> problems) {
        this.file = folder.resolve("alerts.yaml");
        this.problems = problems;
        this.routes = new AlertRoutes(environment);
    }

    /** What the file says; without a file everything is written into the log. */
    AlertsConfig read() {
        if (!Files.exists(file)) {
            return AlertsConfig.byDefault();
        }
        return YamlFile.open(file, problems).map(this::alerts).orElseGet(AlertsConfig::byDefault);
    }

    private AlertsConfig alerts(Section top) {
        List<Route> known = present(top.each("routes", routes::route));
        List<Leg> legs = present(top.each("escalation", this::leg));
        Map<Cause, CauseRule> causes = new EnumMap<>(Cause.class);
        each(top, "causes", this::cause).forEach(named -> causes.put(named.cause(), named.rule()));
        List<Silence> silences = Stream.concat(each(top, "silences", in -> silence(in, false)).stream(),
            each(top, "maintenance", in -> silence(in, true)).stream()).toList();
        String runbooks = top.optional("runbooks", Kind.text("a folder or an address"),
            AlertsConfig.RUNBOOKS);
        Duration settle = top.optional("settle", Kind.duration("1s", "10m"), AlertRules.SETTLE);
        Flap flap = top.has("flapping") ? flap(top.section("flapping")) : Flap.USUAL;
        Objective objective = top.has("objective") ? objective(top.section("objective"))
            : AlertsConfig.OBJECTIVE;
        Integer lag = top.optional("lagRecords", Kind.integer(1, 10_000_000), (int) AlertsConfig.LAG_RECORDS);
        top.refuseOthers();
        checkRoutes(top, known, legs);
        if (Stream.of(runbooks, settle, flap, objective, lag).anyMatch(Objects::isNull)) {
            return AlertsConfig.byDefault();
        }
        return new AlertsConfig(new AlertRules(causes, steps(legs), settle, flap), known, silences, runbooks,
            objective, lag);
    }

    /** A list that may be left out. */
    private static <T> List<T> each(Section top, String key, Function<Section, T> reader) {
        return top.has(key) ? present(top.each(key, reader)) : List.of();
    }

    private static <T> List<T> present(List<T> found) {
        return found.stream().filter(Objects::nonNull).toList();
    }

    private record Leg(Severity severity, Step step) {
    }

    private record NamedRule(Cause cause, CauseRule rule) {
    }

    private Leg leg(Section in) {
        Severity severity = in.required("severity", Kind.oneOf(Severity.class));
        Duration after = in.optional("after", HOLD, Duration.ZERO);
        List<String> names = in.texts("routes");
        if (names.isEmpty()) {
            in.problem("routes", "is empty", "names of routes", "write routes: [log]");
        }
        return severity == null || after == null ? null : new Leg(severity, new Step(after, names));
    }

    private static Map<Severity, List<Step>> steps(List<Leg> legs) {
        Map<Severity, List<Step>> steps = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            steps.put(severity, legs.stream().filter(leg -> leg.severity() == severity).map(Leg::step)
                .sorted(Comparator.comparing(Step::after)).toList());
        }
        return steps;
    }

    private NamedRule cause(Section in) {
        String word = in.required("cause", Kind.oneOf(WORDS));
        Cause cause = word == null ? null : Cause.ofWord(word).orElseThrow();
        Severity severity = in.optional("severity", Kind.oneOf(Severity.class),
            cause == null ? Severity.LOG : cause.severity());
        Duration hold = in.optional("hold", HOLD, cause == null ? Duration.ZERO : cause.hold());
        return cause == null || severity == null || hold == null ? null
            : new NamedRule(cause, new CauseRule(severity, hold));
    }

    private Silence silence(Section in, boolean maintenance) {
        String id = in.required("name", NAME);
        String cause = in.optional("cause", Kind.oneOf(Stream.concat(Stream.of(ANY), WORDS.stream())
            .toList()), ANY);
        String service = in.optional("service", NAME_OR_ANY, ANY);
        String node = in.optional("node", NAME_OR_ANY, ANY);
        Instant from = in.required("from", TIME);
        Instant until = in.required("until", TIME);
        String why = in.required("why", Kind.text("one line"));
        if (Stream.of(id, cause, service, node, from, until, why).anyMatch(Objects::isNull)) {
            return null;
        }
        if (!from.isBefore(until)) {
            in.problem("until", "is " + until + ", not after from " + from, "a later time", "swap them");
            return null;
        }
        return new Silence(id, maintenance, cause, service, node, from, until, "alerts.yaml", why, false);
    }

    private static Flap flap(Section in) {
        Integer times = in.required("times", Kind.integer(2, 1_000));
        Duration within = in.required("within", Kind.duration("1s", "1d"));
        Duration quiet = in.required("quiet", Kind.duration("1s", "1d"));
        in.refuseOthers();
        return times == null || within == null || quiet == null ? null : new Flap(times, within, quiet);
    }

    private static Objective objective(Section in) {
        BigDecimal percent = in.required("percent", Kind.decimal("50", "99.999"));
        Duration fasterThan = in.required("fasterThan", Kind.duration("1ms", "1m"));
        in.refuseOthers();
        return percent == null || fasterThan == null ? null : new Objective(percent, fasterThan);
    }

    private void checkRoutes(Section top, List<Route> known, List<Leg> legs) {
        Set<String> names = new HashSet<>();
        known.forEach(route -> {
            if (!names.add(route.name())) {
                top.problem("routes", "has '" + route.name() + "' twice", "each name once", "rename one");
            }
        });
        legs.stream().flatMap(leg -> leg.step().routes().stream()).distinct()
            .filter(name -> !names.contains(name)).forEach(name -> top.problem("escalation",
                "names '" + name + "', which is no route", "a route of this file",
                Spelling.suggest(name, names.stream().sorted().toList())));
        if (legs.stream().noneMatch(leg -> leg.severity() == Severity.PAGE
            && leg.step().after().isZero() && !leg.step().routes().isEmpty())) {
            top.problem("escalation", "tells nobody of a PAGE at once", "a step with severity PAGE, after 0s",
                "add one");
        }
        if (known.size() > MAX_ROUTES || legs.size() > MAX_STEPS) {
            top.problem("routes", "there are " + known.size() + " routes and " + legs.size() + " steps",
                "at most " + MAX_ROUTES + " and " + MAX_STEPS, "remove some");
        }
    }
}
