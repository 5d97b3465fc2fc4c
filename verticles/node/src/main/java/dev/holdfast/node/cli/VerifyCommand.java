package dev.holdfast.node.cli;

import dev.holdfast.checker.CheckReport;
import dev.holdfast.checker.Expectations;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.node.verify.Counter;
import dev.holdfast.node.verify.JournalSource;
import dev.holdfast.node.verify.LedgerLines;
import dev.holdfast.node.verify.VerdictLines;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves the invariants on what was written down. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Prove every invariant on the journal, and on the venue's own ledger where it is given."
        + " Prints a line for each invariant and what was lost, duplicated or left unresolved; exit code 1"
        + " if one is broken. Reads only: it may run beside a running system.")
final class VerifyCommand implements Callable<Integer> {
    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Mixin
    private ConfigOptions config;

    @ArgGroup
    private Journal journal = new Journal();

    @ArgGroup
    private Ledger ledger = new Ledger();

    @Option(names = "--settled", description = "nothing moves any more: excuse no difference as too young"
        + " (else those of the last 30 s of open orders are)")
    private boolean settled;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    /** Where the journal is. */
    static final class Journal {
        @Option(names = "--file", paramLabel = "JOURNAL.jsonl",
            description = "a journal that --save wrote (default: from the broker of the configuration)")
        private Path file;

        @Option(names = "--save", paramLabel = "JOURNAL.jsonl",
            description = "also write the broker's journal to this file")
        private Path save;
    }

    /** Where the ledger is. */
    static final class Ledger {
        @Option(names = "--ledger", paramLabel = "FILE", description = "the ledger file of the simulator")
        private Path file;

        @Option(names = "--venue-admin", paramLabel = "URL",
            description = "admin port of a running simulator; it knows only what happened since its own"
            + " start, so after a restart give --ledger")
        private String admin;
    }

    @Override
    public Integer call() {
        requireFile(journal.file);
        requireFile(ledger.file);
        NodeConfig node = config.load(List.of()).node();
        JournalChecker checker = new JournalChecker(expectations(node));
        // The ledger first: whatever the venue took by then was journalled before.
        if (ledger.file != null) {
            LedgerLines.read(ledger.file, checker);
        } else if (ledger.admin != null) {
            LedgerLines.read(new Gateway(ledger.admin, null, null), checker);
        }
        try (Counter counter = new Counter(System.err, "1".equals(System.getenv("HOLDFAST_TTY")))) {
            JournalSource source = new JournalSource(checker, counter);
            if (journal.file != null) {
                source.fromFile(journal.file);
            } else {
                source.fromBroker(node.kafka().bootstrapServers(), journal.save);
            }
        }
        CheckReport report = checker.finish();
        if (json) {
            System.out.println(Json.text(report));
        } else {
            VerdictLines.of(report).forEach(System.out::println);
        }
        return report.holds() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private Expectations expectations(NodeConfig node) {
        Map<AccountId, RiskLimits> limits = node.accounts().stream()
            .collect(Collectors.toMap(AccountRules::id, AccountRules::limits));
        return Expectations.of(node.instruments().stream()
                .collect(Collectors.toMap(Instrument::id, Function.identity())))
            .withLimits(limits).withSendWindow(node.execution().sendWindow()).withSynthetic(synthetic(node))
            .withSettleTime(settled ? Duration.ZERO : SETTLE);
    }

    private static Expectations.Synthetic synthetic(NodeConfig node) {
        AccountId account = node.failsafe().synthetic().account();
        return account == null ? null : new Expectations.Synthetic(account, node.strategies().stream()
            .filter(NodeConfig.StrategyRules::isSynthetic)
            .map(NodeConfig.StrategyRules::name).collect(Collectors.toSet()));
    }

    private static void requireFile(Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new Refused(ExitCode.BAD_INPUT, "no such file: " + file);
        }
    }
}
