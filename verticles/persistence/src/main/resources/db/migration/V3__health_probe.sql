-- Written and read back by each node's deep check: that the database takes rows is shown, not assumed.
CREATE TABLE health_probe (
    node VARCHAR(64) NOT NULL PRIMARY KEY,
    token VARCHAR(64) NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL
);
