package dev.holdfast.persistence.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** What H2 says when its file or the disk below it fails. */
final class H2Failure {
    /** Below this H2 cannot write a chunk, whatever it says of it. */
    private static final long LEAST_BYTES = 256 * 1024;
    /** Two headers and hardly more: a process may have died while it made the file. */
    private static final long SMALL_BYTES = 3 * 4_096;

    private H2Failure() {
    }

    /**
     * H2 takes a file in which it finds nothing for a new one, and writes over it. What is not small must
     * hold something, so it is looked into first, without changing it. A file in use is left to H2's own
     * complaint.
     */
    static void requireContent(DatabaseUrl url) throws IOException {
        for (Path file : url.files().stream().limit(1).filter(Files::exists).toList()) {
            if (Files.size(file) > SMALL_BYTES && isEmptyStore(file)) {
                throw DatabaseProblem.corrupt(url, new IllegalStateException("nothing is found in its "
                    + Files.size(file) + " bytes"));
            }
        }
    }

    private static boolean isEmptyStore(Path file) {
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return store.getMapNames().isEmpty();
        } catch (MVStoreException e) {
            return isCorrupt(e.getErrorCode());
        }
    }

    /** True if the file holds something that H2 cannot have written: reading it again will not help. */
    static boolean isCorrupt(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (sql.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                || sql.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1)
                || cause instanceof MVStoreException store && isCorrupt(store.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCorrupt(int storeError) {
        return storeError == DataUtils.ERROR_FILE_CORRUPT || storeError == DataUtils.ERROR_UNSUPPORTED_FORMAT
            || storeError == DataUtils.ERROR_CHUNK_NOT_FOUND || storeError == DataUtils.ERROR_SERIALIZATION
            || storeError == DataUtils.ERROR_INTERNAL;
    }

    /**
     * True if there is no room. After the first write that failed H2 only says that it is closed, so the disk
     * itself is asked too.
     */
    static boolean isDiskFull(DatabaseUrl url, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("disk quota exceeded")
                || message.contains("not enough space on the disk")) {
                return true;
            }
        }
        return url.files().stream().limit(1).anyMatch(H2Failure::isOnFullDisk);
    }

    private static boolean isOnFullDisk(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return Files.exists(folder) && Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
