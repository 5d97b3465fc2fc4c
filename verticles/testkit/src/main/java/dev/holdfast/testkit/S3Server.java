package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * A real S3 server over a folder: it speaks the protocol over HTTP and checks signatures. Whoever uses it
 * adds {@code s3proxy} to its tests, which this kit does not bring along.
 */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "checkpoints";
    public static final String ACCESS_KEY = "test-key";
    public static final String SECRET = "test-secret";

    private final Path folder;
    private final BlobStoreContext disk;
    private final S3Proxy proxy;

    public S3Server(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve(BUCKET));
            Properties settings = new Properties();
            settings.setProperty("jclouds.filesystem.basedir", folder.toString());
            disk = ContextBuilder.newBuilder("filesystem").credentials("any", "any").overrides(settings)
                .build(BlobStoreContext.class);
            proxy = S3Proxy.builder().blobStore(disk.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET).build();
            proxy.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Awaitility.await().until(() -> proxy.getState().equals("STARTED"));
    }

    public String endpoint() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    /** Where the bucket's objects are, one file each. */
    public Path bucket() {
        return folder.resolve(BUCKET);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
            disk.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
