package dev.holdfast.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.past.Past;
import dev.holdfast.node.past.PastReport;
import dev.holdfast.node.verify.Counter;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes, lists and checks checkpoints, and shows the state at a time. */
@Command(name = "checkpoint", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Snapshots of all state. All but create read the stores of the configuration, and work"
        + " while no node runs.")
final class CheckpointCommand implements Runnable {
    /** It is written to every store and read back before it is called done. */
    private static final Duration TAKE_WITHIN = Duration.ofSeconds(70);

    @Spec
    private CommandSpec spec;

    /** One kept checkpoint, and how it was found in one store. */
    private record Line(String checkpoint, Instant at, Long bytes, String store, Boolean verified,
                        List<String> problems) {
    }

    /** A list, as JSON. */
    private record Lines(List<Line> items) {
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: create, list, verify or restore");
    }

    @Command(name = "create", mixinStandardHelpOptions = true,
        description = "Let a running cluster take one now. Exit code 1 if it could not be verified.")
    int create(@Mixin GatewayOptions gateway,
               @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        String answer = gateway.open().post("/api/v1/checkpoints", "{}", TAKE_WITHIN);
        JsonNode taken;
        try {
            taken = Json.mapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new Refused(ExitCode.CHECK_FAILED, "the gateway did not answer with JSON");
        }
        System.out.println(json ? answer : taken.path("checkpoint").asText() + "  "
            + taken.path("bytes").asLong() + " bytes  " + taken.path("detail").asText());
        return taken.path("verified").asBoolean() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "What the stores keep.")
    int list(@Mixin ConfigOptions options,
             @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        List<Line> lines = new ArrayList<>();
        Checkpoints.of(options.load(List.of()).node()).list().forEach((store, kept) -> kept.forEach(
            (name, bytes) -> lines.add(new Line(name.text(), name.at(), bytes, store.name(), null, null))));
        print(lines, json);
        return ExitCode.OK;
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Read checkpoints again and restore each into a fresh fold; exit code 1 if one is not"
            + " as it was captured. Moves nothing.")
    int verify(@Mixin ConfigOptions options,
               @Parameters(arity = "0..*", paramLabel = "NAME",
                   description = "default: all") List<String> names,
               @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        Checkpoints checkpoints = Checkpoints.of(options.load(List.of()).node());
        List<Line> lines = new ArrayList<>();
        for (CheckpointName name : chosen(names, checkpoints)) {
            checkpoints.each(name).forEach(found -> lines.add(new Line(name.text(), name.at(), null,
                found.store().name(), found.isVerified(), found.contents().problems())));
        }
        print(lines, json);
        return !lines.isEmpty() && lines.stream().allMatch(Line::verified) ? ExitCode.OK
            : ExitCode.CHECK_FAILED;
    }

    @Command(name = "restore", mixinStandardHelpOptions = true,
        description = "Show the state at a time: nearest checkpoint before it and the journal up to it."
            + " Changes nothing that runs.")
    int restore(@Mixin ConfigOptions options,
                @Option(names = "--at", required = true, paramLabel = "TIME",
                    description = "such as 2024-08-08T10:15:30Z, or now") String at,
                @Option(names = "--prove", description = "also replay the whole journal, and compare every"
                    + " shard's hash; exit code 1 if one differs") boolean prove,
                @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        NodeConfig node = options.load(List.of()).node();
        PastReport report;
        try (Counter counter = new Counter(System.err, "1".equals(System.getenv("HOLDFAST_TTY")))) {
            report = new Past(node, Checkpoints.of(node), counter).at(time(at), prove);
        } catch (KafkaException e) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, "the journal cannot be read at "
                + node.kafka().bootstrapServers() + ": " + e.getMessage());
        }
        System.out.println(json ? Json.text(report) : String.join(System.lineSeparator(),
            PastLines.of(report)));
        return report.proof() == null || report.proof().equal() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static Iterable<CheckpointName> chosen(List<String> names, Checkpoints checkpoints) {
        TreeSet<CheckpointName> chosen = new TreeSet<>();
        if (names == null) {
            checkpoints.list().values().forEach(kept -> chosen.addAll(kept.keySet()));
            return chosen;
        }
        for (String name : names) {
            CheckpointName known = CheckpointName.of(name);
            if (known == null) {
                throw new Refused(ExitCode.BAD_INPUT, name + " is no checkpoint's name. Fix: see"
                    + " 'holdfast checkpoint list'");
            }
            chosen.add(known);
        }
        return chosen;
    }

    private static Instant time(String text) {
        try {
            return "now".equals(text) ? Instant.now() : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(ExitCode.BAD_INPUT, "--at is '" + text + "'. Fix: write a UTC time such as"
                + " 2024-08-08T10:15:30Z, or now");
        }
    }

    private static void print(List<Line> lines, boolean json) {
        if (json) {
            System.out.println(Json.text(new Lines(lines)));
            return;
        }
        for (Line line : lines) {
            String size = line.bytes() == null ? "" : String.format("%,12d bytes", line.bytes());
            String word = line.verified() == null ? "" : line.verified() ? "  verified" : "  NOT VERIFIED: "
                + String.join("; ", line.problems());
            System.out.println(line.checkpoint() + size + word + "  " + line.store());
        }
        if (lines.isEmpty()) {
            System.out.println("no checkpoint");
        }
    }
}
