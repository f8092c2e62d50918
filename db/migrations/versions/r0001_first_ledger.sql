CREATE TABLE draft (
    "key" TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE enterprise (
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    credit_code TEXT,
    no_code_reason TEXT,
    code_seen INTEGER NOT NULL,
    former_names TEXT NOT NULL,
    township TEXT,
    department TEXT,
    tier TEXT,
    address TEXT,
    production_address TEXT,
    kind TEXT NOT NULL,
    established_on TEXT,
    production_month TEXT,
    activity TEXT,
    products TEXT,
    industry_code TEXT,
    legal_person TEXT,
    contact TEXT,
    contact_post TEXT,
    contact_phone TEXT,
    accountant TEXT,
    registered_capital INTEGER,
    general_taxpayer INTEGER,
    status TEXT NOT NULL,
    library_status TEXT NOT NULL,
    admitted_month TEXT,
    note TEXT,
    extra TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    name_key TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT established_on_is_day CHECK (established_on IS date(established_on, '+0 days')),
    CONSTRAINT code_seen_is_flag CHECK (code_seen IN (0, 1)),
    CONSTRAINT general_taxpayer_is_flag CHECK (general_taxpayer IN (0, 1)),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE INDEX enterprise_by_code ON enterprise (credit_code);

CREATE INDEX enterprise_by_name_key ON enterprise (name_key);

CREATE INDEX enterprise_for_search ON enterprise (voided, sort_name, uid, search);

CREATE TABLE filing (
    uid TEXT NOT NULL,
    month TEXT NOT NULL,
    form TEXT NOT NULL,
    edition INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    digest TEXT NOT NULL,
    rows INTEGER NOT NULL,
    facts TEXT NOT NULL,
    sheet TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    sent_on TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT sent_on_is_day CHECK (sent_on IS date(sent_on, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX filing_one_round ON filing (month, form, round);

CREATE TABLE person (
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    post TEXT,
    phone TEXT,
    PRIMARY KEY (uid)
) STRICT;

CREATE TABLE save (
    id TEXT NOT NULL,
    action TEXT NOT NULL,
    who TEXT NOT NULL,
    wall TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE site (
    site TEXT NOT NULL,
    own INTEGER NOT NULL,
    next_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL,
    last_hlc TEXT NOT NULL,
    PRIMARY KEY (site)
) STRICT;

CREATE TABLE target (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    measure TEXT NOT NULL,
    value INTEGER NOT NULL,
    basis TEXT,
    PRIMARY KEY (uid)
) STRICT;

CREATE UNIQUE INDEX target_one ON target (unit, year, measure);

CREATE TABLE workspace (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    preset TEXT NOT NULL,
    year INTEGER NOT NULL,
    demo INTEGER NOT NULL,
    current_person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT demo_is_flag CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE assignment (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    dimension TEXT NOT NULL,
    unit TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    CONSTRAINT dimension_known CHECK (dimension IN ('territory', 'sector')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX assignment_by_enterprise ON assignment (enterprise, dimension);

CREATE UNIQUE INDEX assignment_one_now ON assignment (enterprise, dimension) WHERE until IS NULL;

CREATE TABLE change (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    subject TEXT NOT NULL,
    entity TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    save TEXT NOT NULL,
    hlc TEXT NOT NULL,
    wall TEXT NOT NULL,
    tz TEXT NOT NULL,
    sealed TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (site, seq),
    FOREIGN KEY(save) REFERENCES save (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX change_by_cell ON change (entity, field, period, by_unit);

CREATE TABLE figure (
    enterprise TEXT NOT NULL,
    period TEXT NOT NULL,
    measure TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    raw TEXT NOT NULL,
    scale TEXT NOT NULL,
    source TEXT NOT NULL,
    obtained TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_on TEXT NOT NULL,
    PRIMARY KEY (enterprise, period, measure, by_unit),
    CONSTRAINT given_on_is_day CHECK (given_on IS date(given_on, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX figure_by_period ON figure (period, measure, enterprise);

CREATE TABLE filing_document (
    filing TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (filing),
    FOREIGN KEY(filing) REFERENCES filing (uid) ON DELETE RESTRICT
) STRICT;

CREATE TABLE tier_stay (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    tier TEXT NOT NULL,
    category TEXT,
    route TEXT,
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT,
    reason_out TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX tier_stay_by_enterprise ON tier_stay (enterprise);

CREATE UNIQUE INDEX tier_stay_one_now ON tier_stay (enterprise) WHERE until IS NULL;

CREATE TABLE visit (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    mode TEXT NOT NULL,
    purposes TEXT NOT NULL,
    deliveries TEXT NOT NULL,
    visitors TEXT NOT NULL,
    leader TEXT,
    received_by TEXT,
    received_phone TEXT,
    situation TEXT,
    summary TEXT NOT NULL,
    policies TEXT,
    next_step TEXT,
    next_on TEXT,
    opinion TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT visited_on_is_day CHECK (visited_on IS date(visited_on, '+0 days')),
    CONSTRAINT next_on_is_day CHECK (next_on IS date(next_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX visit_by_day ON visit (visited_on);

CREATE INDEX visit_by_enterprise ON visit (enterprise, visited_on);

CREATE UNIQUE INDEX visit_by_number ON visit (number);

CREATE TABLE change_parent (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    parent_site TEXT NOT NULL,
    parent_seq INTEGER NOT NULL,
    PRIMARY KEY (site, seq, parent_site, parent_seq),
    FOREIGN KEY(site, seq) REFERENCES change (site, seq) ON DELETE RESTRICT
) STRICT;

CREATE TABLE change_value (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    value TEXT,
    salt TEXT,
    reason TEXT,
    PRIMARY KEY (site, seq),
    FOREIGN KEY(site, seq) REFERENCES change (site, seq) ON DELETE RESTRICT
) STRICT;

CREATE TABLE head (
    entity TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (entity, field, period, by_unit, site, seq),
    FOREIGN KEY(site, seq) REFERENCES change (site, seq) ON DELETE RESTRICT
) STRICT;

CREATE TABLE issue (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    visit TEXT,
    raised_on TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL,
    expectation TEXT,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    handler TEXT,
    due_on TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT raised_on_is_day CHECK (raised_on IS date(raised_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(visit) REFERENCES visit (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX issue_by_enterprise ON issue (enterprise);

CREATE UNIQUE INDEX issue_by_number ON issue (number);

CREATE INDEX issue_by_visit ON issue (visit);

CREATE TABLE issue_step (
    uid TEXT NOT NULL,
    issue TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    done_on TEXT NOT NULL,
    note TEXT,
    handler TEXT,
    due_on TEXT,
    resolution TEXT,
    satisfaction TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    FOREIGN KEY(issue) REFERENCES issue (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX issue_step_by_issue ON issue_step (issue, place);
