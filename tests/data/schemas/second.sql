BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'concordance.store','first_tables','2026-11-21 05:18:51.491574+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'concordance.exclusions','m001_exclusions','2026-11-21 05:18:51.511056+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'concordance.copies','m001_copies','2026-11-21 05:18:51.512108+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'concordance.copies','m002_addresses','2026-11-21 05:18:51.512311+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'concordance.revisions','m001_revisions','2026-11-21 05:18:51.512995+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'concordance.wordings','first_wordings','2026-11-21 05:18:51.518945+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'concordance.compared','m001_compared','2026-11-21 05:18:51.519713+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'concordance.chats','first_table','2026-11-21 05:18:51.541587+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'concordance.chats','client_language','2026-11-21 05:18:51.546804+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'concordance.subscriptions','first_tables','2026-11-21 05:18:51.566456+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'concordance.deliveries','first_tables','2026-11-21 05:18:51.593307+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'concordance.people','first_tables','2026-11-21 05:18:51.614837+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'concordance.flags','first_table','2026-11-21 05:18:51.624096+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'concordance.channels','first_table','2026-11-21 05:18:51.625268+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'concordance.alarms','first_table','2026-11-21 05:18:51.650888+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'concordance.feeds','m001_feeds','2026-11-21 05:18:51.658803+00:00');
INSERT INTO "_sqlite_migrations" VALUES(17,'concordance.looks','m001_looks','2026-11-21 05:18:51.661470+00:00');
CREATE TABLE addresses (               -- every canonical address that an article was seen at
    key     TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE
);
INSERT INTO "addresses" VALUES('harbour.example/ferry',1);
INSERT INTO "addresses" VALUES('karsund.example/ferry',2);
INSERT INTO "addresses" VALUES('brambury.example/ferry',3);
CREATE TABLE alarms (              -- what is wrong and was told; gone when it is well again
            key  TEXT PRIMARY KEY,         -- what: "disk", "feed:https://..."
            told TEXT NOT NULL             -- when, UTC
        );
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
INSERT INTO "articles" VALUES(3,3,'https://brambury.example/ferry','Fire on the Ostrey ferry','The ferry left Ostrey at noon. Fire broke out an hour later. All 48 people were saved.','2025-07-05T10:00:00+00:00',0,NULL,'','','','2025-07-05T12:00:00+00:00','0b2ba2f47cf71d453992b1bba50692fd','by-hand','["ferry"]',1);
CREATE TABLE broadcasts (              -- announcements to all chats
    id   INTEGER PRIMARY KEY,
    made TEXT NOT NULL
);
CREATE TABLE channels (
            chat  INTEGER PRIMARY KEY REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
            reads INTEGER NOT NULL             -- 1: its posts are read as reports
        );
CREATE TABLE chats (
    id           INTEGER PRIMARY KEY,  -- Telegram's; negative for groups and channels
    kind         TEXT NOT NULL,        -- private, group, supergroup, channel
    title        TEXT NOT NULL,        -- of a group or channel, a person's first name
    language     TEXT NOT NULL,        -- of the interface, as chosen: ISO 639-1; "": the client's
    zone         TEXT NOT NULL,        -- name in the tz database
    zone_chosen  INTEGER NOT NULL,     -- 0: a guess that nobody has confirmed
    minute       INTEGER NOT NULL,     -- of the local day, at which briefings are due
    days         TEXT NOT NULL,        -- of the week: "0123456", Monday = 0
    quiet        TEXT NOT NULL,        -- when messages make no sound: never, night, always
    length       TEXT NOT NULL,        -- short, full
    when_nothing TEXT NOT NULL,        -- note, silence
    met          TEXT NOT NULL,        -- first heard from
    asleep_since TEXT,                 -- NULL: awake
    asleep_why   TEXT NOT NULL         -- in Telegram's words, "" when awake
, code TEXT NOT NULL DEFAULT '');
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
CREATE TABLE compared (
            topic INTEGER PRIMARY KEY REFERENCES topics(id) ON DELETE CASCADE,
            body  BLOB NOT NULL           -- as `Compared.to_bytes` wrote it
        );
