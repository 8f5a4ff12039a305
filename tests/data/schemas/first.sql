BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'concordance.store','first_tables','2026-11-21 04:03:29.117475+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'concordance.feeds','m001_feeds','2026-11-21 04:03:29.355509+00:00');
CREATE TABLE addresses (               -- every canonical address that an article was seen at
    key     TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE
);
INSERT INTO "addresses" VALUES('harbour.example/ferry',1);
INSERT INTO "addresses" VALUES('karsund.example/ferry',2);
INSERT INTO "addresses" VALUES('brambury.example/ferry',3);
CREATE TABLE article_versions (        -- texts that an article had before
    article     INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    published   TEXT,
    fetched     TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (article, version)
);
INSERT INTO "article_versions" VALUES(1,1,'Fire on the Ostrey ferry','The ferry left Ostrey at noon. Fire broke out an hour later. All 48 people were saved.','2025-07-05T10:00:00+00:00','2025-07-05T12:00:00+00:00','92b966ffab75f621a9894a8066901ad0');
CREATE TABLE articles (                -- one row an article, with the text it has now
    id          INTEGER PRIMARY KEY,
    outlet      INTEGER NOT NULL REFERENCES outlets(id),
    url         TEXT NOT NULL,         -- as it was given, for showing; `addresses` tells same from new
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,         -- all offsets point in here
    published   TEXT,                  -- NULL where unknown
    day_only    INTEGER NOT NULL,      -- 1: the time of day is unknown, `published` is midnight UTC
    zone_hours  REAL,                  -- the outlet's own offset from UTC
    byline      TEXT NOT NULL,
    credit      TEXT NOT NULL,         -- wire or outlet that the whole is credited to
    language    TEXT NOT NULL,         -- ISO 639-1 or ""
    fetched     TEXT NOT NULL,         -- when it was read
    fingerprint TEXT NOT NULL,         -- of outlet and text: the same copy at two addresses is one article
    model       TEXT NOT NULL,         -- fingerprint of the language model that read it
    keywords    TEXT NOT NULL,         -- JSON list, from reading
    version     INTEGER NOT NULL       -- 1, and one more each time its text or title changed
);
INSERT INTO "articles" VALUES(1,1,'https://harbour.example/ferry','Fire on the Ostrey ferry','The ferry left Ostrey at noon. Fire broke out two hours later. All 49 people were saved.','2025-07-05T10:00:00+00:00',0,NULL,'','','','2025-07-05T12:00:00+00:00','12ff9c4ed09da5bfa31205db4dfbd2f5','by-hand','["ferry"]',2);
INSERT INTO "articles" VALUES(2,2,'https://karsund.example/ferry','Fire on the Ostrey ferry','The ferry left Ostrey at noon. Fire broke out an hour later. All 50 people were saved.','2025-07-05T10:00:00+00:00',0,NULL,'','','','2025-07-05T12:00:00+00:00','03136e7f5cdd5e73451c817e3ae30244','by-hand','["ferry"]',1);
INSERT INTO "articles" VALUES(3,3,'https://brambury.example/ferry','Fire on the Ostrey ferry','The ferry left Ostrey at noon. Fire broke out an hour later. All 48 people were saved.','2025-07-05T10:00:00+00:00',0,NULL,'','','','2025-07-05T12:00:00+00:00','bd129f3320c20e17ee7f4d1e41afb46e','by-hand','["ferry"]',1);
CREATE TABLE claims (                  -- checkable statements
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL,
    passage    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,          -- the statement; must equal the slice
    extraction TEXT NOT NULL,          -- JSON: attribution, names, quantities, dates, polarity, ...
    vector     BLOB NOT NULL,          -- meaning, int8
    FOREIGN KEY (article, passage) REFERENCES passages(article, number) ON DELETE CASCADE
);
INSERT INTO "claims" VALUES(4,2,0,0,30,'The ferry left Ostrey at noon.','{}',X'00FF');
INSERT INTO "claims" VALUES(5,2,1,31,60,'Fire broke out an hour later.','{}',X'01FF');
INSERT INTO "claims" VALUES(6,2,2,61,86,'All 50 people were saved.','{"quantities":[{"span":{"start":65,"end":67},"value":50.0,"counted":"person"}]}',X'02FF');
INSERT INTO "claims" VALUES(7,3,0,0,30,'The ferry left Ostrey at noon.','{}',X'00FF');
INSERT INTO "claims" VALUES(8,3,1,31,60,'Fire broke out an hour later.','{}',X'01FF');
INSERT INTO "claims" VALUES(9,3,2,61,86,'All 48 people were saved.','{"quantities":[{"span":{"start":65,"end":67},"value":48.0,"counted":"person"}]}',X'02FF');
INSERT INTO "claims" VALUES(10,1,0,0,30,'The ferry left Ostrey at noon.','{}',X'00FF');
INSERT INTO "claims" VALUES(11,1,1,31,62,'Fire broke out two hours later.','{}',X'01FF');
INSERT INTO "claims" VALUES(12,1,2,63,88,'All 49 people were saved.','{"quantities":[{"span":{"start":67,"end":69},"value":49.0,"counted":"person"}]}',X'02FF');
CREATE TABLE digests (                 -- snapshots, as built
    id       INTEGER PRIMARY KEY,
    topic    INTEGER NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    built    TEXT NOT NULL,
    header   TEXT NOT NULL             -- JSON: the digest without its points and disputes
);
INSERT INTO "digests" VALUES(1,1,'2025-07-05T12:00:00+00:00','{"topic":"Ostrey ferry","built":"2025-07-05T12:00:00Z","articles":3,"outlets":3,"origins":3,"first":"2025-07-05T10:00:00Z","last":"2025-07-05T10:00:00Z","since":"2025-07-04T12:00:00Z"}');
CREATE TABLE disputes (
    id       INTEGER PRIMARY KEY,
    digest   INTEGER NOT NULL REFERENCES digests(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    key      TEXT NOT NULL,
    kind     TEXT NOT NULL,            -- figure, date, denial, ...: see model.DisputeKind
    question TEXT NOT NULL,
    body     TEXT NOT NULL,            -- JSON: the whole dispute, sides with their evidence
    UNIQUE (digest, number)
);
CREATE TABLE feed_entries (            -- entries that were seen
    feed TEXT NOT NULL REFERENCES feeds(url) ON DELETE CASCADE ON UPDATE CASCADE,
    key  TEXT NOT NULL,                -- the entry's id or address
    seen TEXT NOT NULL,                -- when it last stood in its feed
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE TABLE feeds (                   -- feeds that are followed
    url          TEXT PRIMARY KEY,     -- where it is asked for; a permanent redirect changes it
    title        TEXT NOT NULL,
    site         TEXT NOT NULL,        -- address of the site it belongs to
    added        TEXT NOT NULL,        -- times as in `articles`
    etag         TEXT NOT NULL,
    modified     TEXT NOT NULL,
    last_try     TEXT,
    last_success TEXT,
    next_poll    TEXT,                 -- NULL: at once
    wait         REAL NOT NULL,        -- seconds between polls, as last decided
    failures     INTEGER NOT NULL,     -- in a row
    problem      TEXT NOT NULL,        -- the last failure's reason
    entries      INTEGER NOT NULL,     -- in its last answer
    dead         INTEGER NOT NULL      -- 1: gone, or silent for long
);
INSERT INTO "feeds" VALUES('https://harbour.example/rss','Harbour Post','','2025-07-05T12:00:00+00:00','','',NULL,NULL,NULL,3600.0,0,'',0,0);
CREATE TABLE outlets (                 -- publishers of articles
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                -- as first seen: "The Guardian"
    key  TEXT NOT NULL UNIQUE          -- folded name, so that case and accents make no second outlet
);
INSERT INTO "outlets" VALUES(1,'Harbour Post','harbour post');
INSERT INTO "outlets" VALUES(2,'Karsund Post','karsund post');
INSERT INTO "outlets" VALUES(3,'Brambury Courier','brambury courier');
CREATE TABLE passages (                -- sentences of the text the article has now
    article   INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,        -- from 0, in reading order
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    kind      TEXT NOT NULL,           -- body, heading, caption, ...: see model.PassageKind
    paragraph INTEGER NOT NULL,
    mark      TEXT NOT NULL,           -- fingerprint of the sentence, so that a wrong offset shows
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
INSERT INTO "passages" VALUES(1,0,0,30,'body',0,'222143d26dd3e4e7');
INSERT INTO "passages" VALUES(1,1,31,62,'body',0,'bfa90bb1f1ceb6d5');
INSERT INTO "passages" VALUES(1,2,63,88,'body',0,'c34a4150d703aff1');
INSERT INTO "passages" VALUES(2,0,0,30,'body',0,'222143d26dd3e4e7');
INSERT INTO "passages" VALUES(2,1,31,60,'body',0,'8fcf8a01e1caa5d7');
INSERT INTO "passages" VALUES(2,2,61,86,'body',0,'861bee47d4ad9e76');
INSERT INTO "passages" VALUES(3,0,0,30,'body',0,'222143d26dd3e4e7');
INSERT INTO "passages" VALUES(3,1,31,60,'body',0,'8fcf8a01e1caa5d7');
INSERT INTO "passages" VALUES(3,2,61,86,'body',0,'ad43486b2534338f');
CREATE TABLE points (                  -- lines of a digest, with their evidence
    id       INTEGER PRIMARY KEY,
    digest   INTEGER NOT NULL REFERENCES digests(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,         -- from 0, in the digest's order
    key      TEXT NOT NULL,            -- identity from one digest to the next
    status   TEXT NOT NULL,            -- consensus, single
    text     TEXT NOT NULL,
    body     TEXT NOT NULL,            -- JSON: the whole point, evidence with quotes and addresses
    UNIQUE (digest, number)
);
INSERT INTO "points" VALUES(1,1,0,'a8913b71e7d6124d','single','The ferry left Ostrey at noon.','{"text":"The ferry left Ostrey at noon.","status":"single","evidence":[{"claim":7,"article":3,"url":"https://brambury.example/ferry","outlet":"Brambury Courier","title":"Fire on the Ostrey ferry","quote":"The ferry left Ostrey at noon.","context":"The ferry left Ostrey at noon. Fire broke out an hour later.","origin":"Brambury Courier","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":5.0,"reasons":["only one article states it"],"key":"a8913b71e7d6124d"}');
INSERT INTO "points" VALUES(2,1,1,'c759104ee1c4291f','single','The ferry left Ostrey at noon.','{"text":"The ferry left Ostrey at noon.","status":"single","evidence":[{"claim":4,"article":2,"url":"https://karsund.example/ferry","outlet":"Karsund Post","title":"Fire on the Ostrey ferry","quote":"The ferry left Ostrey at noon.","context":"The ferry left Ostrey at noon. Fire broke out an hour later.","origin":"Karsund Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":5.0,"reasons":["only one article states it"],"key":"c759104ee1c4291f"}');
INSERT INTO "points" VALUES(3,1,2,'e30847f807f33aa2','single','The ferry left Ostrey at noon.','{"text":"The ferry left Ostrey at noon.","status":"single","evidence":[{"claim":10,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"The ferry left Ostrey at noon.","context":"The ferry left Ostrey at noon. Fire broke out two hours later.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":5.0,"reasons":["only one article states it"],"key":"e30847f807f33aa2"}');
INSERT INTO "points" VALUES(4,1,3,'6249b07edbbd5d88','single','Fire broke out two hours later.','{"text":"Fire broke out two hours later.","status":"single","evidence":[{"claim":11,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"Fire broke out two hours later.","context":"The ferry left Ostrey at noon. Fire broke out two hours later. All 49 people were saved.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":4.0,"reasons":["only one article states it"],"key":"6249b07edbbd5d88"}');
INSERT INTO "points" VALUES(5,1,4,'742cfd5e431bdd8d','single','Fire broke out an hour later.','{"text":"Fire broke out an hour later.","status":"single","evidence":[{"claim":5,"article":2,"url":"https://karsund.example/ferry","outlet":"Karsund Post","title":"Fire on the Ostrey ferry","quote":"Fire broke out an hour later.","context":"The ferry left Ostrey at noon. Fire broke out an hour later. All 50 people were saved.","origin":"Karsund Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":4.0,"reasons":["only one article states it"],"key":"742cfd5e431bdd8d"}');
INSERT INTO "points" VALUES(6,1,5,'9bd89efb4514b7e9','single','Fire broke out an hour later.','{"text":"Fire broke out an hour later.","status":"single","evidence":[{"claim":8,"article":3,"url":"https://brambury.example/ferry","outlet":"Brambury Courier","title":"Fire on the Ostrey ferry","quote":"Fire broke out an hour later.","context":"The ferry left Ostrey at noon. Fire broke out an hour later. All 48 people were saved.","origin":"Brambury Courier","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":4.0,"reasons":["only one article states it"],"key":"9bd89efb4514b7e9"}');
INSERT INTO "points" VALUES(7,1,6,'0c4af99c413bc852','single','All 50 people were saved.','{"text":"All 50 people were saved.","status":"single","evidence":[{"claim":6,"article":2,"url":"https://karsund.example/ferry","outlet":"Karsund Post","title":"Fire on the Ostrey ferry","quote":"All 50 people were saved.","context":"Fire broke out an hour later. All 50 people were saved.","origin":"Karsund Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":3.0,"reasons":["only one article states it"],"key":"0c4af99c413bc852"}');
INSERT INTO "points" VALUES(8,1,7,'404a705433a091d1','single','All 49 people were saved.','{"text":"All 49 people were saved.","status":"single","evidence":[{"claim":12,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"All 49 people were saved.","context":"Fire broke out two hours later. All 49 people were saved.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":3.0,"reasons":["only one article states it"],"key":"404a705433a091d1"}');
CREATE TABLE topics (                  -- what readers follow
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,     -- folded name: "US-Ukraine" and "us–ukraine" are one
    keywords TEXT NOT NULL,            -- JSON list
    exclude  TEXT NOT NULL             -- JSON list
);
INSERT INTO "topics" VALUES(1,'Ostrey ferry','ostrey ferry','["ferry", "Ostrey"]','["strike"]');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX articles_by_fingerprint ON articles(fingerprint);
CREATE INDEX articles_by_time ON articles(published, fetched);
CREATE INDEX articles_by_outlet ON articles(outlet);
CREATE INDEX addresses_by_article ON addresses(article);
CREATE INDEX claims_by_passage ON claims(article, passage);
CREATE INDEX digests_by_topic ON digests(topic, built);
CREATE INDEX points_by_key ON points(key);
CREATE INDEX disputes_by_key ON disputes(key);
CREATE TRIGGER "articles_ai" AFTER INSERT ON "articles" BEGIN
  INSERT INTO "articles_fts" (rowid, "title", "text") VALUES (new.rowid, new."title", new."text");
END;
CREATE TRIGGER "articles_ad" AFTER DELETE ON "articles" BEGIN
  INSERT INTO "articles_fts" ("articles_fts", rowid, "title", "text") VALUES('delete', old.rowid, old."title", old."text");
END;
CREATE TRIGGER "articles_au" AFTER UPDATE ON "articles" BEGIN
  INSERT INTO "articles_fts" ("articles_fts", rowid, "title", "text") VALUES('delete', old.rowid, old."title", old."text");
  INSERT INTO "articles_fts" (rowid, "title", "text") VALUES (new.rowid, new."title", new."text");
END;
CREATE TRIGGER "claims_ai" AFTER INSERT ON "claims" BEGIN
  INSERT INTO "claims_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
CREATE TRIGGER "claims_ad" AFTER DELETE ON "claims" BEGIN
  INSERT INTO "claims_fts" ("claims_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
END;
CREATE TRIGGER "claims_au" AFTER UPDATE ON "claims" BEGIN
  INSERT INTO "claims_fts" ("claims_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
  INSERT INTO "claims_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
CREATE VIRTUAL TABLE "articles_fts" USING FTS5 (
    "title", "text",
    tokenize='unicode61 remove_diacritics 2',
    content="articles"
);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE "claims_fts" USING FTS5 (
    "text",
    tokenize='unicode61 remove_diacritics 2',
    content="claims"
);
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
COMMIT;
PRAGMA application_id = 1131376227;
