CREATE TABLE admission_window (
    uid TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    month INTEGER NOT NULL,
    opens_on TEXT,
    closes_on TEXT,
    accepts TEXT NOT NULL,
    basis TEXT NOT NULL,
    held INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT opens_on_is_day CHECK (opens_on IS date(opens_on, '+0 days')),
    CONSTRAINT closes_on_is_day CHECK (closes_on IS date(closes_on, '+0 days')),
    CONSTRAINT held_is_flag CHECK (held IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX admission_window_one ON admission_window (year, kind, month);

CREATE TABLE answer (
    receipt TEXT NOT NULL,
    place INTEGER NOT NULL,
    letter TEXT NOT NULL,
    decision TEXT NOT NULL,
    subject TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    period TEXT NOT NULL,
    text TEXT NOT NULL,
    due_on TEXT,
    PRIMARY KEY (receipt, place),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days'))
) STRICT;

CREATE INDEX answer_by_letter ON answer (letter);

CREATE TABLE assessment (
    uid TEXT NOT NULL,
    year INTEGER NOT NULL,
    january TEXT NOT NULL,
    basis TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    PRIMARY KEY (uid)
) STRICT;

CREATE UNIQUE INDEX assessment_one ON assessment (year);

CREATE TABLE attachment (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    about TEXT NOT NULL,
    record TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    name TEXT NOT NULL,
    note TEXT,
    added_on TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT added_on_is_day CHECK (added_on IS date(added_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE INDEX attachment_by_record ON attachment (record, about);

CREATE TABLE calendar_year (
    uid TEXT NOT NULL,
    year INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    off TEXT NOT NULL,
    working TEXT NOT NULL,
    basis TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX calendar_year_one ON calendar_year (year, by_unit);

CREATE TABLE campaign (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT,
    since TEXT,
    until TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE TABLE column_choice (
    sender TEXT NOT NULL,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (sender, kind, heading)
) STRICT;

CREATE TABLE draft (
    "key" TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE duty_step (
    uid TEXT NOT NULL,
    duty TEXT NOT NULL,
    year INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    done_on TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE INDEX duty_step_by_year ON duty_step (duty, year);

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
    alias_of TEXT,
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

CREATE TABLE export_note (
    uid TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    level TEXT NOT NULL,
    rows INTEGER NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    recipient TEXT NOT NULL,
    fields TEXT NOT NULL,
    folder TEXT NOT NULL,
    sealed INTEGER NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT sealed_is_flag CHECK (sealed IN (0, 1))
) STRICT;

CREATE INDEX export_note_by_time ON export_note (at);

CREATE TABLE filing (
    uid TEXT NOT NULL,
    month TEXT NOT NULL,
    form TEXT NOT NULL,
    edition INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    digest TEXT NOT NULL,
    code TEXT NOT NULL,
    correction INTEGER NOT NULL,
    reason TEXT,
    permit TEXT,
    knew TEXT,
    rows INTEGER NOT NULL,
    facts TEXT NOT NULL,
    sheet TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    sent_on TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT sent_on_is_day CHECK (sent_on IS date(sent_on, '+0 days'))
) STRICT;

CREATE INDEX filing_by_code ON filing (code);

CREATE UNIQUE INDEX filing_one_round ON filing (month, form, round);

CREATE TABLE filing_answer (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    month TEXT NOT NULL,
    owner TEXT NOT NULL,
    field TEXT NOT NULL,
    question TEXT NOT NULL,
    said TEXT NOT NULL,
    why TEXT NOT NULL,
    note TEXT,
    person TEXT NOT NULL,
    answered_on TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT answered_on_is_day CHECK (answered_on IS date(answered_on, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX filing_answer_one ON filing_answer (by_unit, month, owner, field, question);

CREATE TABLE filing_date (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    month TEXT NOT NULL,
    opens_on TEXT,
    due_on TEXT NOT NULL,
    closes_on TEXT,
    onward INTEGER NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT opens_on_is_day CHECK (opens_on IS date(opens_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT closes_on_is_day CHECK (closes_on IS date(closes_on, '+0 days')),
    CONSTRAINT onward_is_flag CHECK (onward IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX filing_date_one ON filing_date (by_unit, month);

CREATE TABLE form_retirement (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    form TEXT NOT NULL,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE INDEX ix_form_retirement_form ON form_retirement (form);

CREATE TABLE form_text (
    uid TEXT NOT NULL,
    form TEXT NOT NULL,
    edition INTEGER NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    issued_by TEXT,
    PRIMARY KEY (uid)
) STRICT;

CREATE UNIQUE INDEX form_text_one_edition ON form_text (form, edition);

CREATE TABLE issue_clock (
    uid TEXT NOT NULL,
    scheme TEXT NOT NULL,
    since TEXT NOT NULL,
    basis TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX issue_clock_one ON issue_clock (since, by_unit);

CREATE TABLE meeting (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    held_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    document TEXT,
    organiser TEXT,
    chair TEXT,
    attended TEXT,
    venue TEXT,
    minutes TEXT NOT NULL,
    addressed TEXT,
    reported TEXT,
    copied TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT held_on_is_day CHECK (held_on IS date(held_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX meeting_number ON meeting (number, by_unit);

CREATE TABLE month_report (
    uid TEXT NOT NULL,
    month TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    indicators TEXT,
    cultivation TEXT,
    next_steps TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid)
) STRICT;

CREATE UNIQUE INDEX month_report_one ON month_report (month, by_unit);

CREATE TABLE office_key (
    key_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    county INTEGER NOT NULL,
    sign TEXT NOT NULL,
    receive TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    compared_at TEXT NOT NULL,
    compared_by TEXT NOT NULL,
    retired_from INTEGER,
    retired_why TEXT,
    PRIMARY KEY (key_id),
    CONSTRAINT county_is_flag CHECK (county IN (0, 1))
) STRICT;

CREATE INDEX office_key_by_unit ON office_key (unit);

CREATE TABLE own_key (
    key_id TEXT NOT NULL,
    sign TEXT NOT NULL,
    receive TEXT NOT NULL,
    made_at TEXT NOT NULL,
    retired_at TEXT,
    PRIMARY KEY (key_id)
) STRICT;

CREATE TABLE permit (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    form TEXT,
    kind TEXT NOT NULL,
    given_on TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT given_on_is_day CHECK (given_on IS date(given_on, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE INDEX permit_by_month ON permit (month, unit);

CREATE TABLE person (
    uid TEXT NOT NULL,
    by_unit TEXT,
    name TEXT NOT NULL,
    post TEXT,
    phone TEXT,
    PRIMARY KEY (uid)
) STRICT;

CREATE TABLE plan_in (
    package_id TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    digest TEXT NOT NULL,
    text TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (package_id)
) STRICT;

CREATE TABLE policy_entry (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,
    clause TEXT,
    level TEXT NOT NULL,
    topic TEXT NOT NULL,
    issuer TEXT,
    condition TEXT,
    amount TEXT,
    valid_from TEXT,
    valid_to TEXT,
    text TEXT NOT NULL,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT valid_from_is_day CHECK (valid_from IS date(valid_from, '+0 days')),
    CONSTRAINT valid_to_is_day CHECK (valid_to IS date(valid_to, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE TABLE reward_counting (
    uid TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    start TEXT NOT NULL,
    done_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX reward_counting_place ON reward_counting (by_unit, place);

CREATE TABLE save (
    id TEXT NOT NULL,
    action TEXT NOT NULL,
    who TEXT NOT NULL,
    wall TEXT NOT NULL,
    result TEXT NOT NULL,
    undoes TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(undoes) REFERENCES save (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX save_by_undone ON save (undoes);

CREATE TABLE set_aside (
    subject TEXT NOT NULL,
    entity TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (subject, entity)
) STRICT;

CREATE TABLE site (
    site TEXT NOT NULL,
    own INTEGER NOT NULL,
    next_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL,
    last_hlc TEXT NOT NULL,
    machine TEXT NOT NULL,
    PRIMARY KEY (site)
) STRICT;

CREATE TABLE target (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    year INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    measure TEXT NOT NULL,
    kind TEXT NOT NULL,
    value INTEGER NOT NULL,
    share TEXT,
    base_year INTEGER,
    base_value INTEGER,
    basis TEXT,
    by_unit TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX target_one ON target (year, unit, dimension, measure, kind);

CREATE TABLE training (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    held_on TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    topics TEXT NOT NULL,
    audiences TEXT NOT NULL,
    organiser TEXT NOT NULL,
    venue TEXT,
    people INTEGER,
    materials TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT held_on_is_day CHECK (held_on IS date(held_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX training_number ON training (number, by_unit);

CREATE TABLE workbook_template (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT,
    added_on TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT added_on_is_day CHECK (added_on IS date(added_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1))
) STRICT;

CREATE TABLE workspace (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    preset TEXT NOT NULL,
    year INTEGER NOT NULL,
    demo INTEGER NOT NULL,
    outlook INTEGER NOT NULL,
    figure_leads TEXT NOT NULL,
    current_person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT demo_is_flag CHECK (demo IN (0, 1)),
    CONSTRAINT outlook_is_flag CHECK (outlook IN (0, 1))
) STRICT;

CREATE TABLE year_roll (
    uid TEXT NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    rolled_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    carried INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT rolled_on_is_day CHECK (rolled_on IS date(rolled_on, '+0 days'))
) STRICT;

CREATE UNIQUE INDEX year_roll_one ON year_roll (year_from, by_unit);

CREATE TABLE application (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    year INTEGER NOT NULL,
    route TEXT NOT NULL,
    window_kind TEXT NOT NULL,
    window_month INTEGER NOT NULL,
    cutoff TEXT NOT NULL,
    begun_on TEXT NOT NULL,
    state TEXT NOT NULL,
    paper_name TEXT,
    scope_covers INTEGER,
    enterprise_accounting INTEGER,
    project_nature TEXT,
    approved_on TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT begun_on_is_day CHECK (begun_on IS date(begun_on, '+0 days')),
    CONSTRAINT approved_on_is_day CHECK (approved_on IS date(approved_on, '+0 days')),
    CONSTRAINT scope_covers_is_flag CHECK (scope_covers IN (0, 1)),
    CONSTRAINT enterprise_accounting_is_flag CHECK (enterprise_accounting IN (0, 1)),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX application_by_enterprise ON application (enterprise);

CREATE UNIQUE INDEX application_one ON application (enterprise, year, route, window_kind, window_month, by_unit) WHERE voided = 0;

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
    extra TEXT,
    PRIMARY KEY (site, seq),
    FOREIGN KEY(save) REFERENCES save (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX change_by_cell ON change (entity, field, period, by_unit);

CREATE INDEX change_by_save ON change (save);

CREATE TABLE contact_officer (
    uid TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    leader TEXT,
    leader_post TEXT,
    person TEXT NOT NULL,
    post TEXT,
    unit TEXT,
    since TEXT NOT NULL,
    until TEXT,
    until_reason TEXT,
    every INTEGER,
    rhythm TEXT,
    way TEXT NOT NULL,
    basis TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX contact_officer_by_enterprise ON contact_officer (enterprise);

CREATE TABLE coverage_step (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    year INTEGER NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    handling TEXT NOT NULL,
    done_on TEXT NOT NULL,
    note TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX coverage_step_by_enterprise ON coverage_step (enterprise, year);

CREATE TABLE cultivation_year (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    year INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    category TEXT,
    route TEXT,
    expected_month TEXT,
    way TEXT,
    leader TEXT,
    officer TEXT,
    unit TEXT,
    difficulty TEXT,
    note TEXT,
    carried_from INTEGER,
    closed_on TEXT,
    closing_tier TEXT,
    closing_status TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT closed_on_is_day CHECK (closed_on IS date(closed_on, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX cultivation_year_by_year ON cultivation_year (year);

CREATE UNIQUE INDEX cultivation_year_one ON cultivation_year (enterprise, year, by_unit);

CREATE TABLE enterprise_link (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    kind TEXT NOT NULL,
    other TEXT,
    by_unit TEXT NOT NULL,
    name TEXT,
    credit_code TEXT,
    sector TEXT,
    linked_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT linked_on_is_day CHECK (linked_on IS date(linked_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(other) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX enterprise_link_by_enterprise ON enterprise_link (enterprise);

CREATE INDEX enterprise_link_by_other ON enterprise_link (other);

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
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (filing, kind),
    FOREIGN KEY(filing) REFERENCES filing (uid) ON DELETE RESTRICT
) STRICT;

CREATE TABLE filing_step (
    uid TEXT NOT NULL,
    filing TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    word TEXT NOT NULL,
    state TEXT NOT NULL,
    done_on TEXT NOT NULL,
    told_by TEXT,
    basis TEXT,
    note TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    FOREIGN KEY(filing) REFERENCES filing (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX filing_step_one ON filing_step (filing, place);

CREATE TABLE letter_in (
    package_id TEXT NOT NULL,
    type TEXT NOT NULL,
    unit TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    key_id TEXT NOT NULL,
    signed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    period TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    save TEXT NOT NULL,
    have TEXT NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (package_id),
    CONSTRAINT signed_is_flag CHECK (signed IN (0, 1)),
    FOREIGN KEY(save) REFERENCES save (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX letter_in_by_seq ON letter_in (unit, seq);

CREATE TABLE letter_sent (
    package_id TEXT NOT NULL,
    type TEXT NOT NULL,
    recipient TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    period TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    save TEXT NOT NULL,
    upto TEXT NOT NULL,
    told TEXT NOT NULL,
    rounds TEXT NOT NULL,
    file TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    PRIMARY KEY (package_id),
    FOREIGN KEY(save) REFERENCES save (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX letter_sent_by_seq ON letter_sent (recipient, seq);

CREATE TABLE library_exit (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    exited_on TEXT NOT NULL,
    ground TEXT NOT NULL,
    basis TEXT NOT NULL,
    told_by TEXT NOT NULL,
    effective_year INTEGER NOT NULL,
    note TEXT,
    status_before TEXT NOT NULL,
    month_before TEXT,
    person TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT exited_on_is_day CHECK (exited_on IS date(exited_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX library_exit_by_day ON library_exit (exited_on);

CREATE INDEX library_exit_by_enterprise ON library_exit (enterprise);

CREATE TABLE project (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    name TEXT NOT NULL,
    builder TEXT NOT NULL,
    search TEXT NOT NULL,
    stage TEXT NOT NULL,
    enterprise TEXT,
    became_on TEXT,
    township TEXT,
    site TEXT,
    goal TEXT,
    approval_kind TEXT,
    approval_number TEXT,
    approved_on TEXT,
    nature TEXT,
    total_investment INTEGER,
    responsible_unit TEXT,
    responsible_person TEXT,
    contact TEXT,
    contact_phone TEXT,
    production_month TEXT,
    stated_revenue INTEGER,
    route TEXT,
    invited INTEGER NOT NULL,
    first_upgrade INTEGER NOT NULL,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT approved_on_is_day CHECK (approved_on IS date(approved_on, '+0 days')),
    CONSTRAINT became_on_is_day CHECK (became_on IS date(became_on, '+0 days')),
    CONSTRAINT invited_is_flag CHECK (invited IN (0, 1)),
    CONSTRAINT first_upgrade_is_flag CHECK (first_upgrade IN (0, 1)),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX project_by_enterprise ON project (enterprise);

CREATE UNIQUE INDEX project_by_number ON project (number, by_unit);

CREATE TABLE recheck (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    period TEXT NOT NULL,
    measure TEXT NOT NULL,
    unit TEXT NOT NULL,
    said TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT asked_on_is_day CHECK (asked_on IS date(asked_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX recheck_by_figure ON recheck (enterprise, period, measure);

CREATE TABLE recognition (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    basis TEXT NOT NULL,
    note TEXT,
    reason_out TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX recognition_by_enterprise ON recognition (enterprise, kind);

CREATE TABLE revenue_estimate (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    told_on TEXT NOT NULL,
    told_by TEXT NOT NULL,
    obtained TEXT NOT NULL,
    note TEXT,
    person TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT told_on_is_day CHECK (told_on IS date(told_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX revenue_estimate_by_enterprise ON revenue_estimate (enterprise, year);

CREATE TABLE reward_answer (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    question TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    yes INTEGER NOT NULL,
    done_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT yes_is_flag CHECK (yes IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX reward_answer_place ON reward_answer (enterprise, question, place);

CREATE TABLE reward_claim (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    rule TEXT NOT NULL,
    label TEXT NOT NULL,
    document TEXT NOT NULL,
    clause TEXT NOT NULL,
    admitted_month TEXT NOT NULL,
    year INTEGER NOT NULL,
    begun_on TEXT NOT NULL,
    state TEXT NOT NULL,
    contact TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT begun_on_is_day CHECK (begun_on IS date(begun_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX reward_claim_by_enterprise ON reward_claim (enterprise);

CREATE UNIQUE INDEX reward_claim_number ON reward_claim (number, by_unit);

CREATE TABLE risk_stay (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT,
    reason_out TEXT,
    grade TEXT NOT NULL,
    help_class TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX risk_stay_by_enterprise ON risk_stay (enterprise);

CREATE TABLE roster_stay (
    uid TEXT NOT NULL,
    roster TEXT NOT NULL,
    year INTEGER NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    reason_out TEXT,
    basis TEXT,
    matter TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT since_is_day CHECK (since IS date(since, '+0 days')),
    CONSTRAINT until_is_day CHECK (until IS date(until, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX roster_stay_by_enterprise ON roster_stay (enterprise);

CREATE UNIQUE INDEX roster_stay_one_now ON roster_stay (roster, year, enterprise, by_unit) WHERE until IS NULL;

CREATE TABLE tax_pair (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    year_before INTEGER NOT NULL,
    "before" INTEGER NOT NULL,
    source_before TEXT NOT NULL,
    year_after INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    source_after TEXT NOT NULL,
    told_by TEXT NOT NULL,
    told_on TEXT NOT NULL,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT told_on_is_day CHECK (told_on IS date(told_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX tax_pair_by_enterprise ON tax_pair (enterprise);

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

CREATE TABLE training_seat (
    uid TEXT NOT NULL,
    training TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    people INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(training) REFERENCES training (uid) ON DELETE RESTRICT,
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX training_seat_by_enterprise ON training_seat (enterprise);

CREATE UNIQUE INDEX training_seat_one ON training_seat (training, enterprise);

CREATE TABLE visit (
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    day_part TEXT,
    mode TEXT NOT NULL,
    nature TEXT NOT NULL,
    appointment TEXT,
    campaign TEXT,
    trip TEXT,
    purposes TEXT NOT NULL,
    deliveries TEXT NOT NULL,
    visitors TEXT NOT NULL,
    leader TEXT,
    received_by TEXT,
    received_phone TEXT,
    situation TEXT,
    summary TEXT NOT NULL,
    topics TEXT NOT NULL,
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

CREATE INDEX visit_by_number ON visit (number, by_unit);

CREATE INDEX visit_by_trip ON visit (trip);

CREATE TABLE workbook_content (
    template TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (template),
    FOREIGN KEY(template) REFERENCES workbook_template (uid) ON DELETE RESTRICT
) STRICT;

CREATE TABLE application_material (
    uid TEXT NOT NULL,
    application TEXT NOT NULL,
    item TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    wanted INTEGER,
    have INTEGER NOT NULL,
    pages INTEGER,
    problem TEXT,
    mend_by TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT wanted_is_flag CHECK (wanted IN (0, 1)),
    CONSTRAINT have_is_flag CHECK (have IN (0, 1)),
    CONSTRAINT mend_by_is_day CHECK (mend_by IS date(mend_by, '+0 days')),
    FOREIGN KEY(application) REFERENCES application (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX application_material_one ON application_material (application, item);

CREATE TABLE application_snapshot (
    uid TEXT NOT NULL,
    application TEXT NOT NULL,
    number INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    cutoff TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT taken_on_is_day CHECK (taken_on IS date(taken_on, '+0 days')),
    FOREIGN KEY(application) REFERENCES application (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX application_snapshot_one ON application_snapshot (application, number);

CREATE TABLE application_step (
    uid TEXT NOT NULL,
    application TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    done_on TEXT NOT NULL,
    told_by TEXT,
    basis TEXT,
    note TEXT,
    due_on TEXT,
    admitted_month TEXT,
    status_before TEXT,
    month_before TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    FOREIGN KEY(application) REFERENCES application (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX application_step_one ON application_step (application, place);

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

CREATE TABLE claim_step (
    uid TEXT NOT NULL,
    claim TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    state TEXT NOT NULL,
    done_on TEXT NOT NULL,
    told_by TEXT,
    basis TEXT,
    amount INTEGER,
    note TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    FOREIGN KEY(claim) REFERENCES reward_claim (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX claim_step_place ON claim_step (claim, place);

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
    enterprise TEXT,
    visit TEXT,
    raised_on TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL,
    expectation TEXT,
    level TEXT NOT NULL,
    handling TEXT,
    state TEXT NOT NULL,
    handler TEXT,
    due_on TEXT,
    relayed_from TEXT,
    relayed_to TEXT,
    relayed_unit TEXT,
    relayed_enterprise TEXT,
    relayed_name TEXT,
    relayed_code TEXT,
    relayed_address TEXT,
    relayed_contact TEXT,
    relayed_phone TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT raised_on_is_day CHECK (raised_on IS date(raised_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    CONSTRAINT relayed_or_of_enterprise CHECK ((enterprise IS NULL) = (relayed_from IS NOT NULL)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(visit) REFERENCES visit (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX issue_by_enterprise ON issue (enterprise);

CREATE INDEX issue_by_number ON issue (number, by_unit);

CREATE INDEX issue_by_relayed_from ON issue (relayed_from);

CREATE INDEX issue_by_visit ON issue (visit);

CREATE TABLE project_month (
    uid TEXT NOT NULL,
    project TEXT NOT NULL,
    month TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    month_done INTEGER,
    total_done INTEGER,
    look TEXT,
    needs TEXT,
    PRIMARY KEY (uid),
    FOREIGN KEY(project) REFERENCES project (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX project_month_one ON project_month (project, month);

CREATE TABLE project_plan (
    uid TEXT NOT NULL,
    project TEXT NOT NULL,
    year INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    amount INTEGER,
    PRIMARY KEY (uid),
    FOREIGN KEY(project) REFERENCES project (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX project_plan_one ON project_plan (project, year);

CREATE TABLE project_step (
    uid TEXT NOT NULL,
    project TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    stage TEXT NOT NULL,
    done_on TEXT NOT NULL,
    basis TEXT,
    note TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    FOREIGN KEY(project) REFERENCES project (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX project_step_one ON project_step (project, place);

CREATE TABLE project_task (
    uid TEXT NOT NULL,
    project TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    name TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    done_on TEXT,
    responsible TEXT,
    note TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT planned_on_is_day CHECK (planned_on IS date(planned_on, '+0 days')),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(project) REFERENCES project (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX project_task_by_project ON project_task (project);

CREATE TABLE recheck_answer (
    uid TEXT NOT NULL,
    recheck TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    said TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    answered_on TEXT NOT NULL,
    person TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT answered_on_is_day CHECK (answered_on IS date(answered_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(recheck) REFERENCES recheck (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX recheck_answer_by_recheck ON recheck_answer (recheck);

CREATE TABLE retention_plan (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    stay TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    made_on TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    approach TEXT,
    leader TEXT,
    unit TEXT NOT NULL,
    officer TEXT NOT NULL,
    outlook TEXT,
    chain_leader TEXT,
    outcome TEXT,
    ended_on TEXT,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT made_on_is_day CHECK (made_on IS date(made_on, '+0 days')),
    CONSTRAINT ended_on_is_day CHECK (ended_on IS date(ended_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(stay) REFERENCES risk_stay (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX retention_plan_by_enterprise ON retention_plan (enterprise);

CREATE INDEX retention_plan_by_stay ON retention_plan (stay);

CREATE TABLE risk_step (
    uid TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    stay TEXT,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    action TEXT NOT NULL,
    done_on TEXT NOT NULL,
    month TEXT NOT NULL,
    grade TEXT,
    computed TEXT,
    signs TEXT NOT NULL,
    found TEXT NOT NULL,
    help_class TEXT,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(stay) REFERENCES risk_stay (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX risk_step_by_stay ON risk_step (stay);

CREATE UNIQUE INDEX risk_step_one ON risk_step (enterprise, place, by_unit);

CREATE TABLE round_in (
    uid TEXT NOT NULL,
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    form TEXT NOT NULL,
    edition INTEGER NOT NULL,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    correction INTEGER NOT NULL,
    reason TEXT,
    permit TEXT NOT NULL,
    knew TEXT NOT NULL,
    digest TEXT NOT NULL,
    code TEXT NOT NULL,
    rows INTEGER NOT NULL,
    facts TEXT NOT NULL,
    package TEXT NOT NULL,
    state TEXT NOT NULL,
    comment TEXT,
    due_on TEXT,
    decided_on TEXT,
    decided_by TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT decided_on_is_day CHECK (decided_on IS date(decided_on, '+0 days')),
    FOREIGN KEY(package) REFERENCES letter_in (package_id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX round_in_by_month ON round_in (month, form, unit, round);

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
    sharing TEXT,
    assisting TEXT,
    handling TEXT,
    approved_by TEXT,
    asked TEXT,
    mode TEXT,
    clock TEXT,
    feedback_due_on TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT feedback_due_on_is_day CHECK (feedback_due_on IS date(feedback_due_on, '+0 days')),
    FOREIGN KEY(issue) REFERENCES issue (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX issue_step_by_issue ON issue_step (issue, place, by_unit);

CREATE TABLE meeting_action (
    uid TEXT NOT NULL,
    meeting TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    content TEXT NOT NULL,
    unit TEXT NOT NULL,
    responsible TEXT,
    due_on TEXT,
    enterprise TEXT,
    issue TEXT,
    state TEXT NOT NULL,
    voided INTEGER NOT NULL,
    void_reason TEXT,
    PRIMARY KEY (uid),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    CONSTRAINT voided_is_flag CHECK (voided IN (0, 1)),
    FOREIGN KEY(meeting) REFERENCES meeting (uid) ON DELETE RESTRICT,
    FOREIGN KEY(enterprise) REFERENCES enterprise (uid) ON DELETE RESTRICT,
    FOREIGN KEY(issue) REFERENCES issue (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX meeting_action_place ON meeting_action (meeting, ordinal);

CREATE TABLE project_issue (
    uid TEXT NOT NULL,
    project TEXT NOT NULL,
    issue TEXT NOT NULL,
    by_unit TEXT NOT NULL,
    PRIMARY KEY (uid),
    FOREIGN KEY(project) REFERENCES project (uid) ON DELETE RESTRICT,
    FOREIGN KEY(issue) REFERENCES issue (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX project_issue_one ON project_issue (project, issue);

CREATE TABLE retention_measure (
    uid TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    what TEXT NOT NULL,
    unit TEXT NOT NULL,
    officer TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    FOREIGN KEY("plan") REFERENCES retention_plan (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX retention_measure_one ON retention_measure ("plan", place);

CREATE TABLE action_step (
    uid TEXT NOT NULL,
    action TEXT NOT NULL,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    state TEXT NOT NULL,
    done_on TEXT NOT NULL,
    due_on TEXT,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    FOREIGN KEY(action) REFERENCES meeting_action (uid) ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX action_step_place ON action_step (action, place);

CREATE TABLE retention_step (
    uid TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    measure TEXT,
    place INTEGER NOT NULL,
    by_unit TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT,
    done_on TEXT NOT NULL,
    note TEXT,
    due_on TEXT,
    outcome TEXT,
    person TEXT NOT NULL,
    PRIMARY KEY (uid),
    CONSTRAINT done_on_is_day CHECK (done_on IS date(done_on, '+0 days')),
    CONSTRAINT due_on_is_day CHECK (due_on IS date(due_on, '+0 days')),
    FOREIGN KEY("plan") REFERENCES retention_plan (uid) ON DELETE RESTRICT,
    FOREIGN KEY(measure) REFERENCES retention_measure (uid) ON DELETE RESTRICT
) STRICT;

CREATE INDEX retention_step_by_measure ON retention_step (measure);

CREATE UNIQUE INDEX retention_step_one ON retention_step ("plan", place);
