package dev.holdfast.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The verbs with which a person steps in (requirement D5), told to a running node. Exit code 0: every shard
 * took it, and with --wait it came about in time; 1: some did not, or it did not; 2: the node refuses this
 * user or these words; 3: no node answers.
 */
final class OperatorCommands {
    private OperatorCommands() {
    }

    /** See {@link Verb#HALT}. */
    @Command(name = "halt", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Stop trading: nothing is sent any more, open orders are canceled. Held over restarts"
            + " until 'resume'. Positions stay.")
    static final class Halt implements Callable<Integer> {
        @Mixin
        private VerbOptions options;

        @Override
        public Integer call() {
            return options.run(Verb.HALT);
        }
    }

    /** See {@link Verb#RESUME}. */
    @Command(name = "resume", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Trade again after 'halt' or 'stop-entries'. What one account was told is ended with"
            + " --account.")
    static final class Resume implements Callable<Integer> {
        @Mixin
        private VerbOptions options;

        @Override
        public Integer call() {
            return options.run(Verb.RESUME);
        }
    }

    /** See {@link Verb#STOP_ENTRIES}. */
    @Command(name = "stop-entries", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Send only what makes a position smaller, until 'resume'.")
    static final class StopEntries implements Callable<Integer> {
        @Mixin
        private VerbOptions options;

        @Override
        public Integer call() {
            return options.run(Verb.STOP_ENTRIES);
        }
    }

    /** See {@link Verb#CANCEL_ALL}. */
    @Command(name = "cancel-all", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Ask for a cancel of every open order. Trading goes on.")
    static final class CancelAll implements Callable<Integer> {
        @Mixin
        private VerbOptions options;

        @Override
        public Integer call() {
            return options.run(Verb.CANCEL_ALL);
        }
    }

    /** See {@link Verb#FLATTEN}. */
    @Command(name = "flatten", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Cancel what is open, then close what is held. To stay flat tell 'stop-entries' first.")
    static final class Flatten implements Callable<Integer> {
        @Mixin
        private VerbOptions options;

        @Override
        public Integer call() {
            return options.run(Verb.FLATTEN);
        }
    }

    /** The last resort for an order whose fate no question could find out. */
    @Command(name = "resolve", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Settle an order of status UNKNOWN by hand, with evidence. Needs the role admin.")
    static final class Resolve implements Callable<Integer> {
        @Mixin
        private GatewayOptions gateway;

        @Parameters(paramLabel = "ORDER", description = "its clOrdId, such as s07-…")
        private String order;

        @Option(names = "--status", paramLabel = "STATUS", required = true,
            description = "how it ended: REJECTED, CANCELED or EXPIRED")
        private String status;

        @Option(names = "--evidence", paramLabel = "TEXT", required = true,
            description = "how you know; goes into the journal and the audit trail")
        private String evidence;

        @Option(names = "--json", description = "the order as one JSON object on standard output")
        private boolean json;

        @Override
        public Integer call() {
            ObjectNode body =
                Json.mapper().createObjectNode().put("status", status).put("evidence", evidence);
            JsonNode after = Json.read(gateway.open().post("/api/v1/orders/"
                + URLEncoder.encode(order, StandardCharsets.UTF_8) + "/resolution", body.toString())
                .getBytes(StandardCharsets.UTF_8), JsonNode.class);
            System.out.println(json ? after.toString() : order + " is " + after.path("status").asText());
            return ExitCode.OK;
        }
    }
}
