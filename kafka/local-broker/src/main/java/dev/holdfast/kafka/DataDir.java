package dev.holdfast.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The folder that holds a broker's records. It is formatted once, and then belongs to that broker. */
final class DataDir {
    /** Written by Kafka's formatter; without it a folder is not a broker's. */
    private static final String IDENTITY = "meta.properties";
    /** Held by a running broker. */
    private static final String LOCK = ".lock";

    private final BrokerSettings settings;
    private final Path dir;

    DataDir(BrokerSettings settings) {
        this.settings = settings;
        this.dir = settings.dataDir().toAbsolutePath().normalize();
    }

    /** Makes the folder ready, or says why a broker cannot use it. Nothing of a foreign folder is changed. */
    void prepare() throws BrokerNotStarted {
        try {
            Files.createDirectories(dir);
            Files.delete(Files.createTempFile(dir, "writable", null));
        } catch (IOException e) {
            throw new BrokerNotStarted("cannot write to the data folder " + dir
                + "; choose another with --data, or make it writable for this user", e);
        }
        try {
            if (Files.exists(dir.resolve(IDENTITY))) {
                checkIdentity();
                checkUnlocked();
            } else {
                checkEmpty();
                format();
            }
        } catch (IOException e) {
            throw new BrokerNotStarted("cannot read the data folder " + dir
                + " (" + e.getMessage() + "); choose another with --data", e);
        }
    }

    private void checkIdentity() throws IOException, BrokerNotStarted {
        Properties identity = new Properties();
        try (Reader in = Files.newBufferedReader(dir.resolve(IDENTITY), StandardCharsets.UTF_8)) {
            identity.load(in);
        } catch (IllegalArgumentException e) {
            throw foreign("its " + IDENTITY + " is not readable", e);
        }
        String node = identity.getProperty("node.id", "none");
        if (!"1".equals(identity.getProperty("version"))
            || !Integer.toString(BrokerSettings.NODE_ID).equals(node)) {
            throw foreign("it is of node.id " + node + ", this broker is " + BrokerSettings.NODE_ID, null);
        }
    }

    private void checkUnlocked() throws IOException, BrokerNotStarted {
        try (FileChannel file = FileChannel.open(dir.resolve(LOCK), StandardOpenOption.CREATE,
            StandardOpenOption.WRITE); FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw inUse(null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        }
    }

    private void checkEmpty() throws IOException, BrokerNotStarted {
        try (Stream<Path> files = Files.list(dir)) {
            var first = files.findFirst();
            if (first.isPresent()) {
                throw foreign("it holds " + first.get().getFileName() + " but no " + IDENTITY, null);
            }
        }
    }

    private void format() throws IOException, BrokerNotStarted {
        Path config = Files.createTempFile("holdfast-broker", ".properties");
        var output = new ByteArrayOutputStream();
        try (var out = Files.newBufferedWriter(config); var print = new PrintStream(output, true,
            StandardCharsets.UTF_8)) {
            settings.kafka().store(out, null);
            out.flush();
            int code = StorageTool.execute(new String[] {"format", "--config", config.toString(),
                "--cluster-id", Uuid.randomUuid().toString()}, print);
            if (code != 0) {
                throw notFormatted(output, null);
            }
        } catch (RuntimeException e) {
            throw notFormatted(output, e);
        } finally {
            Files.deleteIfExists(config);
        }
    }

    private BrokerNotStarted notFormatted(ByteArrayOutputStream output, RuntimeException cause) {
        String said = output.toString(StandardCharsets.UTF_8).strip().replace('\n', ' ');
        String why = cause == null ? said : cause.getMessage();
        return new BrokerNotStarted("Kafka would not format the data folder " + dir + ": " + why, cause);
    }

    private BrokerNotStarted foreign(String why, Throwable cause) {
        return new BrokerNotStarted("the data folder " + dir + " was not made by this broker: " + why
            + "; choose an empty one with --data", cause);
    }

    private BrokerNotStarted inUse(Throwable cause) {
        return new BrokerNotStarted("the data folder " + dir
            + " is in use by a running broker; stop that one, or choose another with --data", cause);
    }
}
