package dev.holdfast.checkpoint.s3;

import dev.holdfast.runtime.checkpoint.CheckpointStore;
import dev.holdfast.runtime.checkpoint.StoreMaker;
import dev.holdfast.runtime.config.CheckpointConfig;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the bucket that the configuration names. */
public final class S3StoreMaker implements StoreMaker {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** A store away from here may be slow or gone: a start waits for it no longer than this. */
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration WHOLE_CALL = Duration.ofMinutes(2);

    @Override
    public CheckpointStore open(CheckpointConfig.S3 bucket) {
        S3ClientBuilder builder = S3Client.builder()
            .region(Region.of(bucket.region()))
            .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE)
                .build())
            .overrideConfiguration(each -> each.apiCallTimeout(WHOLE_CALL)
                .retryStrategy(retry -> retry.maxAttempts(2)))
            // Every file carries its own hashes; other servers than Amazon's know the newer checksums badly.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!bucket.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(bucket.accessKey(), bucket.secret())));
        }
        if (bucket.endpoint() != null) {
            builder.endpointOverride(URI.create(bucket.endpoint())).forcePathStyle(true);
        }
        return new S3Store(builder.build(), bucket.bucket(), bucket.prefix());
    }
}