CREATE TABLE contents (                -- what messages say
    id       INTEGER PRIMARY KEY,
    mark     TEXT NOT NULL UNIQUE,     -- fingerprint of the three below
    html     TEXT NOT NULL,
    plain    TEXT NOT NULL,            -- the same without markup
    keyboard TEXT NOT NULL             -- JSON as the Bot API takes it, "" for none
);
CREATE TABLE copies (                  -- pairs that were judged to be one copy
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    other   INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    share   REAL NOT NULL,             -- of the shorter one's own prose, 0 to 1
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE TABLE copy_bands (              -- the same numbers, the other way round
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL,          -- no reference: looked up through `articles`, removed by its signature
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE deliveries (              -- one message each, in the order of sending
    id           INTEGER PRIMARY KEY,
    chat         INTEGER NOT NULL REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
    thread       INTEGER NOT NULL,     -- 0: the chat itself
    subscription INTEGER REFERENCES subscriptions(id) ON DELETE CASCADE,   -- NULL for a broadcast
    broadcast    INTEGER REFERENCES broadcasts(id) ON DELETE CASCADE,      -- NULL for a briefing
    day          TEXT NOT NULL,        -- local date that it is the briefing of
    slot         TEXT NOT NULL,        -- "daily", "broadcast"
    part         INTEGER NOT NULL,     -- from 0
    digest       INTEGER,              -- that the place has seen once this part is sent
    content      INTEGER REFERENCES contents(id),   -- NULL once there is nothing left to send
    state        TEXT NOT NULL,        -- planned, sending, sent, unknown, failed, skipped
    why          TEXT NOT NULL,        -- of a failure or a skip, "" else
    tries        INTEGER NOT NULL,     -- that failed and were surely not sent
    not_before   TEXT NOT NULL,        -- UTC, "": at once
    expires      TEXT NOT NULL,        -- UTC: too late after that
    message      INTEGER,              -- id that Telegram gave it
    planned      TEXT NOT NULL,
    sending      TEXT,
    done         TEXT,                 -- when it came to its last state
    UNIQUE (subscription, day, slot, part)
);
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
CREATE TABLE exclusions (
            topic   INTEGER NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            since   TEXT NOT NULL,             -- when it was thrown out, as times in `articles`
            PRIMARY KEY (topic, article)
        ) WITHOUT ROWID
        ;
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
CREATE TABLE flags (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,             -- what is wrong: see FlagKind
    topic   INTEGER NOT NULL,          -- topics(id); no reference: a flag outlives its topic
    name    TEXT NOT NULL,             -- of the topic
    digest  INTEGER NOT NULL,          -- digests(id), likewise
    dispute INTEGER NOT NULL,          -- 1: the line is a dispute; 0: a point
    line    INTEGER NOT NULL,          -- its index in the digest's disputes or points
    body    TEXT NOT NULL,             -- JSON: the point or dispute, with its evidence
    article INTEGER NOT NULL,          -- the report that is meant, 0: the line as a whole
    made    TEXT NOT NULL,
    person  INTEGER,                   -- who said so; NULL: not known any more
    verdict TEXT,                      -- accepted, dismissed; NULL: nobody has looked yet
    judged  TEXT                       -- when
);
CREATE TABLE invites (                 -- links that let people in
    id      INTEGER PRIMARY KEY,
    token   TEXT NOT NULL UNIQUE,      -- the part of the link that nobody can guess
    label   TEXT NOT NULL,             -- what the admin calls it
    made    TEXT NOT NULL,
    expires TEXT,                      -- NULL: never
    places  INTEGER,                   -- how many people it lets in; NULL: any number
    used    INTEGER NOT NULL,          -- how many it has let in
    revoked TEXT                       -- NULL: still good
);
CREATE TABLE looks (
            article  INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            url      TEXT NOT NULL,            -- where it is asked for
            first    TEXT NOT NULL,            -- when it was read first; times as in `articles`
            next     TEXT,                     -- when it is asked again; NULL: no more
            last     TEXT NOT NULL,            -- when it was asked last
            problem  TEXT NOT NULL,            -- why it could not be read then, "" where it could
            etag     TEXT NOT NULL,
            modified TEXT NOT NULL
        );
CREATE TABLE marking (                 -- the key of those hashes: one row
    key TEXT NOT NULL
);
INSERT INTO "marking" VALUES('30d1d9aec357411ede09e15d93c4346fb417bd92ee1ad2b2ad5b3b773496251f');
CREATE TABLE outlets (                 -- publishers of articles
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                -- as first seen: "The Guardian"
    key  TEXT NOT NULL UNIQUE          -- folded name, so that case and accents make no second outlet
);
INSERT INTO "outlets" VALUES(1,'Harbour Post','harbour post');
INSERT INTO "outlets" VALUES(2,'Karsund Post','karsund post');
INSERT INTO "outlets" VALUES(3,'Courier','courier');
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
CREATE TABLE people (
    person INTEGER PRIMARY KEY,        -- Telegram's id of the user
    name   TEXT NOT NULL,              -- first name, as last seen
    met    TEXT NOT NULL,              -- first heard from
    seen   TEXT NOT NULL,              -- the day (UTC) last heard from
    member INTEGER NOT NULL,           -- 1: was let in, where not everybody is
    invite INTEGER REFERENCES invites(id) ON DELETE SET NULL
);
CREATE TABLE places (                  -- where briefings are delivered to
    id     INTEGER PRIMARY KEY,
    chat   INTEGER NOT NULL REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE,
    thread INTEGER NOT NULL,           -- of a group with topics; 0: the chat itself
    topic  INTEGER,                    -- of the news, that the thread is about; NULL: none in particular
    UNIQUE (chat, thread)
);
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
INSERT INTO "points" VALUES(1,1,0,'e30847f807f33aa2','single','The ferry left Ostrey at noon.','{"text":"The ferry left Ostrey at noon.","status":"single","evidence":[{"claim":10,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"The ferry left Ostrey at noon.","context":"The ferry left Ostrey at noon. Fire broke out two hours later.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":5.0,"reasons":["only one article states it"],"key":"e30847f807f33aa2"}');
INSERT INTO "points" VALUES(2,1,1,'6249b07edbbd5d88','single','Fire broke out two hours later.','{"text":"Fire broke out two hours later.","status":"single","evidence":[{"claim":11,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"Fire broke out two hours later.","context":"The ferry left Ostrey at noon. Fire broke out two hours later. All 49 people were saved.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":4.0,"reasons":["only one article states it"],"key":"6249b07edbbd5d88"}');
INSERT INTO "points" VALUES(3,1,2,'742cfd5e431bdd8d','single','Fire broke out an hour later.','{"text":"Fire broke out an hour later.","status":"single","evidence":[{"claim":5,"article":2,"url":"https://karsund.example/ferry","outlet":"Karsund Post","title":"Fire on the Ostrey ferry","quote":"Fire broke out an hour later.","context":"The ferry left Ostrey at noon. Fire broke out an hour later. All 50 people were saved.","origin":"Karsund Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":4.0,"reasons":["only one article states it"],"key":"742cfd5e431bdd8d"}');
INSERT INTO "points" VALUES(4,1,3,'0c4af99c413bc852','single','All 50 people were saved.','{"text":"All 50 people were saved.","status":"single","evidence":[{"claim":6,"article":2,"url":"https://karsund.example/ferry","outlet":"Karsund Post","title":"Fire on the Ostrey ferry","quote":"All 50 people were saved.","context":"Fire broke out an hour later. All 50 people were saved.","origin":"Karsund Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":3.0,"reasons":["only one article states it"],"key":"0c4af99c413bc852"}');
INSERT INTO "points" VALUES(5,1,4,'404a705433a091d1','single','All 49 people were saved.','{"text":"All 49 people were saved.","status":"single","evidence":[{"claim":12,"article":1,"url":"https://harbour.example/ferry","outlet":"Harbour Post","title":"Fire on the Ostrey ferry","quote":"All 49 people were saved.","context":"Fire broke out two hours later. All 49 people were saved.","origin":"Harbour Post","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":3.0,"reasons":["only one article states it"],"key":"404a705433a091d1"}');
INSERT INTO "points" VALUES(6,1,5,'ebcb7ec66adb2cfe','single','All 48 people were saved.','{"text":"All 48 people were saved.","status":"single","evidence":[{"claim":9,"article":3,"url":"https://brambury.example/ferry","outlet":"Courier","title":"Fire on the Ostrey ferry","quote":"All 48 people were saved.","context":"Fire broke out an hour later. All 48 people were saved.","origin":"Courier","published":"2025-07-05T10:00:00Z"}],"outlets":1,"origins":1,"weight":3.0,"reasons":["only one article states it"],"key":"ebcb7ec66adb2cfe"}');
CREATE TABLE revisions (
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,          -- that changed it, from 2
            number  INTEGER NOT NULL,          -- from 0, within the version
            noted   TEXT NOT NULL,             -- when the later version was stored, as times in `articles`
            edit    TEXT NOT NULL,             -- changed, gone, added: see briefings.revisions.Edit
            before  TEXT NOT NULL,             -- the claim's words, "" for one that was added
            after   TEXT NOT NULL,             -- the claim's words now, "" for one that is gone
            claim   INTEGER NOT NULL,          -- id of the claim then, 0 for one that is gone
            PRIMARY KEY (article, version, number)
        ) WITHOUT ROWID
        ;
INSERT INTO "revisions" VALUES(1,2,0,'2025-07-05T12:00:00+00:00','changed','Fire broke out an hour later.','Fire broke out two hours later.',11);
INSERT INTO "revisions" VALUES(1,2,1,'2025-07-05T12:00:00+00:00','changed','All 48 people were saved.','All 49 people were saved.',12);
CREATE TABLE shut_out (                -- people who may not use the bot
    mark  TEXT PRIMARY KEY,            -- keyed hash of the id
    since TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE signatures (              -- what an article's near-duplicates are looked up by
    article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    version TEXT NOT NULL,             -- of the bands: see briefings.copies.VERSION
    bands   BLOB NOT NULL              -- numbers of 8 bytes; empty for a text too short to tell
);
INSERT INTO "signatures" VALUES(1,'1 rensa 2',X'');
INSERT INTO "signatures" VALUES(2,'1 rensa 2',X'');
INSERT INTO "signatures" VALUES(3,'1 rensa 2',X'');
CREATE TABLE subscriptions (           -- a place follows a topic of the news
    id         INTEGER PRIMARY KEY,    -- in the order followed, which is that of delivery
    place      INTEGER NOT NULL REFERENCES places(id) ON DELETE CASCADE,
    topic      INTEGER NOT NULL,       -- topics(id); no reference, so that its end can be told
    name       TEXT NOT NULL,          -- of the topic: an id may be used again for another
    own_slot   INTEGER NOT NULL,       -- 1: the slot below; 0: the chat's
    zone       TEXT NOT NULL,
    minute     INTEGER NOT NULL,
    days       TEXT NOT NULL,
    since      TEXT NOT NULL,          -- followed
    ended      TEXT,                   -- unfollowed; NULL while followed
    next_run   TEXT NOT NULL,          -- UTC
    next_day   TEXT NOT NULL,          -- the local date of that run
    done_day   TEXT,                   -- the last local date that was dealt with: sent, skipped or silent
    held_until TEXT,                   -- a failure on our side: not before then
    seen       INTEGER,                -- the digest that the place was last shown of this topic
    UNIQUE (place, topic)
);
CREATE TABLE syndication (             -- groups of two or more
    article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    "group" INTEGER NOT NULL           -- smallest id in the group
);
CREATE TABLE topics (                  -- what readers follow
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    key      TEXT NOT NULL UNIQUE,     -- folded name: "US-Ukraine" and "us–ukraine" are one
    keywords TEXT NOT NULL,            -- JSON list
    exclude  TEXT NOT NULL             -- JSON list
);
INSERT INTO "topics" VALUES(1,'Ostrey ferry','ostrey ferry','["ferry", "Ostrey"]','["strike"]');
CREATE TABLE wordings (            -- see briefings.wording
            article INTEGER NOT NULL,
            passage INTEGER NOT NULL,
            encoder TEXT NOT NULL,         -- fingerprint of the encoder: rows of another are not read
            vectors BLOB NOT NULL,
            PRIMARY KEY (article, passage),
            FOREIGN KEY (article, passage) REFERENCES passages(article, number) ON DELETE CASCADE
        ) WITHOUT ROWID;
INSERT INTO "wordings" VALUES(1,0,'68513fce98ab',X'FF121C3007FDFD17F7ED1B11050DF10BF9FAED0605F1FDED00120E05F8FBFA0F01F0F108FA03F40A041212EBF703FCFDFEF30CF30DFB0CFD07EC0C040B0A00FA07F30000F603030AFBFB1BE911001FF0FE0BFD06FDFC0301FBFCFAF2FCE8FA0CF0FE021105F7F101F5FA0CFAF7FFF50FF80CF2F500EFECF30F161413FFF90212FFF3F40BFEFCEF120B101EEAFE05F602F2F613EF0D0C10FF0DE7FEFC020005F100040100E6FD0912ED021EED14FF16FDEF0C0309FDF2FC01EEF2F6F703E705080C172127140BF915F6CE1025F90BF311FFF2F9FE0CF812E00AFF060FF9F8061105F40AFEF8FA040A000208FDFBFEFF0405FB13FE02EB04F9F4F60C04080709F4FFF800FF05FC100004F704EE010012F107FFFD06080C01FB0CFF05FAFBF8F906F8000E080C000E12F5FF13F6091E0700FCF7F6FE0EE9EF0000111EF8F207EC020DEFF614FFFFFAFFFF1105F3FC00F0F10BFA01EE0E0707111AF10A09150DFAFA06F8F5080708FDFA02F016FD12F118EAF4F9F900F8FAE702FF12E6F9FDF4F5160015162A02ECFE0F01FF1A111B1302FFF8F6EC1904FFFCFDEA1904F402FDF9FE01FDE801F80EEFFBFB050FEFF50315FAFEF4FE0401F1FEF90CFB0A0D0309020518E409F6FE08ED0301FD0AF306FD1DFE0C0EF503F7FE1AFAFD04FFF8F1F9FB09');
INSERT INTO "wordings" VALUES(1,1,'68513fce98ab',X'17081228170A0E2303EC0EFCFF04EE0DF0E6F112F3F702F30703FA08F3FAEC110FF6EF0EFBF2FEF50C0F01FF090D070503FFFDFE0BEF15FD061817FCFFF3100F1F0306F20F0303040E0EFBFE05F70101F2FFFE0AFC01FC05FD050004F80513F700F0F614190A041509FC01F8FDF10307F001EB01ED00FFEC12F7FA07F2FBE504F5F8F20605F308FB01020CFDF611FF0F11F8FB0307F31308061503E106E01E020B080CE410F8FA0A0312F3F907FAFA09FCFD0716F303F904FF10F413090E18F21D0E100A22090C18FFEB02080105E41808DAF502F1FDF6FA06FDFD080AFAF7101DF10018FCFBFE01060B000C13F9FCF4FDFC0E0300ED13F20D0D17F9FFFA110B1A01F80D04001202160C00F604F8FBF7F6FEFD0D0500F8060200FEF9F91008F40F080A111A080910F4E9010BFC17F717E9DFE80901FC07FC070CF61501F5FF030D0F0307EFE40EE5001DFA0D110A1205F016040513F10D020D12090A04FD040D110005F70209FEF90B10F508F4F80B06F5000B010101FF07F10504F9040910FC180E1F16F40B12181AF109E9030AEEFFF0000618ED06FBF50B0002FEEC03EE180CEAF20FF5FBF3FB1C09E8E9090F0BF8071800F309F401F304070B0FF0FEFC0F09FF0300040F07010C0404FD05F407F5EFFEF505FEFEFA05F8FBFE03EFF9FCFC100B152F04FE131A00F517F9FF08F5FAEFE50023FD020AECEE0706FCF7FAF70C08F6EC0EFF04F5FA1310FEF0FD0A0D0CFBF4F7FD00F2FF03090D19090601010C26FC0CF40E06FC110BF9FB040BFD0704FE05F2FBFAF90CFF02000001E8F9080822181F3708080F1CFEEF0CFC00FFF105F3F7021EFCE509F7050FEE00F004FC0B1000E701FF01F9F90D0B02F80704FE0102F5F6FD11FB10FFFC12140BF9020D071C040AFA030BFEFF02F9FD0A04FDFBFCF2FDF8FB02FC07FC02FC0F00F1F80804');
INSERT INTO "wordings" VALUES(1,2,'68513fce98ab',X'17FF1FF913E81515FFF60C1D15FAECF8FC0A02F001E52D0DFAF6FF12EEF2EE061DECFC0F0000F202FD091008EDFFFCF70200F8FA0CFE03FFF6020E04FF040314EB0B0A0308F40E06F50C0A00FF0BFDFFFD030CFDF707040803F8F9FD0A091205150523E1FBEE100B00F206111F04E7100304FDF3EFFE2C0AF303FC1209FDE70220EE030EFC03F905ED1210FBF6FC04FAFDF0FFF9FDFFFEFA071007F30D07ED0CFC0C08FE08F20601F2010210F90401FF00FE11FDF90A0E0002FAFE000CFC120215FD29F408DF0E0CFDFEFA0F240AFBFCF50DF9FA12FB1A0AFFF11302F3EBFD0E0EF9020CEC19EF0BFD011002EAFD00E9030A08F80604FB02F4F80DFE00FBF719EE0B05F909EC030904FB1002FB090BFFF204FB09F3020CEDFC06FD060A1008F410FE12E8FEDF1707F5ED16400CF1F2E7FF14FFFF06E90E07F9F0F400EB01FD0A0AF8E6FD0E04FBF208FD0403EDFFFAFBFDF9F70014030CFBFCFF00FC0305090BED06FF0212FFFDFDFA140001090B0307FA04FD0202FEF706FFF800F603FD0E0A0904071228010D110505060B04F900F601030AE5F8E31EFB0AFEF91BF5F3F60606EF0A1C04F1F305FC070509F6FDFE070800FC0307F5F404F0FC031DF7031907FB0A1210F6F51711EF10FDF80602EAFE02050FEFF509FD150EFCFCFB02120F0A');
INSERT INTO "wordings" VALUES(2,0,'68513fce98ab',X'FF121C3007FDFD17F7ED1B11050DF10BF9FAED0605F1FDED00120E05F8FBFA0F01F0F108FA03F40A041212EBF703FCFDFEF30CF30DFB0CFD07EC0C040B0A00FA07F30000F603030AFBFB1BE911001FF0FE0BFD06FDFC0301FBFCFAF2FCE8FA0CF0FE021105F7F101F5FA0CFAF7FFF50FF80CF2F500EFECF30F161413FFF90212FFF3F40BFEFCEF120B101EEAFE05F602F2F613EF0D0C10FF0DE7FEFC020005F100040100E6FD0912ED021EED14FF16FDEF0C0309FDF2FC01EEF2F6F703E705080C172127140BF915F6CE1025F90BF311FFF2F9FE0CF812E00AFF060FF9F8061105F40AFEF8FA040A000208FDFBFEFF0405FB13FE02EB04F9F4F60C04080709F4FFF800FF05FC100004F704EE010012F107FFFD06080C01FB0CFF05FAFBF8F906F8000E080C000E12F5FF13F6091E0700FCF7F6FE0EE9EF0000111EF8F207EC020DEFF614FFFFFAFFFF1105F3FC00F0F10BFA01EE0E0707111AF10A09150DFAFA06F8F5080708FDFA02F016FD12F118EAF4F9F900F8FAE702FF12E6F9FDF4F5160015162A02ECFE0F01FF1A111B1302FFF8F6EC1904FFFCFDEA1904F402FDF9FE01FDE801F80EEFFBFB050FEFF50315FAFEF4FE0401F1FEF90CFB0A0D0309020518E409F6FE08ED0301FD0AF306FD1DFE0C0EF503F7FE1AFAFD04FFF8F1F9FB09');
INSERT INTO "wordings" VALUES(2,1,'68513fce98ab',X'180A12281B080C1E02EF12FF00FFEC0BF4E2F30CF5F203F50305FC02F3F8EE0E0DF7EE09FDF1FFF40A0F0603080D070704FCFC000BEE1AFE061916FA03F4140E210203F10E0204050D0EFC000AF70403F5FF020BFA00FF04000801FFFC0815F600F0F5141A0A031409FB01F7FFF10207F100EC00EE00FFEC11F7FB06F2FAE503F5F8F30505F208FA01040DFDF611FF0E11F7FA0307F41308061502E006E01E020A080CE40FF8FC0B0312F4FA08FBFA09FDFD0815F403FA040012F4110A0E19F21E0F110C24080B1602EB05080305E41507D8F600F0FCF6FA04FEFD0509F8F9101BF0FE17FCF9FB00070B010B12FAFEF5FBFD0D0200ED12F10C0E16F801FA100B1DFEF80D05011303150A01F705F7FCF7F6FDFE0C04FFFA060300FEF6F71109F111080D161805080CF5E8030B0018F412E8DCEB06FFFC09F8070BF50FFFF201050B100208F2E20BE6001CFB0B100C1306ED14060613EF0C030F12080C0800020F13FE04F6010AFFFB0C0EF209F9FA0B07F5FE0B0101000007F40602F6050B12FA0E0F132905F4150E02FF1BFC0705F1F8F5E9041AFCFF08EEE90A09EFFCFAFC0803F8E303FA04F8FC141101F1FD0A100E01F5FD0201F4FF050C0D1A0A0606010F28FC09F20A02FD1209F4FC0612FB11050106F3FDF8F31000080303F7EDF70409241A22350D050D1900EF0CFFFEFCF006F8F30319FFE207F70611F0FEED04000C0EFFE8FD00FFF9FB0B0C03FA0502FE0103F4F6FE11FB14FEF910140AFA020F061E0208FB0209FFFF03F9FE0D07FDFBFCF4FFFBFE01FD08FB01FC0EFFF2FB0902');
INSERT INTO "wordings" VALUES(2,2,'68513fce98ab',X'15011FF414ED1113FCF7141F0EF8ECF6060603EAF7E42704FEF9F915F0F6ED0C1CEFF907FFFAF00DFF060A0AF3FC00F601FDFBFE0FFA00FBF8080D09010C041BEB0604FD04FE1108F40D0A01010B00F903070CFEFC070013FFF3F8FB06081207130525DEFCF20F0AFFF20C101B01E80C0800FCEFEAFB2B06F404F9130AFDE50520F0000AFD02F70AEE110EFEF9FB06F7FDF001FDFFFCFBF7071406F4120BEF11FD0904FC09F70702F2020011FC0203FC02000FFFFB0A0B0400FBFDFE09FC14040E0226E40BE60B07FD0301131F05F801030CFCF101000EF90CF20604FDF8FE190EFDFDFDE20AEC2301F904FEF6F60DEAFA01100709FEF5F6FA070E070508F126F301F8EFFC05070608F40F02F30E12EFFE0DFF11FDFD0700F5FCF705030A03F70FFD11E6FEE01305F4EF1A4008F1F1E7031200FE04E90C04F9F4F402EC00FB0B0AFCE4FA0F04FBF508FE0304F0FEFBF9FEF8F70115020AFBFD02FFFC05080B0EED02FD001302FDFFF915FF020C0B0406FC04FD0104FEF50BFDF501F600FF0E090903071128010B0F0306050C03FA02F7040309E4F7E21CFA0A00F91BF5F3F50806F00B1A04F2F307FC070209F8FDFF0708FFFE0308F5F404F0FC021FF6041808FB0B110FF6F51711EE10FFF80701EAFD030510EFF50AFC160DFBFDFA02130F0B');
INSERT INTO "wordings" VALUES(3,0,'68513fce98ab',X'FF121C3007FDFD17F7ED1B11050DF10BF9FAED0605F1FDED00120E05F8FBFA0F01F0F108FA03F40A041212EBF703FCFDFEF30CF30DFB0CFD07EC0C040B0A00FA07F30000F603030AFBFB1BE911001FF0FE0BFD06FDFC0301FBFCFAF2FCE8FA0CF0FE021105F7F101F5FA0CFAF7FFF50FF80CF2F500EFECF30F161413FFF90212FFF3F40BFEFCEF120B101EEAFE05F602F2F613EF0D0C10FF0DE7FEFC020005F100040100E6FD0912ED021EED14FF16FDEF0C0309FDF2FC01EEF2F6F703E705080C172127140BF915F6CE1025F90BF311FFF2F9FE0CF812E00AFF060FF9F8061105F40AFEF8FA040A000208FDFBFEFF0405FB13FE02EB04F9F4F60C04080709F4FFF800FF05FC100004F704EE010012F107FFFD06080C01FB0CFF05FAFBF8F906F8000E080C000E12F5FF13F6091E0700FCF7F6FE0EE9EF0000111EF8F207EC020DEFF614FFFFFAFFFF1105F3FC00F0F10BFA01EE0E0707111AF10A09150DFAFA06F8F5080708FDFA02F016FD12F118EAF4F9F900F8FAE702FF12E6F9FDF4F5160015162A02ECFE0F01FF1A111B1302FFF8F6EC1904FFFCFDEA1904F402FDF9FE01FDE801F80EEFFBFB050FEFF50315FAFEF4FE0401F1FEF90CFB0A0D0309020518E409F6FE08ED0301FD0AF306FD1DFE0C0EF503F7FE1AFAFD04FFF8F1F9FB09');
INSERT INTO "wordings" VALUES(3,1,'68513fce98ab',X'180A12281B080C1E02EF12FF00FFEC0BF4E2F30CF5F203F50305FC02F3F8EE0E0DF7EE09FDF1FFF40A0F0603080D070704FCFC000BEE1AFE061916FA03F4140E210203F10E0204050D0EFC000AF70403F5FF020BFA00FF04000801FFFC0815F600F0F5141A0A031409FB01F7FFF10207F100EC00EE00FFEC11F7FB06F2FAE503F5F8F30505F208FA01040DFDF611FF0E11F7FA0307F41308061502E006E01E020A080CE40FF8FC0B0312F4FA08FBFA09FDFD0815F403FA040012F4110A0E19F21E0F110C24080B1602EB05080305E41507D8F600F0FCF6FA04FEFD0509F8F9101BF0FE17FCF9FB00070B010B12FAFEF5FBFD0D0200ED12F10C0E16F801FA100B1DFEF80D05011303150A01F705F7FCF7F6FDFE0C04FFFA060300FEF6F71109F111080D161805080CF5E8030B0018F412E8DCEB06FFFC09F8070BF50FFFF201050B100208F2E20BE6001CFB0B100C1306ED14060613EF0C030F12080C0800020F13FE04F6010AFFFB0C0EF209F9FA0B07F5FE0B0101000007F40602F6050B12FA0E0F132905F4150E02FF1BFC0705F1F8F5E9041AFCFF08EEE90A09EFFCFAFC0803F8E303FA04F8FC141101F1FD0A100E01F5FD0201F4FF050C0D1A0A0606010F28FC09F20A02FD1209F4FC0612FB11050106F3FDF8F31000080303F7EDF70409241A22350D050D1900EF0CFFFEFCF006F8F30319FFE207F70611F0FEED04000C0EFFE8FD00FFF9FB0B0C03FA0502FE0103F4F6FE11FB14FEF910140AFA020F061E0208FB0209FFFF03F9FE0D07FDFBFCF4FFFBFE01FD08FB01FC0EFFF2FB0902');
INSERT INTO "wordings" VALUES(3,2,'68513fce98ab',X'12FF1DF713EC1614FCF30E1910FBEBF8FE0B06F0FCE62E0B00F2FB17EFF7ED0B1EECF80F0200EF04FE0B0C07F200FEF7FC04FAF609FB0600F4080F0404030313ED0F09FC0BF71703F60B07FF030700FE01030F02FA05000B00FBF9FC0401140811031FE1FCEE1009FEF009101C05E80F0504FFF2EDFA2D09F403F8130AFFE50322EE000EFE04F707ED130FFCF9FC06F9FBF0FFF9FCFD00F9051405F41107ED0CFF0D06FD09F40A00F5020011FB0001FF01FE12FDFB090B0201FDFEFE09F713050F0328F305E8120BFBFFFD071E0AF902F70B00FD05051B060AE8110AF8F4001B06FBF90CEA12E80CFF0609FEF80302EBF3150DF303FEFF07F40814FA04FAF616EF1806EA0EF211FD07F609FEFC0510FCFE03041BF8FE06F2FA0EFE03FE040EFB0DFC10E7FFDF1605F3EC153F09F3F3E7FE1501FF07E90F05FBEFF202EB03FC0B0BF9E5FD1105FAF409FD0402EEFFFAFBFBFBF9FE13020CFAFB0201FC0705090BEE05FD00150000FEFB13FF000C0A0507FB03FD0404FDF606FDF700F800FA0E0B0704051028020E110504070A04FA01F601060BE5F8E31DFA0AFDF91BF4F4F60606EF0A1C05F3F307FC080309F6FDFF070600FD0207F4F404EFFC031FF8021807FB0A120FF6F51911EE0FFCF80701EAFE020610EEF608FD160DFCFDFB01120F0B');
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
CREATE INDEX exclusions_by_article ON exclusions(article);
CREATE INDEX copies_by_other ON copies(other);
CREATE INDEX syndication_by_group ON syndication("group");
CREATE INDEX revisions_by_time ON revisions(noted);
CREATE INDEX subscriptions_due ON subscriptions(next_run) WHERE ended IS NULL;
CREATE UNIQUE INDEX deliveries_once ON deliveries(broadcast, chat, thread, part) WHERE broadcast IS NOT NULL;
CREATE INDEX deliveries_planned ON deliveries(id) WHERE state = 'planned';
CREATE INDEX deliveries_by_chat ON deliveries(chat);
CREATE INDEX deliveries_by_content ON deliveries(content) WHERE content IS NOT NULL;
CREATE INDEX deliveries_by_end ON deliveries(done);
CREATE INDEX people_by_invite ON people(invite);
CREATE INDEX people_by_day ON people(seen);
CREATE UNIQUE INDEX flags_once ON flags(person, digest, dispute, line, kind, article);
CREATE INDEX flags_by_verdict ON flags(verdict, id);
CREATE INDEX looks_by_time ON looks(next) WHERE next IS NOT NULL;
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
