package dev.holdfast.persistence.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
    private static final Path DATA = Path.of("/var/holdfast");

    @Test
    void isAFileInTheDataFolderByDefault() {
        DatabaseUrl url = DatabaseUrl.of(" ", null, null, DATA);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:h2:file:/var/holdfast/db/holdfast"
            + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=2000");
        assertThat(url.display()).isEqualTo("/var/holdfast/db/holdfast.mv.db");
        assertThat(url.user()).isEqualTo("sa");
    }

    @Test
    void keepsTheOptionsOfAnH2Url() {
        String given = "jdbc:h2:mem:x;database_to_lower=true;DB_CLOSE_ON_EXIT=FALSE;write_delay=0";
        assertThat(DatabaseUrl.of(given, "", "", DATA).jdbcUrl()).isEqualTo(given);
    }

    @Test
    void takesBothSpellingsOfPostgres() {
        for (String given : new String[] {"postgresql://db:5433/hf", "jdbc:postgresql://db:5433/hf"}) {
            DatabaseUrl url = DatabaseUrl.of(given, "u", "p", DATA);
            assertThat(url.kind()).isEqualTo(DatabaseUrl.Kind.POSTGRESQL);
            assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/hf");
            assertThat(url.pgUri()).isEqualTo("postgresql://db:5433/hf");
        }
    }

    @Test
    void takesTheLoginFromTheUrlUnlessItIsGiven() {
        DatabaseUrl url = DatabaseUrl.of("postgres://an%40na:s%3Acret@db/hf?sslmode=require", "", "", DATA);
        assertThat(url.user()).isEqualTo("an@na");
        assertThat(url.password()).isEqualTo("s:cret");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/hf?sslmode=require");
        assertThat(DatabaseUrl.of("postgres://anna:x@db/hf", "bert", "y", DATA).user()).isEqualTo("bert");
    }

    @Test
    void neverShowsAPassword() {
        assertThat(DatabaseUrl.of("postgres://anna:hidden@db/hf", "", "", DATA).toString())
            .doesNotContain("hidden");
        assertThatThrownBy(() -> DatabaseUrl.of("mysql://anna:hidden@db/hf", "", "", DATA))
            .isInstanceOf(DatabaseProblem.class).hasMessageNotContaining("hidden")
            .hasMessageContaining("must begin with jdbc:h2: or postgresql://");
    }

    @Test
    void namesWhatAPostgresUrlLacks() {
        assertThatThrownBy(() -> DatabaseUrl.of("postgresql://db", "", "", DATA))
            .hasMessage("database.url must be postgresql://host[:port]/database");
    }
}
