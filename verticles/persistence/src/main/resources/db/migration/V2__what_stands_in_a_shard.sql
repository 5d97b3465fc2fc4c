-- Flattens under way, how far signals were decided on, open differences with the venue: JSON, null: none of it.
ALTER TABLE shard_positions ADD COLUMN standing VARCHAR;
