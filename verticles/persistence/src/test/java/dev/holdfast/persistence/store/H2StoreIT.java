package dev.holdfast.persistence.store;

import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.persistence.db.DatabaseUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT extends StoreContract {
    @TempDir
    Path folder;

    @Override
    DatabaseUrl freshDatabase() {
        return TestDatabase.h2(folder);
    }
}
