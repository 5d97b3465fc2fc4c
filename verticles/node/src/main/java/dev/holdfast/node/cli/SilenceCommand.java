package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets nobody be told of what is known, or of what planned work brings about. */
@Command(name = "silence", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Tell nobody of certain incidents for a while; they are recorded, and told if they are"
        + " still there afterwards. Needs the role operator.")
final class SilenceCommand implements Callable<Integer> {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,4})(m|h|d)");

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--cause", paramLabel = "WORD", defaultValue = "*",
        description = "such as node-down (default: any)")
    private String cause;

    @Option(names = "--service", paramLabel = "NAME", defaultValue = "*", description = "default: any")
    private String service;

    @Option(names = "--node", paramLabel = "NAME", defaultValue = "*", description = "default: any")
    private String node;

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "1h",
        description = "with its unit: m, h or d (default: ${DEFAULT-VALUE})")
    private String time;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "for the others")
    private String why;

    @Option(names = "--maintenance", description = "planned work: what others see too is told all the same")
    private boolean maintenance;

    @Override
    public Integer call() {
        Instant until = Instant.now().plus(length());
        ObjectNode body = Json.mapper().createObjectNode().put("cause", cause).put("service", service)
            .put("node", node).put("until", until.toString()).put("why", why)
            .put("kind", maintenance ? "MAINTENANCE" : "SILENCE");
        JsonNode made = Json.read(gateway.open().post("/api/v1/silences", body.toString())
            .getBytes(StandardCharsets.UTF_8), JsonNode.class);
        System.out.println(made.path("id").asText() + " holds until " + until);
        return ExitCode.OK;
    }

    private Duration length() {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw new Refused(ExitCode.BAD_INPUT, "--for: found '" + time + "'; allowed: a number with its"
                + " unit m, h or d. Fix: write 30m");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
