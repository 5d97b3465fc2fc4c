package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a running node how it is. */
@Command(name = "status", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Ask a running node how it is. Exit code 0 if every service is HEALTHY, else 1.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private GatewayOptions options;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() {
        Gateway gateway = options.open();
        JsonNode status = gateway.get("/api/v1/status");
        JsonNode services = gateway.items("/api/v1/services");
        if (json) {
            ObjectNode all = Json.mapper().createObjectNode();
            all.set("status", status);
            all.set("services", services);
            System.out.println(all);
        } else {
            print(status, services);
        }
        for (JsonNode service : services) {
            if (!"HEALTHY".equals(service.path("status").asText())) {
                return ExitCode.CHECK_FAILED;
            }
        }
        return ExitCode.OK;
    }

    private static void print(JsonNode status, JsonNode services) {
        System.out.println(status.path("node").asText() + " " + status.path("version").asText() + ", "
            + status.path("mode").asText() + ", " + status.path("tradingState").asText() + ", nodes "
            + status.path("nodes").size() + ", open orders " + status.path("openOrders").asText()
            + ", unknown " + status.path("unknownOrders").asText());
        System.out.println("equity " + status.path("equity").asText() + " " + status.path("currency").asText()
            + ", P&L " + status.path("pnl").asText() + ", oldest quote "
            + status.path("worstDataAgeMillis").asText("none") + " ms");
        for (JsonNode service : services) {
            System.out.println(String.format("  %-18s %-10s %-10s %s", service.path("service").asText(),
                service.path("node").asText(), service.path("status").asText(),
                service.path("detail").asText()));
        }
    }
}
