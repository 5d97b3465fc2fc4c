package dev.holdfast.checkpoint.s3;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.runtime.checkpoint.CheckpointFile;
import dev.holdfast.runtime.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Checkpoints in a bucket, one object each. S3 shows an object whole or not at all, so its name is as atomic
 * as a rename. What is moved aside lies under {@code quarantine/} of the same prefix.
 */
final class S3Store implements CheckpointStore {
    private static final String QUARANTINE = "quarantine/";

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * A store over an open client.
     *
     * @param prefix what every key begins with, without the last slash
     */
    S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix + "/";
    }

    @Override
    public String name() {
        return "s3 " + bucket + "/" + prefix.substring(0, prefix.length() - 1);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public SortedMap<CheckpointName, Long> list() throws IOException {
        return guarded(() -> {
            SortedMap<CheckpointName, Long> kept = new TreeMap<>();
            client.listObjectsV2Paginator(ask -> ask.bucket(bucket).prefix(prefix).delimiter("/")).contents()
                .forEach(object -> {
                    CheckpointName name = CheckpointFile.name(object.key().substring(prefix.length()));
                    if (name != null) {
                        kept.put(name, object.size());
                    }
                });
            return kept;
        });
    }

    @Override
    public void write(CheckpointName name, Path file) throws IOException {
        guarded(() -> client.putObject(put -> put.bucket(bucket).key(key(name)), file));
    }

    @Override
    public Path read(CheckpointName name, Path scratch) throws IOException {
        Path file = scratch.resolve(name.text() + CheckpointFile.ENDING);
        try {
            guarded(() -> client.getObject(get -> get.bucket(bucket).key(key(name)), file));
            return file;
        } catch (IOException e) {
            if (e.getCause() instanceof NoSuchKeyException) {
                throw new NoSuchFileException(key(name));
            }
            throw e;
        }
    }

    @Override
    public void quarantine(CheckpointName name) throws IOException {
        guarded(() -> client.copyObject(copy -> copy.sourceBucket(bucket).sourceKey(key(name))
            .destinationBucket(bucket).destinationKey(prefix + QUARANTINE + name.text()
                + CheckpointFile.ENDING)));
        remove(name);
    }

    @Override
    public void remove(CheckpointName name) throws IOException {
        guarded(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key(name))));
    }

    private String key(CheckpointName name) {
        return prefix + name.text() + CheckpointFile.ENDING;
    }

    private static <T> T guarded(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
