package dev.holdfast.persistence.store;

import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.persistence.db.DatabaseUrl;

class PostgresStoreIT extends StoreContract {
    @Override
    DatabaseUrl freshDatabase() {
        return TestDatabase.postgres();
    }
}
