package dev.holdfast.node.cli;

import dev.holdfast.node.supervise.Child;
import dev.holdfast.node.supervise.ChildJvm;
import dev.holdfast.node.supervise.ChildJvm.Archive;
import dev.holdfast.node.supervise.Pulse;
import dev.holdfast.node.supervise.TetherJar;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one node in a process of its own and starts it again when it ends. */
@Command(name = "supervise", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Run a node and start it again when it ends: at once, then by a growing wait, and no more"
        + " after the sixth end within 15 minutes. A signal is passed on: the node stops in good order,"
        + " or is killed after 30 s. A node that shows no sign of life for 10 s is ended and started again."
        + " HOLDFAST_JAVA_OPTS goes to the node's JVM.")
final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "3g",
        description = "the node's largest heap (default: ${DEFAULT-VALUE})")
    private String heap;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path dataDir = options.load().node().node().dataDir();
        Files.createDirectories(dataDir);
        Path jar = jar();
        List<String> command = ChildJvm.command(Archive.READ, jar, TetherJar.beside(jar, dataDir), flags());
        command.add("run");
        command.addAll(options.arguments());
        Child node = Child.start(new Child.Spec("the node", command, Map.of(Pulse.VARIABLE, "1",
            "HOLDFAST_NODE_SUPERVISED", "true"), "node ready", null,
            new Child.Patience(SuperviseCommand::tell, System.out::println, true)));
        Thread stop = new Thread(() -> {
            node.stop();
            node.awaitStop();
        }, "stop-node");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = node.over().join();
        return node.gaveUp() == null || code == ExitCode.BAD_INPUT ? code : ExitCode.GAVE_UP;
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heap));
        flags.addAll(ChildJvm.EXIT_WHEN_OUT_OF_MEMORY);
        String more = System.getenv("HOLDFAST_JAVA_OPTS");
        if (more != null && !more.isBlank()) {
            flags.addAll(List.of(more.strip().split("\\s+")));
        }
        if (!ChildJvm.nameACollector(flags)) {
            flags.addAll(ChildJvm.pauseless());
        }
        return flags;
    }

    private static void tell(String line) {
        System.err.println("holdfast: " + line);
    }

    private static Path jar() {
        try {
            Path jar = Path.of(SuperviseCommand.class.getProtectionDomain().getCodeSource().getLocation()
                .toURI());
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new Refused(ExitCode.DEPENDENCY_ABSENT, "supervise starts the node from its jar, and this is"
            + " none. Fix: run ./holdfast supervise, or java -jar holdfast-node.jar supervise");
    }
}
