package dev.holdfast.node.demo;

import dev.holdfast.node.cli.ConfigOptions;
import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.portfolio.auth.PasswordHash;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One run of the demo as the command line asks for it: its folder, its user, its signals, its exit code. */
public final class DemoRun {
    private static final int PASSWORD_BYTES = 9;
    /** Settling, replay and the stop of every child fit in; beyond it the process leaves anyway. */
    private static final long LAST_SECONDS = 60;

    private final ConfigOptions config;
    private final Choices choices;
    private final Map<InstrumentId, Instrument> instruments;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.CHECK_FAILED;

    /**
     * What was asked for; null where nothing was.
     *
     * @param data    null for the default data
     * @param speed   null for what suits the data
     * @param seconds null to run until stopped
     * @param port    of the dashboard; null for the usual one or any
     */
    public record Choices(int nodes, Path data, Double speed, Integer seconds, Integer port) {
    }

    private DemoRun(ConfigOptions config, Choices choices, LoadedConfig loaded) {
        this.config = config;
        this.choices = choices;
        this.instruments = loaded.node().instruments().stream()
            .collect(Collectors.toMap(Instrument::id, instrument -> instrument));
    }

    /** Reads the configuration first: what is wrong there is said before any process starts. */
    public static DemoRun of(ConfigOptions config, Choices choices) {
        return new DemoRun(config, choices, config.load(List.of()));
    }

    /**
     * Runs it to the end.
     *
     * @param dir  null for a folder of its own under var/
     * @param keep leave the folder where it is
     * @return the exit code
     */
    public int run(Path dir, boolean keep, boolean json) throws IOException, InterruptedException {
        Path folder = dir == null ? Path.of("var", "demo-" + ProcessHandle.current().pid()) : dir;
        RunFolder.refuseUsed(folder);
        DemoPlan plan = new DemoPlan(Home.folder(), config, folder.toAbsolutePath(),
            DemoPorts.choose(choices.nodes(), choices.port()), choices, password());
        plan.jars().forEach(jar -> Home.requireJar(jar, "demo"));
        Files.createDirectories(folder);
        Files.writeString(plan.usersFile(), "users:\n  - {name: " + DemoPlan.USER
            + ", role: admin, passwordHash: \"" + PasswordHash.hash(plan.password()) + "\"}\n");
        boolean terminal = "1".equals(System.getenv("HOLDFAST_TTY"));
        Screen screen = new Screen(System.err, json ? System.err : System.out, terminal);
        try (Demo demo = new Demo(plan, instruments, screen)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(demo), "stop-demo"));
            exitCode = report(demo.run(), screen, json);
        } catch (Refused e) {
            exitCode = e.exitCode();
            throw e;
        } finally {
            cleanUp(folder, keep, screen);
            over.countDown();
        }
        return exitCode;
    }

    /** Ctrl-C or SIGTERM: the proof and the summary still come, then the process leaves with their code. */
    private void onSignal(Demo demo) {
        if (over.getCount() == 0) {
            return;
        }
        demo.askToStop();
        try {
            over.await(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    private static int report(Summary summary, Screen screen, boolean json) {
        if (summary == null) {
            screen.tell("stopped before the first quote");
            return ExitCode.CHECK_FAILED;
        }
        if (json) {
            System.out.println(Json.text(summary));
        } else {
            screen.box(lines(summary));
        }
        summary.differences().forEach(screen::tell);
        return summary.allHeld() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static List<String> lines(Summary all) {
        List<String> lines = new ArrayList<>();
        lines.add("orders " + all.orders() + "   fills " + all.fills() + " (" + all.partialFills()
            + " partial)   denied " + all.denials());
        lines.add("cash " + all.cash().toPlainString() + "   equity " + all.equity() + "   P&L " + all.pnl());
        all.positions().forEach(held -> lines.add("  " + held.account() + " holds "
            + held.quantity().toPlainString() + " " + held.instrument()));
        lines.add("journal offsets " + all.journalOffsets());
        lines.add("replayed state equals live state: " + (all.stateHashEqual() ? "yes" : "NO"));
        lines.add("fills equal the venue's ledger:   " + (all.ledgerEqual() ? "yes" : "NO"));
        lines.add("first quote after " + all.secondsToFirstQuote() + " s, ran " + all.seconds() + " s"
            + (all.restarts().isEmpty() ? "" : ", restarts " + all.restarts()));
        return lines;
    }

    private void cleanUp(Path folder, boolean keep, Screen screen) throws IOException {
        if (keep || exitCode != ExitCode.OK) {
            screen.tell("data and logs are in " + folder);
            return;
        }
        RunFolder.delete(folder);
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
