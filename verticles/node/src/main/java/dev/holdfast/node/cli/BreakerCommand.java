package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The circuit breakers of all nodes: what they let through, and an operator's hand on them. */
@Command(name = "breaker", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Show the circuit breakers, hold one open or closed, or give it back to its rule.")
final class BreakerCommand implements Runnable {
    private static final String PATH = "/api/v1/breakers";

    @Spec
    private CommandSpec spec;

    /** Which one, who asks, and why. */
    static final class Target {
        @Mixin
        private GatewayOptions gateway;

        @Parameters(index = "0", paramLabel = "NODE", description = "the node that calls, such as node-1")
        private String node;

        @Parameters(index = "1", paramLabel = "BREAKER", description = "its name as 'breaker list' shows it")
        private String name;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by command line",
            description = "goes into the audit trail, at most 200 characters")
        private String reason;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, open, close or auto");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Every breaker of every node that answers. Exit code 1 if one is not closed.")
    int list(@Mixin GatewayOptions gateway,
             @Option(names = "--json", description = "one JSON array on standard output") boolean json) {
        JsonNode breakers = gateway.open().items(PATH);
        int code = ExitCode.OK;
        for (JsonNode breaker : breakers) {
            code = breaker.path("state").asText().equals("CLOSED") ? code : ExitCode.CHECK_FAILED;
            if (!json) {
                System.out.println(line(breaker));
            }
        }
        if (json) {
            System.out.println(breakers);
        }
        return code;
    }

    @Command(name = "open", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Let nothing pass, until 'close' or 'auto'.")
    int open(@Mixin Target target) {
        return force(target, "OPEN");
    }

    @Command(name = "close", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Let everything pass whatever fails, until 'open' or 'auto'.")
    int close(@Mixin Target target) {
        return force(target, "CLOSED");
    }

    @Command(name = "auto", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Give it back to its rule.")
    int auto(@Mixin Target target) {
        return force(target, "AUTO");
    }

    private int force(Target target, String state) {
        String body = Json.mapper().createObjectNode().put("state", state).put("reason", target.reason)
            .toString();
        target.gateway.open().post(PATH + "/" + encoded(target.node) + "/" + encoded(target.name), body);
        System.out.println(target.name + " on " + target.node + ": " + state);
        return ExitCode.OK;
    }

    private static String line(JsonNode breaker) {
        return String.format("%-10s %-26s %-9s %5d calls %5d failed in 30 s %7d rejected, since %s%s",
            breaker.path("node").asText(), breaker.path("name").asText(), breaker.path("state").asText(),
            breaker.path("calls").asLong(), breaker.path("failures").asLong(),
            breaker.path("rejected").asLong(), breaker.path("since").asText(),
            breaker.path("forced").asBoolean() ? ", held by an operator" : "");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
