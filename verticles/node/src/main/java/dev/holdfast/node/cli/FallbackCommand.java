package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tier serves in each fallback chain of every node. */
@Command(name = "fallback", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Show which tier serves in each fallback chain. Exit code 1 if one is not on its first.")
final class FallbackCommand implements Callable<Integer> {
    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "one JSON array on standard output")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode chains = gateway.open().get("/api/v1/failsafe").path("chains");
        int code = ExitCode.OK;
        for (JsonNode chain : chains) {
            code = isOnFirst(chain) ? code : ExitCode.CHECK_FAILED;
            if (!json) {
                System.out.println(line(chain));
            }
        }
        if (json) {
            System.out.println(chains);
        }
        return code;
    }

    /** The tier that serves in brackets, among all. */
    static String line(JsonNode chain) {
        String serving = chain.path("tier").asText();
        List<String> tiers = new ArrayList<>();
        chain.path("tiers").forEach(tier -> tiers.add(tier.asText().equals(serving)
            ? "[" + serving + "]" : tier.asText()));
        return String.format("%-10s %-12s %-26s since %s%s", chain.path("node").asText(),
            chain.path("chain").asText(), String.join(" > ", tiers), chain.path("since").asText(),
            isOnFirst(chain) ? "" : ", as " + chain.path("why").asText());
    }

    private static boolean isOnFirst(JsonNode chain) {
        return chain.path("tier").asText().equals(chain.path("tiers").path(0).asText());
    }
}
