package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is wrong, as the alerting of a running cluster sees it. */
@Command(name = "incidents", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Show what is or was wrong, and take it on. Without a subcommand: list --open.")
final class IncidentsCommand implements Runnable {
    private static final String PATH = "/api/v1/incidents";

    @Mixin
    private GatewayOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        print(options.open().get(PATH + "?open=true"));
    }

    @Command(name = "list", mixinStandardHelpOptions = true,
        description = "One line each, the open ones first. Exit code 1 if a PAGE is open that nobody has"
            + " acknowledged.")
    int list(@Mixin GatewayOptions gateway,
             @Option(names = "--open", description = "without resolved ones") boolean open,
             @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        JsonNode all = gateway.open().get(PATH + "?limit=100" + (open ? "&open=true" : ""));
        if (json) {
            System.out.println(all);
        } else {
            print(all);
        }
        for (JsonNode incident : all.path("items")) {
            boolean calls = "OPEN".equals(incident.path("status").asText())
                && "PAGE".equals(incident.path("severity").asText()) && incident.hasNonNull("announcedAt");
            if (calls) {
                return ExitCode.CHECK_FAILED;
            }
        }
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "All of one incident.")
    int show(@Mixin GatewayOptions gateway,
             @Parameters(paramLabel = "ID", description = "such as I-12") String id,
             @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        JsonNode incident = gateway.open().get(path(id));
        if (json) {
            System.out.println(incident);
            return ExitCode.OK;
        }
        System.out.println(line(incident));
        System.out.println("  cause     " + incident.path("cause").asText());
        System.out.println("  runbook   " + incident.path("runbook").asText());
        System.out.println("  symptoms  " + incident.path("symptoms").asInt() + ", "
            + incident.path("open").size() + " still there; notices " + incident.path("notified").asInt());
        incident.path("open").forEach(one -> System.out.println("  wrong     " + one.path("what").asText()
            + " of " + one.path("service").asText() + " on " + one.path("node").asText() + ": "
            + one.path("detail").asText()));
        incident.path("timeline").forEach(one -> System.out.println("  " + one.path("at").asText() + "  "
            + one.path("text").asText()));
        return ExitCode.OK;
    }

    @Command(name = "ack", mixinStandardHelpOptions = true,
        description = "Take it on: nobody else is called for it. Needs the role operator.")
    int acknowledge(@Mixin GatewayOptions gateway,
                    @Parameters(paramLabel = "ID", description = "such as I-12") String id) {
        gateway.open().post(path(id) + "/acknowledge", "{}");
        System.out.println(id + " is acknowledged");
        return ExitCode.OK;
    }

    private static String path(String id) {
        return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static void print(JsonNode all) {
        all.path("items").forEach(incident -> System.out.println(line(incident)));
        JsonNode noise = all.path("noise");
        System.out.println(all.path("items").size() + " incidents; " + noise.path("symptoms").asLong()
            + " symptoms led to " + noise.path("notices").asLong() + " notices, "
            + noise.path("selfHealed").asLong() + " healed by themselves; told by "
            + all.path("speaker").asText("nobody"));
    }

    private static String line(JsonNode incident) {
        Instant fault = Instant.parse(incident.path("faultAt").asText());
        String end = incident.path("recoveredAt").asText("");
        String took = end.isEmpty() || end.equals("null") ? "since " + fault
            : fault + " for " + Duration.between(fault, Instant.parse(end)).toMillis() + " ms";
        String by = incident.hasNonNull("by") ? " by " + incident.path("by").asText() : "";
        return String.format("%-8s %-6s %-12s %s, %s", incident.path("id").asText(),
            incident.path("severity").asText(), incident.path("status").asText() + by,
            incident.path("title").asText(), took);
    }
}
