package dev.holdfast.runtime.config;

import dev.holdfast.resilience.checkpoint.RetentionRule;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Snapshots of all state, and where they are kept.
 *
 * @param every zero takes them only when asked for
 * @param s3    null if they are kept in the folder only
 */
public record CheckpointConfig(Duration every, Path folder, RetentionRule keep, S3 s3) {
    /**
     * A bucket for checkpoints.
     *
     * @param prefix    what every key begins with
     * @param endpoint  null is Amazon's own
     * @param accessKey empty looks where Amazon's own tools look
     */
    public record S3(String bucket, String prefix, String endpoint, String region, String accessKey,
                     String secret) {
        @Override
        public String toString() {
            return "S3[bucket=" + bucket + ", prefix=" + prefix + ", endpoint=" + endpoint + ", region="
                + region + ", accessKey=…, secret=…]";
        }
    }

    static CheckpointConfig of(FailsafeConfig.Values values, Path dataDir, String cluster) {
        String folder = values.get(CheckpointSettings.FOLDER);
        return new CheckpointConfig(values.get(CheckpointSettings.EVERY),
            "auto".equals(folder) ? dataDir.resolve("checkpoints") : Path.of(folder),
            new RetentionRule(values.get(CheckpointSettings.NEWEST), values.get(CheckpointSettings.HOURLY),
                values.get(CheckpointSettings.DAILY)), s3(values, cluster));
    }

    private static S3 s3(FailsafeConfig.Values values, String cluster) {
        String bucket = values.get(CheckpointSettings.S3_BUCKET);
        String endpoint = values.get(CheckpointSettings.S3_ENDPOINT);
        return "none".equals(bucket) ? null : new S3(bucket,
            values.get(CheckpointSettings.S3_PREFIX) + "/" + cluster,
            "aws".equals(endpoint) ? null : endpoint, values.get(CheckpointSettings.S3_REGION),
            values.get(CheckpointSettings.S3_ACCESS_KEY), values.get(CheckpointSettings.S3_SECRET));
    }
}
