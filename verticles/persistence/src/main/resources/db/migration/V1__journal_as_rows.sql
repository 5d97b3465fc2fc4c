-- One text for H2 and PostgreSQL. Decimals: 20 places behind the point, 40 before it; what a fold needs
-- exactly (state columns) is kept as JSON with every digit. Times: UTC, microseconds.

-- How far each shard's journal is folded into these tables; changed in the transaction that changes them.
CREATE TABLE shard_positions (
    shard              INTEGER PRIMARY KEY,
    next_offset        BIGINT NOT NULL,
    claim_offset       BIGINT,
    claim_node         VARCHAR,
    claim_incarnation  VARCHAR,
    next_seq           BIGINT NOT NULL,
    shard_state        VARCHAR(20) NOT NULL,
    last_event_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    parked_reports     BIGINT NOT NULL
);
INSERT INTO shard_positions (shard, next_offset, next_seq, shard_state, last_event_at, parked_reports) VALUES
    (0, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (1, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (2, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (3, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (4, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (5, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (6, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (7, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (8, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (9, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (10, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (11, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (12, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (13, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0),
    (14, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0), (15, 0, 0, 'ACTIVE', '1970-01-01 00:00:00+00', 0);

-- The same for the other topics that are stored.
CREATE TABLE stream_positions (
    topic            VARCHAR NOT NULL,
    topic_partition  INTEGER NOT NULL,
    next_offset      BIGINT NOT NULL,
    PRIMARY KEY (topic, topic_partition)
);

CREATE TABLE accounts (
    account        VARCHAR PRIMARY KEY,
    shard          INTEGER NOT NULL,
    currency       VARCHAR NOT NULL,
    opening_cash   NUMERIC(60, 20) NOT NULL,
    cash           NUMERIC(60, 20) NOT NULL,
    trading_state  VARCHAR(20) NOT NULL,
    opened_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    state          VARCHAR NOT NULL
);

CREATE TABLE trading_state_changes (
    shard           INTEGER NOT NULL,
    journal_offset  BIGINT NOT NULL,
    event_index     INTEGER NOT NULL,
    account         VARCHAR,
    trading_state   VARCHAR(20) NOT NULL,
    reason          VARCHAR,
    changed_by      VARCHAR,
    changed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (shard, journal_offset, event_index)
);

CREATE TABLE orders (
    cl_ord_id       VARCHAR PRIMARY KEY,
    shard           INTEGER NOT NULL,
    account         VARCHAR NOT NULL,
    instrument      VARCHAR NOT NULL,
    side            VARCHAR(10) NOT NULL,
    order_type      VARCHAR(20) NOT NULL,
    time_in_force   VARCHAR(10) NOT NULL,
    quantity        NUMERIC(60, 20) NOT NULL,
    limit_price     NUMERIC(60, 20),
    status          VARCHAR(20) NOT NULL,
    revision        INTEGER NOT NULL,
    venue_order_id  VARCHAR,
    cumulative      NUMERIC(60, 20) NOT NULL,
    leaves          NUMERIC(60, 20) NOT NULL,
    filled_notional NUMERIC(60, 20) NOT NULL,
    source          VARCHAR(20) NOT NULL,
    strategy        VARCHAR,
    signal_id       VARCHAR,
    reason          VARCHAR,
    created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    created_offset  BIGINT NOT NULL,
    ended_offset    BIGINT,
    state           VARCHAR NOT NULL
);
CREATE INDEX orders_created ON orders (created_at);
-- A restart loads a shard's open orders and its newest ended ones.
CREATE INDEX orders_ended ON orders (shard, ended_offset, created_offset);

-- Every event of the journal, with the status of its order after it.
CREATE TABLE journal_events (
    shard           INTEGER NOT NULL,
    journal_offset  BIGINT NOT NULL,
    event_index     INTEGER NOT NULL,
    kind            VARCHAR(60) NOT NULL,
    cl_ord_id       VARCHAR,
    status          VARCHAR(20),
    event_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    body            VARCHAR NOT NULL,
    PRIMARY KEY (shard, journal_offset, event_index)
);
CREATE INDEX journal_events_order ON journal_events (cl_ord_id, journal_offset, event_index);

-- booked_at: our clock, the time of the journal event. fee_value: the fee in the quote asset, zero for a third
-- asset. status: BOOKED, CORRECTED or BUSTED; a busted fill stays visible and counts nowhere.
CREATE TABLE fills (
    shard           INTEGER NOT NULL,
    journal_offset  BIGINT NOT NULL,
    event_index     INTEGER NOT NULL,
    exec_id         VARCHAR NOT NULL,
    cl_ord_id       VARCHAR NOT NULL,
    account         VARCHAR NOT NULL,
    instrument      VARCHAR NOT NULL,
    side            VARCHAR(10) NOT NULL,
    venue_order_id  VARCHAR,
    price           NUMERIC(60, 20) NOT NULL,
    quantity        NUMERIC(60, 20) NOT NULL,
    notional        NUMERIC(60, 20) NOT NULL,
    fee             NUMERIC(60, 20) NOT NULL,
    fee_asset       VARCHAR NOT NULL,
    fee_value       NUMERIC(60, 20) NOT NULL,
    maker           BOOLEAN NOT NULL,
    venue_time      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    booked_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    strategy        VARCHAR,
    status          VARCHAR(20) NOT NULL,
    state           VARCHAR NOT NULL,
    PRIMARY KEY (shard, journal_offset, event_index)
);
CREATE INDEX fills_order ON fills (cl_ord_id, exec_id);
CREATE INDEX fills_booked ON fills (booked_at);

-- A position opened and closed to flat. profit: after fees. booked_after: all profit after fees that this
-- account had booked in this instrument by then; the next round trip counts from there.
CREATE TABLE round_trips (
    shard           INTEGER NOT NULL,
    journal_offset  BIGINT NOT NULL,
    event_index     INTEGER NOT NULL,
    account         VARCHAR NOT NULL,
    instrument      VARCHAR NOT NULL,
    closed_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    profit          NUMERIC(60, 20) NOT NULL,
    booked_after    NUMERIC(60, 20) NOT NULL,
    PRIMARY KEY (shard, journal_offset, event_index)
);
CREATE INDEX round_trips_closed ON round_trips (closed_at);
CREATE INDEX round_trips_newest ON round_trips (account, instrument, journal_offset, event_index);

CREATE TABLE minute_bars (
    instrument  VARCHAR NOT NULL,
    open_time   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    open_price  NUMERIC(60, 20) NOT NULL,
    high_price  NUMERIC(60, 20) NOT NULL,
    low_price   NUMERIC(60, 20) NOT NULL,
    close_price NUMERIC(60, 20) NOT NULL,
    volume      NUMERIC(60, 20) NOT NULL,
    trades      INTEGER NOT NULL,
    condition   VARCHAR(20) NOT NULL,
    PRIMARY KEY (instrument, open_time)
);

-- capital: sum of the accounts' opening cash. peak: highest equity so far, raised by later capital.
-- minute_mark: the first point of its minute, kept longer than the others.
CREATE TABLE equity_points (
    at               TIMESTAMP(6) WITH TIME ZONE PRIMARY KEY,
    equity           NUMERIC(60, 20) NOT NULL,
    cash             NUMERIC(60, 20) NOT NULL,
    capital          NUMERIC(60, 20) NOT NULL,
    peak             NUMERIC(60, 20) NOT NULL,
    drawdown_percent NUMERIC(60, 20) NOT NULL,
    minute_mark      BOOLEAN NOT NULL
);

-- hash: SHA-256 of the previous hash and the entry, see AuditChain.
CREATE TABLE audit_trail (
    seq           BIGINT PRIMARY KEY,
    entry_id      VARCHAR NOT NULL UNIQUE,
    at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor         VARCHAR,
    action        VARCHAR,
    subject       VARCHAR,
    result        VARCHAR,
    detail        VARCHAR,
    previous_hash VARCHAR(64) NOT NULL,
    hash          VARCHAR(64) NOT NULL
);

-- The newest entry: shows that entries were cut off the end.
CREATE TABLE audit_head (
    id    INTEGER PRIMARY KEY,
    seq   BIGINT NOT NULL,
    hash  VARCHAR(64) NOT NULL
);
INSERT INTO audit_head (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
