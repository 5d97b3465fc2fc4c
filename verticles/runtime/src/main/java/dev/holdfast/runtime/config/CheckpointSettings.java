package dev.holdfast.runtime.config;

import java.time.Duration;
import java.util.List;

/** Every setting of the sections {@code checkpoint} and {@code s3} of {@code holdfast.yaml}, in order. */
public final class CheckpointSettings {
    private static final int MAX_KEPT = 10_000;

    public static final Setting<Duration> EVERY = Setting.of("checkpoint.every",
        Kind.duration("0s", "1d"), "5m", "How often a checkpoint is taken; 0s only when asked for.");
    public static final Setting<String> FOLDER = Setting.of("checkpoint.folder",
        Kind.matching("\\S.*", "a path, or auto"), "auto",
        "Where this node keeps its checkpoints; auto is checkpoints under node.dataDir.");
    public static final Setting<Integer> NEWEST = Setting.of("checkpoint.keepNewest",
        Kind.integer(1, MAX_KEPT), "12", "The newest checkpoints that are kept.");
    public static final Setting<Integer> HOURLY = Setting.of("checkpoint.keepHourly",
        Kind.integer(0, MAX_KEPT), "24", "Hours of which the last checkpoint is kept as well.");
    public static final Setting<Integer> DAILY = Setting.of("checkpoint.keepDaily",
        Kind.integer(0, MAX_KEPT), "14", "Days of which the last checkpoint is kept as well.");

    public static final Setting<String> S3_BUCKET = Setting.of("s3.bucket",
        Kind.matching("none|[a-z0-9][a-z0-9.-]{2,62}", "none, or a bucket"), "none",
        "Bucket for checkpoints away from this machine; none keeps them in the folder only.");
    public static final Setting<String> S3_PREFIX = Setting.of("s3.prefix",
        Kind.matching("[A-Za-z0-9._/-]{1,200}", "1 to 200 of A-Z, a-z, 0-9, '.', '_', '-' and '/'"),
        "holdfast", "What the keys in the bucket begin with; cluster.name follows.");
    public static final Setting<String> S3_ENDPOINT = Setting.of("s3.endpoint",
        new Kind<>("aws, or an address beginning with http:// or https://", text ->
            "aws".equals(text) ? text : Kind.url("http", "https").parse().apply(text)), "aws",
        "The S3 server; aws is Amazon's own.");
    public static final Setting<String> S3_REGION = Setting.of("s3.region",
        Kind.matching("[a-z0-9-]{1,40}", "a region"), "us-east-1", "Region of the bucket.");
    public static final Setting<String> S3_ACCESS_KEY = Setting.secret("s3.accessKey", "",
        "Access key; empty looks where Amazon's own tools look.");
    public static final Setting<String> S3_SECRET = Setting.secret("s3.secret", "",
        "Secret of the access key.");

    static final List<Setting<?>> ALL = List.of(EVERY, FOLDER, NEWEST, HOURLY, DAILY,
        S3_BUCKET, S3_PREFIX, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY, S3_SECRET);

    private CheckpointSettings() {
    }
}
