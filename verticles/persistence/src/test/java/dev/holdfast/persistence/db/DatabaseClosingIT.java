package dev.holdfast.persistence.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is stopped, or replaced, closes its database whatever it is doing at that moment. */
class DatabaseClosingIT {
    private static final String INSERT =
        "INSERT INTO health_probe (node, token, at) VALUES ('node-%d', 'x', CURRENT_TIMESTAMP)";
    private static final int SECONDS = 20;

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void keepsNothingOfATransactionThatWasInTheMiddleOnH2() throws Exception {
        assertThat(rowsAfterClosingInTheMiddle(TestDatabase.h2(folder))).containsExactly("node-1|");
    }

    @Test
    void keepsNothingOfATransactionThatWasInTheMiddleOnPostgres() throws Exception {
        assertThat(rowsAfterClosingInTheMiddle(TestDatabase.postgres())).containsExactly("node-1|");
    }

    private List<String> rowsAfterClosingInTheMiddle(DatabaseUrl url) throws Exception {
        Database database = Database.open(vertx, url).await(SECONDS, TimeUnit.SECONDS);
        database.pool().withTransaction(connection -> insert(connection, 1)).await(SECONDS, TimeUnit.SECONDS);
        Promise<Void> inTheMiddle = Promise.promise();
        database.pool().withTransaction(connection -> insert(connection, 2).compose(inserted -> {
            inTheMiddle.complete();
            return Promise.<Void>promise().future();
        }));
        inTheMiddle.future().await(SECONDS, TimeUnit.SECONDS);
        database.close().await(SECONDS, TimeUnit.SECONDS);
        return TestDatabase.rows(url, "SELECT node FROM health_probe");
    }

    private static Future<Void> insert(SqlConnection connection, int node) {
        return connection.query(INSERT.formatted(node)).execute().mapEmpty();
    }
}
