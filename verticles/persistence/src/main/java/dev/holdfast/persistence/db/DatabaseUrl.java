package dev.holdfast.persistence.db;

import dev.holdfast.runtime.config.NodeConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where the rows go: an embedded H2 file, or PostgreSQL. Takes {@code jdbc:h2:…},
 * {@code postgresql://…} and {@code jdbc:postgresql://…}.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(Kind kind, String jdbcUrl, String user, String password) {
    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String FILE_ENDING = ".mv.db";
    /** One SQL text runs on both databases only if H2 writes names in small letters too. */
    private static final String H2_LOWER = ";DATABASE_TO_LOWER=TRUE";
    /** H2's own shutdown hook would close the file before the last batch is written. */
    private static final String H2_STAYS = ";DB_CLOSE_ON_EXIT=FALSE";
    /**
     * How long H2 may keep what was committed before it writes it: it writes whole pages, and the same ones
     * again and again. What a crash takes is read from the topics again, as it takes their positions too.
     */
    private static final String H2_WRITES = ";WRITE_DELAY=2000";

    /** The two kinds that are supported and tested. */
    public enum Kind { H2, POSTGRESQL }

    /**
     * Understands what an operator wrote.
     *
     * @param url     blank: {@code db/holdfast} under {@code dataDir}
     * @param user    blank: as in the URL; for H2 {@code sa}
     * @throws DatabaseProblem if the URL is of neither kind
     */
    public static DatabaseUrl of(String url, String user, String password, Path dataDir) {
        String given = url == null || url.isBlank()
            ? H2_FILE + dataDir.toAbsolutePath().resolve("db").resolve("holdfast") : url.strip();
        if (given.startsWith(H2)) {
            return new DatabaseUrl(Kind.H2, h2(given), orElse(user, "sa"), orElse(password, ""));
        }
        String plain = given.startsWith("jdbc:") ? given.substring("jdbc:".length()) : given;
        if (plain.startsWith("postgresql://") || plain.startsWith("postgres://")) {
            return postgres(plain, user, password);
        }
        throw new DatabaseProblem("database.url must begin with jdbc:h2: or postgresql://, was '"
            + given.replaceAll("//[^@/]*@", "//…@") + "'", true, null);
    }

    /** What a node is told to use. */
    public static DatabaseUrl of(NodeConfig config) {
        return of(config.database().url(), config.database().user(), config.database().password(),
            config.node().dataDir());
    }

    /** The same place as vertx-pg-client wants it. */
    public String pgUri() {
        return jdbcUrl.substring("jdbc:".length());
    }

    /** The files on this node that hold it, whether they exist or not; empty if it is a server's. */
    public List<Path> files() {
        String place = display();
        return kind == Kind.POSTGRESQL || !place.endsWith(FILE_ENDING) ? List.of()
            : List.of(Path.of(place), Path.of(place.replaceAll("\\.mv\\.db$", ".trace.db")));
    }

    /** For messages: never the password. */
    public String display() {
        if (kind == Kind.POSTGRESQL) {
            return pgUri();
        }
        int options = jdbcUrl.indexOf(';');
        String place = options < 0 ? jdbcUrl : jdbcUrl.substring(0, options);
        return place.startsWith(H2_FILE) ? place.substring(H2_FILE.length()) + FILE_ENDING : place;
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + display() + ", user=" + user + ", password=…]";
    }

    private static String h2(String given) {
        String upper = given.toUpperCase(Locale.ROOT);
        String lower = upper.contains("DATABASE_TO_LOWER=") ? given : given + H2_LOWER;
        String stays = upper.contains("DB_CLOSE_ON_EXIT=") ? lower : lower + H2_STAYS;
        return upper.contains("WRITE_DELAY=") ? stays : stays + H2_WRITES;
    }

    private static DatabaseUrl postgres(String plain, String user, String password) {
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw new DatabaseProblem("database.url is not a valid URL: " + e.getMessage(), true, e);
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new DatabaseProblem("database.url must be postgresql://host[:port]/database", true, null);
        }
        String[] login = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        String place = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
            + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return new DatabaseUrl(Kind.POSTGRESQL, place, orElse(user, part(login, 0)),
            orElse(password, part(login, 1)));
    }

    private static String part(String[] login, int index) {
        return index < login.length ? URLDecoder.decode(login[index], StandardCharsets.UTF_8) : "";
    }

    private static String orElse(String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }
}
