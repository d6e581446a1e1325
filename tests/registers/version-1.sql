CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY);
INSERT INTO schema_version (version) VALUES (1);
CREATE TABLE entry (organisation TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, corrects TEXT NOT NULL, recorded_on TEXT NOT NULL, salt TEXT NOT NULL, sealed TEXT NOT NULL, seal TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (organisation, number));
CREATE TABLE head (organisation TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL, hash TEXT NOT NULL);
