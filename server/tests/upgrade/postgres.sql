CREATE TABLE public._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);
CREATE TABLE public.accounts (
    id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    created_at bigint NOT NULL,
    lang text DEFAULT 'pl'::text NOT NULL
);
CREATE TABLE public.agenda_items (
    meeting_id uuid NOT NULL,
    "position" bigint NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    unit_id uuid
);
CREATE TABLE public.answer_revisions (
    answer_id uuid NOT NULL,
    revision bigint NOT NULL,
    decision text NOT NULL,
    justification text NOT NULL,
    unit_id uuid,
    account_id uuid NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.answer_templates (
    id uuid NOT NULL,
    name text NOT NULL,
    decision text,
    justification text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.answers (
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    decision text NOT NULL,
    justification text NOT NULL,
    unit_id uuid,
    revision bigint NOT NULL,
    account_id uuid NOT NULL,
    written_at bigint NOT NULL,
    published_at bigint
);
CREATE TABLE public.audit (
    id uuid NOT NULL,
    at bigint NOT NULL,
    account_id uuid,
    action text NOT NULL,
    subject uuid NOT NULL,
    detail text NOT NULL
);
CREATE TABLE public.ballots (
    poll_id uuid NOT NULL,
    number bigint NOT NULL,
    marks text NOT NULL
);
CREATE TABLE public.channels (
    name text NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.comment_revisions (
    comment_id uuid NOT NULL,
    revision bigint NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.comments (
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    unit_id uuid,
    parent_id uuid,
    root_id uuid,
    account_id uuid NOT NULL,
    body text NOT NULL,
    revision bigint NOT NULL,
    status text NOT NULL,
    hidden_reason text,
    supports bigint NOT NULL,
    replies bigint NOT NULL,
    created_at bigint NOT NULL,
    edited_at bigint,
    seq bigint,
    tally_head bigint NOT NULL,
    number bigint DEFAULT 0 NOT NULL,
    draft_version bigint DEFAULT 1 NOT NULL,
    source text DEFAULT 'online'::text NOT NULL,
    answer_id uuid,
    answered_at bigint
);
CREATE TABLE public.consultations (
    id uuid NOT NULL,
    slug text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    notice text NOT NULL,
    audience text NOT NULL,
    moderation text NOT NULL,
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    published_at bigint,
    reported_at bigint,
    created_at bigint NOT NULL,
    draft_version bigint NOT NULL,
    comments bigint NOT NULL,
    participants bigint NOT NULL,
    numbers bigint DEFAULT 0 NOT NULL,
    draft_revision bigint DEFAULT 0 NOT NULL,
    revision bigint DEFAULT 0 NOT NULL,
    responsible uuid
);
CREATE TABLE public.contacts (
    account_id uuid NOT NULL,
    email text NOT NULL
);
CREATE TABLE public.corrections (
    consultation_id uuid NOT NULL,
    revision bigint NOT NULL,
    was uuid NOT NULL,
    became uuid NOT NULL,
    earlier boolean NOT NULL
);
CREATE TABLE public.deadline_letters (
    consultation_id uuid NOT NULL,
    what text NOT NULL,
    due_on text NOT NULL,
    days bigint NOT NULL,
    sent_at bigint NOT NULL
);
CREATE TABLE public.deadline_rules (
    kind text NOT NULL,
    min_days bigint,
    report_days bigint,
    opinion_days bigint,
    adopted_by text,
    reported_by text,
    source text NOT NULL
);
CREATE TABLE public.deadlines_met (
    consultation_id uuid NOT NULL,
    what text NOT NULL,
    met_on text NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.drafts (
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    version bigint NOT NULL,
    format text NOT NULL,
    source text NOT NULL,
    created_at bigint NOT NULL,
    note text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.events (
    channel text NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    subject uuid NOT NULL,
    revision bigint NOT NULL
);
CREATE TABLE public.letter_choices (
    account_id uuid NOT NULL,
    kind text NOT NULL,
    off_at bigint NOT NULL
);
CREATE TABLE public.matches (
    draft_id uuid NOT NULL,
    "position" bigint NOT NULL,
    from_unit uuid,
    to_unit uuid,
    kind text NOT NULL,
    certain boolean NOT NULL,
    replaced_by uuid
);
CREATE TABLE public.meeting_focuses (
    meeting_id uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    item_id uuid,
    unit_id uuid
);
CREATE TABLE public.meeting_members (
    meeting_id uuid NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.meetings (
    id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    title text NOT NULL,
    place text NOT NULL,
    starts_at bigint NOT NULL,
    public boolean NOT NULL,
    code text NOT NULL,
    approve_questions boolean NOT NULL,
    anonymous_questions boolean NOT NULL,
    first_speakers_first boolean NOT NULL,
    speech_seconds bigint NOT NULL,
    started_at bigint,
    ended_at bigint,
    focus_item uuid,
    focus_unit uuid,
    focus_question uuid,
    focus_poll uuid,
    desk bigint NOT NULL,
    created_at bigint NOT NULL,
    ends_at bigint,
    cancelled_at bigint,
    minutes_at bigint,
    guests boolean DEFAULT true NOT NULL,
    revision bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.minutes (
    meeting_id uuid NOT NULL,
    revision bigint NOT NULL,
    body text NOT NULL,
    account_id uuid NOT NULL,
    written_at bigint NOT NULL,
    published_at bigint
);
CREATE TABLE public.opinions (
    consultation_id uuid NOT NULL,
    requested_on text NOT NULL,
    due_on text,
    given_on text,
    kind text,
    text text NOT NULL,
    revision bigint NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.outbox (
    id uuid NOT NULL,
    kind text NOT NULL,
    account_id uuid NOT NULL,
    subject uuid NOT NULL,
    cause uuid NOT NULL,
    revision bigint NOT NULL,
    consultation_id uuid,
    due_at bigint NOT NULL,
    attempts bigint NOT NULL,
    marked_at bigint,
    letter uuid,
    sent_at bigint,
    gave_up_at bigint
);
CREATE TABLE public.parked (
    id uuid NOT NULL,
    body text NOT NULL,
    comment_id uuid NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.participants (
    consultation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    comments bigint NOT NULL
);
CREATE TABLE public.poll_options (
    poll_id uuid NOT NULL,
    "position" bigint NOT NULL,
    id uuid NOT NULL,
    text text NOT NULL,
    votes bigint NOT NULL,
    told_votes bigint NOT NULL
);
CREATE TABLE public.polls (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    question text NOT NULL,
    kind text NOT NULL,
    max bigint NOT NULL,
    visibility text NOT NULL,
    secret boolean NOT NULL,
    opened_at bigint,
    closed_at bigint,
    ballots bigint NOT NULL,
    told_ballots bigint NOT NULL,
    created_at bigint NOT NULL,
    named boolean DEFAULT false NOT NULL
);
CREATE TABLE public.prepared_drafts (
    consultation_id uuid NOT NULL,
    format text NOT NULL,
    source text NOT NULL,
    note text NOT NULL,
    pins text NOT NULL,
    revision bigint NOT NULL,
    account_id uuid NOT NULL,
    written_at bigint NOT NULL
);
CREATE TABLE public.private_links (
    hash bytea NOT NULL,
    account_id uuid NOT NULL,
    purpose text NOT NULL,
    consultation_id uuid,
    kind text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.question_supports (
    question_id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.questions (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    item_id uuid,
    unit_id uuid,
    account_id uuid NOT NULL,
    anonymous boolean NOT NULL,
    body text NOT NULL,
    state text NOT NULL,
    merged_into uuid,
    answer text,
    supports bigint NOT NULL,
    tally_head bigint NOT NULL,
    created_at bigint NOT NULL,
    asked_at bigint
);
CREATE TABLE public.reminders (
    meeting_id uuid NOT NULL,
    account_id uuid NOT NULL,
    lang text NOT NULL,
    due_at bigint NOT NULL,
    sent_at bigint,
    news text,
    news_at bigint
);
CREATE TABLE public.sessions (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.sign_ins (
    id uuid NOT NULL,
    email text NOT NULL,
    link_hash bytea NOT NULL,
    code_hash bytea NOT NULL,
    attempts bigint NOT NULL,
    next text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.speakers (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    account_id uuid NOT NULL,
    raised_at bigint NOT NULL,
    called_at bigint,
    ended_at bigint,
    seconds bigint NOT NULL,
    place bigint
);
CREATE TABLE public.spoken_remarks (
    speaker_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    unit_id uuid,
    body text NOT NULL,
    state text NOT NULL,
    comment_id uuid NOT NULL,
    offered_at bigint NOT NULL
);
CREATE TABLE public.supports (
    comment_id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.tokens (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.unit_counts (
    consultation_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    comments bigint NOT NULL
);
CREATE TABLE public.units (
    draft_id uuid NOT NULL,
    id uuid NOT NULL,
    "position" bigint NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    depth bigint NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.voters (
    poll_id uuid NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.votes (
    poll_id uuid NOT NULL,
    account_id uuid NOT NULL,
    marks text NOT NULL,
    cast_at bigint NOT NULL
);
INSERT INTO public._sqlx_migrations VALUES (1, 'first', '2026-11-27 23:28:17.303032+00', true, '\x17f1f7ac00b099cd5d14fdd32aff65d69e2da7d48cbf8ac32421edd3ac934a3a75724e039539827fc5e08e1cfb6f65fd', 394849089);
INSERT INTO public._sqlx_migrations VALUES (2, 'meetings', '2026-11-27 23:28:17.707353+00', true, '\x2a453c89a89e63ad143b8911fe582c8783f28d12d502b309f8ad655260f0c6e141799f627a4aad98c941abe966ddc818', 228087621);
INSERT INTO public._sqlx_migrations VALUES (3, 'around meetings', '2026-11-27 23:28:17.931738+00', true, '\xf8c2453887ba28df4abc368e91ae0ed81aad177ababa9d63b8ebe3394215f072855aaf6d0ecc24fc7e01b4729026f082', 32778174);
INSERT INTO public._sqlx_migrations VALUES (4, 'answers', '2026-11-27 23:28:17.965325+00', true, '\x705f3cf415b76c5d3e25fc271fdf68f02a519aec7c73b5468d769c63d9716a9cfe90c9771ed68af0534aa8534263d216', 130146186);
INSERT INTO public._sqlx_migrations VALUES (5, 'letters', '2026-11-27 23:28:18.096628+00', true, '\x21067130372594d4c3b1bea8695e9730f9326f7ca71854002f7ea7106d261e5c16818ac55583d4fc8692acecf3f1c5ae', 77112193);
INSERT INTO public._sqlx_migrations VALUES (6, 'deadlines', '2026-11-27 23:28:18.176187+00', true, '\x65a91aa760a62d98231af1ca9cb0c49cd278a1e8cfacdc31eca3a607ab8ee52d624dc3f89323ab4814bf22aba6e1f1a3', 61360120);
INSERT INTO public.accounts VALUES ('01a21f56-986a-7634-98e4-e16434187c1d', 'Ewa', 'moderator', 1795822098538, 'pl');
INSERT INTO public.accounts VALUES ('01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'Anna', 'resident', 1795822099014, 'pl');
INSERT INTO public.accounts VALUES ('01a21f56-9be5-77aa-8f7f-c256cd296da6', 'Jan', 'resident', 1795822099429, 'pl');
INSERT INTO public.accounts VALUES ('01a21f56-9d81-75d9-b9ad-4c188acb9ba9', 'Adam', 'admin', 1795822099841, 'pl');
INSERT INTO public.agenda_items VALUES ('01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 0, '01a21f56-a37b-77db-af5e-87fa617e19e4', 'Zasady', '01a21f56-9f03-72e0-b244-f3e486225aae');
INSERT INTO public.agenda_items VALUES ('01a21f56-a772-7c54-ae34-1dadc3084eeb', 0, '01a21f56-a772-725c-96c6-4508a25e1776', 'Zasady', '01a21f56-9f03-72e0-b244-f3e486225aae');
INSERT INTO public.answer_revisions VALUES ('01a21f56-a222-7ded-a154-f33abf288bf1', 1, 'partly', 'Będzie więcej.', '01a21f56-9f03-7624-a347-c3a1ad5288fd', '01a21f56-986a-7634-98e4-e16434187c1d', 1795822101026);
INSERT INTO public.answers VALUES ('01a21f56-a222-7ded-a154-f33abf288bf1', '01a21f56-9f07-7a19-997a-c7a021071633', 'partly', 'Będzie więcej.', '01a21f56-9f03-7624-a347-c3a1ad5288fd', 1, '01a21f56-986a-7634-98e4-e16434187c1d', 1795822101026, 1795822101026);
INSERT INTO public.answers VALUES ('01a21f56-a2b5-7949-8161-0acadd0d41ce', '01a21f56-9f07-7a19-997a-c7a021071633', 'accepted', 'Szkic.', NULL, 1, '01a21f56-986a-7634-98e4-e16434187c1d', 1795822101173, NULL);
INSERT INTO public.audit VALUES ('01a21f56-9886-7a55-8a77-927ba4e96c87', 1795822098538, NULL, 'account.create', '01a21f56-986a-7634-98e4-e16434187c1d', 'moderator');
INSERT INTO public.audit VALUES ('01a21f56-996e-7f37-a92e-aef1b26677ee', 1795822098770, NULL, 'token.create', '01a21f56-986a-7634-98e4-e16434187c1d', '');
INSERT INTO public.audit VALUES ('01a21f56-9a56-77a9-beb5-0abe2831e196', 1795822099014, NULL, 'account.create', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'resident');
INSERT INTO public.audit VALUES ('01a21f56-9b4c-7dfd-bc59-b8fa2e072968', 1795822099246, NULL, 'token.create', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', '');
INSERT INTO public.audit VALUES ('01a21f56-9bfa-7f45-a287-3898dd78df1c', 1795822099429, NULL, 'account.create', '01a21f56-9be5-77aa-8f7f-c256cd296da6', 'resident');
INSERT INTO public.audit VALUES ('01a21f56-9c8c-7ab2-be41-4330cfc57fe2', 1795822099586, NULL, 'token.create', '01a21f56-9be5-77aa-8f7f-c256cd296da6', '');
INSERT INTO public.audit VALUES ('01a21f56-9da1-7617-96f7-8082c9ec3edc', 1795822099841, NULL, 'account.create', '01a21f56-9d81-75d9-b9ad-4c188acb9ba9', 'admin');
INSERT INTO public.audit VALUES ('01a21f56-9eb5-7650-bc11-397f835fcf06', 1795822100112, NULL, 'token.create', '01a21f56-9d81-75d9-b9ad-4c188acb9ba9', '');
INSERT INTO public.audit VALUES ('01a21f56-9ecb-7ae8-a9fe-70890156a993', 1795822100171, '01a21f56-9d81-75d9-b9ad-4c188acb9ba9', 'rule.set', '00000000-0000-0000-0000-000000000000', 'strategy');
INSERT INTO public.audit VALUES ('01a21f56-9f03-733d-8ac9-b3b34a6a9c25', 1795822100227, '01a21f56-986a-7634-98e4-e16434187c1d', 'consultation.create', '01a21f56-9f07-7a19-997a-c7a021071633', '');
INSERT INTO public.audit VALUES ('01a21f56-a173-7ab7-8d5d-53cc026f5325', 1795822100851, '01a21f56-986a-7634-98e4-e16434187c1d', 'comment.hide', 'f8b54662-c54a-42ea-a6b2-459173252961', 'dane osobowe');
INSERT INTO public.audit VALUES ('01a21f56-a222-78f0-978a-ee9cbd5768f3', 1795822101026, '01a21f56-986a-7634-98e4-e16434187c1d', 'comment.answer', 'a1b89eb8-b348-4d57-a5ae-891da7518855', '#1');
INSERT INTO public.audit VALUES ('01a21f56-a2b5-71d1-96a5-e78b34e2e78c', 1795822101173, '01a21f56-986a-7634-98e4-e16434187c1d', 'comment.draft_answer', 'b18f8a5f-0981-478d-aeec-19e823befba4', '#3');
INSERT INTO public.audit VALUES ('01a21f56-a314-7e31-a14a-661158848d12', 1795822101268, '01a21f56-986a-7634-98e4-e16434187c1d', 'draft.publish', '01a21f56-9f07-7a19-997a-c7a021071633', '2');
INSERT INTO public.audit VALUES ('01a21f56-a35e-7de4-ad22-e5281ead104e', 1795822101342, '01a21f56-986a-7634-98e4-e16434187c1d', 'consultation.opinion', '01a21f56-9f07-7a19-997a-c7a021071633', '');
INSERT INTO public.audit VALUES ('01a21f56-a378-7ea5-a1d0-5044e347f830', 1795822101368, '01a21f56-986a-7634-98e4-e16434187c1d', 'session.create', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', '');
INSERT INTO public.audit VALUES ('01a21f56-a3bb-7d2a-b5bb-675e2a0675e8', 1795822101435, '01a21f56-986a-7634-98e4-e16434187c1d', 'session.start', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', '');
INSERT INTO public.audit VALUES ('01a21f56-a419-7c6a-ae82-4fc9452c7d34', 1795822101529, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.create', '01a21f56-a42c-7bf4-bcaa-b0768f610336', '');
INSERT INTO public.audit VALUES ('01a21f56-a44e-7e4f-b60b-64735e23e859', 1795822101582, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.open', '01a21f56-a42c-7bf4-bcaa-b0768f610336', '');
INSERT INTO public.audit VALUES ('01a21f56-a56c-7875-834c-8af5932a9365', 1795822101868, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.close', '01a21f56-a42c-7bf4-bcaa-b0768f610336', '');
INSERT INTO public.audit VALUES ('01a21f56-a598-7329-8844-16f3884e86d7', 1795822101912, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.create', '01a21f56-a5a4-751e-9afa-c83b89d80154', '');
INSERT INTO public.audit VALUES ('01a21f56-a5d1-72dd-9b29-2be05982f379', 1795822101969, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.open', '01a21f56-a5a4-751e-9afa-c83b89d80154', '');
INSERT INTO public.audit VALUES ('01a21f56-a6e3-7915-9162-5884a05e5107', 1795822102243, '01a21f56-986a-7634-98e4-e16434187c1d', 'poll.close', '01a21f56-a5a4-751e-9afa-c83b89d80154', '');
INSERT INTO public.audit VALUES ('01a21f56-a720-7a7b-a37d-bebe365a8191', 1795822102304, '01a21f56-986a-7634-98e4-e16434187c1d', 'session.end', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', '');
INSERT INTO public.audit VALUES ('01a21f56-a770-74a7-b859-696d7fb7b465', 1795822102384, '01a21f56-986a-7634-98e4-e16434187c1d', 'session.create', '01a21f56-a772-7c54-ae34-1dadc3084eeb', '');
INSERT INTO public.audit VALUES ('01a21f56-a7b3-7f21-9e78-c5a590d9311d', 1795822102451, '01a21f56-986a-7634-98e4-e16434187c1d', 'consultation.create', '01a21f56-a7b6-7153-a473-3765150fac59', '');
INSERT INTO public.audit VALUES ('01a21f56-a7fc-7260-93da-0f133ee165e6', 1795822102524, '01a21f56-986a-7634-98e4-e16434187c1d', 'consultation.create', '01a21f56-a819-713b-ba48-8abd3a1761ab', '');
INSERT INTO public.ballots VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', 1, '1');
INSERT INTO public.ballots VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', 2, '0');
INSERT INTO public.channels VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 12);
INSERT INTO public.channels VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 10);
INSERT INTO public.channels VALUES ('session/01a21f56-a772-7c54-ae34-1dadc3084eeb', 1);
INSERT INTO public.channels VALUES ('consultation/01a21f56-a7b6-7153-a473-3765150fac59', 1);
INSERT INTO public.comment_revisions VALUES ('b18f8a5f-0981-478d-aeec-19e823befba4', 1, 'Literówka', 1795822100550);
INSERT INTO public.comment_revisions VALUES ('b18f8a5f-0981-478d-aeec-19e823befba4', 2, 'Literówka w § 3', 1795822100615);
INSERT INTO public.comments VALUES ('e8cc4f1a-cfe6-49b9-84ef-28e5f18d6af9', '01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7624-a347-c3a1ad5288fd', 'a1b89eb8-b348-4d57-a5ae-891da7518855', 'a1b89eb8-b348-4d57-a5ae-891da7518855', '01a21f56-986a-7634-98e4-e16434187c1d', 'Sprawdzimy.', 1, 'published', NULL, 0, 0, 1795822100414, NULL, 3, -1, 2, 1, 'online', NULL, NULL);
INSERT INTO public.comments VALUES ('f8b54662-c54a-42ea-a6b2-459173252961', '01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7a94-9edd-9a229f2c73de', NULL, NULL, '01a21f56-9be5-77aa-8f7f-c256cd296da6', 'Do ukrycia', 1, 'hidden', 'dane osobowe', 0, 0, 1795822100777, NULL, 7, -1, 4, 1, 'online', NULL, NULL);
INSERT INTO public.comments VALUES ('9bfcf890-c2d7-4772-84c1-b9d2f97bcb2a', '01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7a94-9edd-9a229f2c73de', NULL, NULL, '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'Do wycofania', 1, 'withdrawn', NULL, 0, 0, 1795822100903, NULL, 9, -1, 5, 1, 'online', NULL, NULL);
INSERT INTO public.comments VALUES ('a1b89eb8-b348-4d57-a5ae-891da7518855', '01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7624-a347-c3a1ad5288fd', NULL, NULL, '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'Za mało **drzew**.', 1, 'published', NULL, 1, 1, 1795822100299, NULL, 10, 5, 1, 1, 'online', '01a21f56-a222-7ded-a154-f33abf288bf1', 1795822101026);
INSERT INTO public.comments VALUES ('b18f8a5f-0981-478d-aeec-19e823befba4', '01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-72d1-8737-d7c480a9a8e0', NULL, NULL, '01a21f56-9be5-77aa-8f7f-c256cd296da6', 'Literówka w § 3', 2, 'published', NULL, 0, 0, 1795822100550, 1795822100615, 5, -1, 3, 1, 'online', '01a21f56-a2b5-7949-8161-0acadd0d41ce', NULL);
INSERT INTO public.comments VALUES ('3d6726fc-f09e-4e66-a298-5306b9740096', '01a21f56-a7b6-7153-a473-3765150fac59', '01a21f56-a7b3-735e-a917-be88ffc2d500', NULL, NULL, '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'Czeka', 1, 'pending', NULL, 0, 0, 1795822102482, NULL, NULL, -1, 1, 1, 'online', NULL, NULL);
INSERT INTO public.consultations VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', 'program-wspolpracy-na-2027-rok', 'cooperation_programme', 'Program współpracy na 2027 rok', 'Jak miasto ma współpracować z organizacjami.', '{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}', 'everyone', 'post', 1767254400000, 4102441199000, 1795822100227, NULL, 1795822100227, 2, 3, 3, 5, 0, 0, '01a21f56-986a-7634-98e4-e16434187c1d');
INSERT INTO public.consultations VALUES ('01a21f56-a7b6-7153-a473-3765150fac59', 'regulamin-parku', 'local_act', 'Regulamin parku', 'Jak miasto ma współpracować z organizacjami.', '{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}', 'everyone', 'pre', 1767254400000, 4102441199000, 1795822102451, NULL, 1795822102451, 1, 0, 0, 1, 0, 0, '01a21f56-986a-7634-98e4-e16434187c1d');
INSERT INTO public.consultations VALUES ('01a21f56-a819-713b-ba48-8abd3a1761ab', 'szkic', 'cooperation_programme', 'Szkic', 'Jak miasto ma współpracować z organizacjami.', '{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}', 'everyone', 'post', 1767254400000, 4102441199000, NULL, NULL, 1795822102524, 1, 0, 0, 0, 0, 0, '01a21f56-986a-7634-98e4-e16434187c1d');
INSERT INTO public.contacts VALUES ('01a21f56-986a-7634-98e4-e16434187c1d', 'ewa@example.org');
INSERT INTO public.contacts VALUES ('01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'anna@example.org');
INSERT INTO public.contacts VALUES ('01a21f56-9be5-77aa-8f7f-c256cd296da6', 'jan@example.org');
INSERT INTO public.contacts VALUES ('01a21f56-9d81-75d9-b9ad-4c188acb9ba9', 'adam@example.org');
INSERT INTO public.deadline_rules VALUES ('strategy', 30, 20, NULL, NULL, NULL, 'uchwała');
INSERT INTO public.drafts VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f07-7a19-997a-c7a021071633', 1, 'text', 'Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 7. 1. Na realizację programu przeznacza się 100 000 zł.
2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.', 1795822100227, '');
INSERT INTO public.drafts VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', '01a21f56-9f07-7a19-997a-c7a021071633', 2, 'text', 'Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy.
§ 2. Nowy przepis.
§ 3. Wchodzi w życie.', 1795822101268, 'po uwagach');
INSERT INTO public.drafts VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b6-7153-a473-3765150fac59', 1, 'text', 'Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 7. 1. Na realizację programu przeznacza się 100 000 zł.
2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.', 1795822102451, '');
INSERT INTO public.drafts VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a819-713b-ba48-8abd3a1761ab', 1, 'text', 'Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 7. 1. Na realizację programu przeznacza się 100 000 zł.
2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.
§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.', 1795822102524, '');
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 1, 1795822100227, 'draft.published', '01a21f56-9f07-7a19-997a-c7a021071633', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 2, 1795822100299, 'comment.posted', 'a1b89eb8-b348-4d57-a5ae-891da7518855', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 3, 1795822100414, 'comment.posted', 'e8cc4f1a-cfe6-49b9-84ef-28e5f18d6af9', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 4, 1795822100550, 'comment.posted', 'b18f8a5f-0981-478d-aeec-19e823befba4', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 5, 1795822100615, 'comment.edited', 'b18f8a5f-0981-478d-aeec-19e823befba4', 2);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 6, 1795822100777, 'comment.posted', 'f8b54662-c54a-42ea-a6b2-459173252961', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 7, 1795822100851, 'comment.hidden', 'f8b54662-c54a-42ea-a6b2-459173252961', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 8, 1795822100903, 'comment.posted', '9bfcf890-c2d7-4772-84c1-b9d2f97bcb2a', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 9, 1795822100943, 'comment.withdrawn', '9bfcf890-c2d7-4772-84c1-b9d2f97bcb2a', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 10, 1795822101026, 'answer.published', 'a1b89eb8-b348-4d57-a5ae-891da7518855', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 11, 1795822101268, 'draft.published', '01a21f56-9f07-7a19-997a-c7a021071633', 2);
INSERT INTO public.events VALUES ('consultation/01a21f56-9f07-7a19-997a-c7a021071633', 12, 1795822101342, 'consultation.changed', '01a21f56-9f07-7a19-997a-c7a021071633', 0);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1, 1795822101368, 'session.changed', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 2, 1795822101435, 'session.started', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 3, 1795822101476, 'question.asked', '541f0ef7-4d3b-4251-a1a3-57b3f378c7b4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 4, 1795822101582, 'poll.opened', '01a21f56-a42c-7bf4-bcaa-b0768f610336', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 5, 1795822101582, 'session.focused', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 6, 1795822101868, 'poll.closed', '01a21f56-a42c-7bf4-bcaa-b0768f610336', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 7, 1795822101969, 'poll.opened', '01a21f56-a5a4-751e-9afa-c83b89d80154', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 8, 1795822101969, 'session.focused', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 9, 1795822102243, 'poll.closed', '01a21f56-a5a4-751e-9afa-c83b89d80154', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 10, 1795822102304, 'session.ended', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 1);
INSERT INTO public.events VALUES ('session/01a21f56-a772-7c54-ae34-1dadc3084eeb', 1, 1795822102384, 'session.changed', '01a21f56-a772-7c54-ae34-1dadc3084eeb', 1);
INSERT INTO public.events VALUES ('consultation/01a21f56-a7b6-7153-a473-3765150fac59', 1, 1795822102451, 'draft.published', '01a21f56-a7b6-7153-a473-3765150fac59', 1);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 0, '01a21f56-9f03-7bb5-8d07-501e8546c238', '01a21f56-9f03-7bb5-8d07-501e8546c238', 'same', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 1, '01a21f56-9f03-72e0-b244-f3e486225aae', '01a21f56-9f03-72e0-b244-f3e486225aae', 'changed', false, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 2, '01a21f56-9f03-7a5f-a2ed-7e4d157e0e74', NULL, 'removed', false, '01a21f56-a314-7729-8fa9-8f0fa66f3737');
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 3, '01a21f56-9f03-72d1-8737-d7c480a9a8e0', NULL, 'removed', false, '01a21f56-a314-702b-a257-a36544f01050');
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 4, '01a21f56-9f03-7bf9-aa9f-06e811266515', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 5, '01a21f56-9f03-7a94-9edd-9a229f2c73de', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 6, '01a21f56-9f03-7e57-95fd-c8b23f1d7685', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 7, '01a21f56-9f03-7624-a347-c3a1ad5288fd', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 8, '01a21f56-9f03-7da8-87b4-396b77a9d30c', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 9, '01a21f56-9f03-7d7d-ad67-1ffa3f2a343a', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 10, '01a21f56-9f03-7bd7-b4de-72f260a48feb', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 11, '01a21f56-9f03-72d7-946d-ce25b23bcf39', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 12, '01a21f56-9f03-7239-b668-850aab21353c', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 13, '01a21f56-9f03-7dc1-8bc0-e4abd13fc107', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 14, '01a21f56-9f03-7140-a305-327ca745aa59', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 15, '01a21f56-9f03-7beb-be30-0acc9ec4bfc5', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 16, '01a21f56-9f03-7d5f-b0a3-d019a6358fbe', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 17, '01a21f56-9f03-79c0-bd74-0dbdf69a0cdc', NULL, 'removed', true, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 18, NULL, '01a21f56-a314-7729-8fa9-8f0fa66f3737', 'added', false, NULL);
INSERT INTO public.matches VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', 19, NULL, '01a21f56-a314-702b-a257-a36544f01050', 'added', false, NULL);
INSERT INTO public.meetings VALUES ('01a21f56-a37b-7e5d-bc44-f44f1edc9af4', '01a21f56-9f07-7a19-997a-c7a021071633', 'Spotkanie otwarte', 'Wirydarz', 4054111200000, true, '73SQD9', false, false, true, 180, 1795822101435, 1795822102304, NULL, NULL, NULL, '01a21f56-a5a4-751e-9afa-c83b89d80154', 2, 1795822101368, NULL, NULL, NULL, true, 0);
INSERT INTO public.meetings VALUES ('01a21f56-a772-7c54-ae34-1dadc3084eeb', '01a21f56-9f07-7a19-997a-c7a021071633', 'Spotkanie otwarte', 'Wirydarz', 4054111200000, true, 'U28KBY', false, false, true, 180, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1795822102384, NULL, NULL, NULL, true, 0);
INSERT INTO public.opinions VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '2026-01-10', '2026-01-24', '2026-01-20', 'negative', 'Za mało.', 1, '01a21f56-986a-7634-98e4-e16434187c1d');
INSERT INTO public.outbox VALUES ('01a21f56-a222-7cf7-aec1-b29075fc5904', 'answered', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'a1b89eb8-b348-4d57-a5ae-891da7518855', '01a21f56-a222-7ded-a154-f33abf288bf1', 1, '01a21f56-9f07-7a19-997a-c7a021071633', 1795822101026, 1, 1795822101169, '01a21f56-a2b1-7e8a-9198-e7e5940e5a86', 1795822101321, NULL);
INSERT INTO public.participants VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-986a-7634-98e4-e16434187c1d', 1);
INSERT INTO public.participants VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9be5-77aa-8f7f-c256cd296da6', 1);
INSERT INTO public.participants VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 1);
INSERT INTO public.poll_options VALUES ('01a21f56-a42c-7bf4-bcaa-b0768f610336', 0, '01a21f56-a42c-795d-bd0f-9331db44c625', 'W ratuszu', 1, 0);
INSERT INTO public.poll_options VALUES ('01a21f56-a42c-7bf4-bcaa-b0768f610336', 1, '01a21f56-a42c-7972-a0cf-364fb9d7a4e0', 'W bibliotece', 1, 0);
INSERT INTO public.poll_options VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', 0, '01a21f56-a5a4-72e9-b35f-8c245263273b', 'W ratuszu', 1, 0);
INSERT INTO public.poll_options VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', 1, '01a21f56-a5a4-7326-8535-e18e167a4e5d', 'W bibliotece', 1, 0);
INSERT INTO public.polls VALUES ('01a21f56-a42c-7bf4-bcaa-b0768f610336', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 'Gdzie?', 'single', 1, 'live', false, 1795822101582, 1795822101868, 2, 0, 1795822101529, false);
INSERT INTO public.polls VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', 'Gdzie?', 'single', 1, 'live', true, 1795822101969, 1795822102243, 2, 0, 1795822101912, false);
INSERT INTO public.private_links VALUES ('\xff1b7b5d058aa715584b7b0f2181f69beabbb1a823aeb6184b1b6a682546a6fc', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'receipt', '01a21f56-9f07-7a19-997a-c7a021071633', NULL, 1795822101169, 1811374101169);
INSERT INTO public.private_links VALUES ('\x88c6bc68a0caf6b2ea78de3941809781bd5c13b30e31cedd3801d03b3caa060f', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'unsubscribe', NULL, 'answered', 1795822101169, 1890430101169);
INSERT INTO public.questions VALUES ('541f0ef7-4d3b-4251-a1a3-57b3f378c7b4', '01a21f56-a37b-7e5d-bc44-f44f1edc9af4', NULL, NULL, '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', false, 'Kiedy?', 'open', NULL, NULL, 0, -1, 1795822101476, 1795822101476);
INSERT INTO public.reminders VALUES ('01a21f56-a37b-7e5d-bc44-f44f1edc9af4', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'pl', 4054024800000, NULL, NULL, NULL);
INSERT INTO public.reminders VALUES ('01a21f56-a772-7c54-ae34-1dadc3084eeb', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', 'pl', 4054024800000, NULL, NULL, NULL);
INSERT INTO public.supports VALUES ('a1b89eb8-b348-4d57-a5ae-891da7518855', '01a21f56-9be5-77aa-8f7f-c256cd296da6', 1795822100724);
INSERT INTO public.tokens VALUES ('01a21f56-9963-7102-b797-0f6fae5f2fec', '01a21f56-986a-7634-98e4-e16434187c1d', '\x5ccaf89045a71fbd6a050a2c45f6a81303bdafe8963d98431fed702d422ee813', 1795822098770);
INSERT INTO public.tokens VALUES ('01a21f56-9b47-7dff-8493-54a084fd82bd', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', '\xf898d5ce1adc5c7a96bc111ee25e01f1b5c7d2ed3f13827c4def4b5da620fb9f', 1795822099246);
INSERT INTO public.tokens VALUES ('01a21f56-9c87-7c0b-810b-e6b94eb87f3e', '01a21f56-9be5-77aa-8f7f-c256cd296da6', '\x34397e0ffda0187f6face7c5130c789940782ad600e40c3670675d3fca1423ec', 1795822099586);
INSERT INTO public.tokens VALUES ('01a21f56-9eac-7154-9add-eb8a6655f2ba', '01a21f56-9d81-75d9-b9ad-4c188acb9ba9', '\x5a2d2e292fabda88bf1260b6e891c70a70265a676d48cd74c58181dd3b7339dc', 1795822100112);
INSERT INTO public.unit_counts VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7624-a347-c3a1ad5288fd', 2);
INSERT INTO public.unit_counts VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-72d1-8737-d7c480a9a8e0', 1);
INSERT INTO public.unit_counts VALUES ('01a21f56-9f07-7a19-997a-c7a021071633', '01a21f56-9f03-7a94-9edd-9a229f2c73de', 0);
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7bb5-8d07-501e8546c238', 0, 'chapter', 'Rozdział 1', 0, 'Postanowienia ogólne');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-72e0-b244-f3e486225aae', 1, 'section', '§ 1', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7a5f-a2ed-7e4d157e0e74', 2, 'section', '§ 2', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-72d1-8737-d7c480a9a8e0', 3, 'section', '§ 3', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7bf9-aa9f-06e811266515', 4, 'section', '§ 4', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7a94-9edd-9a229f2c73de', 5, 'section', '§ 5', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7e57-95fd-c8b23f1d7685', 6, 'section', '§ 6', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7624-a347-c3a1ad5288fd', 7, 'section', '§ 7', 1, '');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7da8-87b4-396b77a9d30c', 8, 'subsection', '§ 7 ust. 1', 2, 'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7d7d-ad67-1ffa3f2a343a', 9, 'subsection', '§ 7 ust. 2', 2, 'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7bd7-b4de-72f260a48feb', 10, 'section', '§ 8', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-72d7-946d-ce25b23bcf39', 11, 'section', '§ 9', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7239-b668-850aab21353c', 12, 'section', '§ 10', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7dc1-8bc0-e4abd13fc107', 13, 'section', '§ 11', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7140-a305-327ca745aa59', 14, 'section', '§ 12', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7beb-be30-0acc9ec4bfc5', 15, 'section', '§ 13', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-7d5f-b0a3-d019a6358fbe', 16, 'section', '§ 14', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-9f03-79a8-880e-88cffff2d56b', '01a21f56-9f03-79c0-bd74-0dbdf69a0cdc', 17, 'section', '§ 15', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', '01a21f56-9f03-7bb5-8d07-501e8546c238', 0, 'chapter', 'Rozdział 1', 0, 'Postanowienia ogólne');
INSERT INTO public.units VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', '01a21f56-9f03-72e0-b244-f3e486225aae', 1, 'section', '§ 1', 1, 'Program określa zasady współpracy.');
INSERT INTO public.units VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', '01a21f56-a314-7729-8fa9-8f0fa66f3737', 2, 'section', '§ 2', 1, 'Nowy przepis.');
INSERT INTO public.units VALUES ('01a21f56-a314-7596-a040-2ccc256a2b5d', '01a21f56-a314-702b-a257-a36544f01050', 3, 'section', '§ 3', 1, 'Wchodzi w życie.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7a6f-a06c-04c7e04ed996', 0, 'chapter', 'Rozdział 1', 0, 'Postanowienia ogólne');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-735e-a917-be88ffc2d500', 1, 'section', '§ 1', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7118-952f-041e578a65ac', 2, 'section', '§ 2', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7706-ad4b-e5a7868840e4', 3, 'section', '§ 3', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7e39-903e-ac814e684313', 4, 'section', '§ 4', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7173-8a9d-e3a1baa52f18', 5, 'section', '§ 5', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7f01-acde-8fca9c4caa45', 6, 'section', '§ 6', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7e9c-a8dd-5fd132cad38e', 7, 'section', '§ 7', 1, '');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7d9c-affe-aeaa89f65fb0', 8, 'subsection', '§ 7 ust. 1', 2, 'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7fec-a39a-db474b3bd409', 9, 'subsection', '§ 7 ust. 2', 2, 'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7ec0-b6f4-f27be6847a1b', 10, 'section', '§ 8', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-74f2-ad23-92164c4fee7c', 11, 'section', '§ 9', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7949-9879-e3279f1c342a', 12, 'section', '§ 10', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-76cd-9841-82a22991ecb2', 13, 'section', '§ 11', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7eab-b596-4e625a54d695', 14, 'section', '§ 12', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-76cb-a521-0493b280947c', 15, 'section', '§ 13', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7729-a2f8-510e00caeca9', 16, 'section', '§ 14', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7b3-772e-b8dc-4348594d313e', '01a21f56-a7b3-7ef0-9edb-2e6570778470', 17, 'section', '§ 15', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7d52-9f9f-577529467a6f', 0, 'chapter', 'Rozdział 1', 0, 'Postanowienia ogólne');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7c2c-b442-02090d67999f', 1, 'section', '§ 1', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7280-b918-058255083809', 2, 'section', '§ 2', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-722d-a3dd-e35fda8e241f', 3, 'section', '§ 3', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7833-a587-2888362ce453', 4, 'section', '§ 4', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7a99-8a32-cd46d321c984', 5, 'section', '§ 5', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7e40-8b69-90f708492ed3', 6, 'section', '§ 6', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7f09-9449-6a5cb6c2cbff', 7, 'section', '§ 7', 1, '');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-77cc-a110-0421d35448a4', 8, 'subsection', '§ 7 ust. 1', 2, 'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7767-879d-f38c6475268a', 9, 'subsection', '§ 7 ust. 2', 2, 'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7f93-aa1c-7ed2179c2e43', 10, 'section', '§ 8', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7e92-80ed-2004400a3f20', 11, 'section', '§ 9', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-75d7-885b-8e97d0935301', 12, 'section', '§ 10', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-75e5-8045-d9b074ec2ccf', 13, 'section', '§ 11', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7f37-9cc9-590cfb92ec94', 14, 'section', '§ 12', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7f14-9a98-2d78c26c3d75', 15, 'section', '§ 13', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7754-9e28-bd7fefcbc669', 16, 'section', '§ 14', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.units VALUES ('01a21f56-a7fc-71ff-adc1-51c118bb670d', '01a21f56-a7fc-7b64-ad2e-85de805e2a9e', 17, 'section', '§ 15', 1, 'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO public.voters VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2');
INSERT INTO public.voters VALUES ('01a21f56-a5a4-751e-9afa-c83b89d80154', '01a21f56-9be5-77aa-8f7f-c256cd296da6');
INSERT INTO public.votes VALUES ('01a21f56-a42c-7bf4-bcaa-b0768f610336', '01a21f56-9a46-7a3d-b296-edcd4edc5ec2', '0', 1795822101644);
INSERT INTO public.votes VALUES ('01a21f56-a42c-7bf4-bcaa-b0768f610336', '01a21f56-9be5-77aa-8f7f-c256cd296da6', '1', 1795822101748);
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_items
    ADD CONSTRAINT agenda_items_id_key UNIQUE (id);
ALTER TABLE ONLY public.agenda_items
    ADD CONSTRAINT agenda_items_pkey PRIMARY KEY (meeting_id, "position");
ALTER TABLE ONLY public.answer_revisions
    ADD CONSTRAINT answer_revisions_pkey PRIMARY KEY (answer_id, revision);
ALTER TABLE ONLY public.answer_templates
    ADD CONSTRAINT answer_templates_name_key UNIQUE (name);
ALTER TABLE ONLY public.answer_templates
    ADD CONSTRAINT answer_templates_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ballots
    ADD CONSTRAINT ballots_pkey PRIMARY KEY (poll_id, number);
ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.comment_revisions
    ADD CONSTRAINT comment_revisions_pkey PRIMARY KEY (comment_id, revision);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations
    ADD CONSTRAINT consultations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultations
    ADD CONSTRAINT consultations_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_email_key UNIQUE (email);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (consultation_id, revision, was);
ALTER TABLE ONLY public.deadline_letters
    ADD CONSTRAINT deadline_letters_pkey PRIMARY KEY (consultation_id, what, due_on, days);
ALTER TABLE ONLY public.deadline_rules
    ADD CONSTRAINT deadline_rules_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.deadlines_met
    ADD CONSTRAINT deadlines_met_pkey PRIMARY KEY (consultation_id, what);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_consultation_id_version_key UNIQUE (consultation_id, version);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (channel, seq);
ALTER TABLE ONLY public.letter_choices
    ADD CONSTRAINT letter_choices_pkey PRIMARY KEY (account_id, kind);
ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_pkey PRIMARY KEY (draft_id, "position");
ALTER TABLE ONLY public.meeting_focuses
    ADD CONSTRAINT meeting_focuses_pkey PRIMARY KEY (meeting_id, seq);
ALTER TABLE ONLY public.meeting_members
    ADD CONSTRAINT meeting_members_pkey PRIMARY KEY (meeting_id, account_id);
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_code_key UNIQUE (code);
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT minutes_pkey PRIMARY KEY (meeting_id, revision);
ALTER TABLE ONLY public.opinions
    ADD CONSTRAINT opinions_pkey PRIMARY KEY (consultation_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_kind_account_id_subject_cause_revision_key UNIQUE (kind, account_id, subject, cause, revision);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_pkey PRIMARY KEY (consultation_id, account_id);
ALTER TABLE ONLY public.poll_options
    ADD CONSTRAINT poll_options_id_key UNIQUE (id);
ALTER TABLE ONLY public.poll_options
    ADD CONSTRAINT poll_options_pkey PRIMARY KEY (poll_id, "position");
ALTER TABLE ONLY public.polls
    ADD CONSTRAINT polls_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.prepared_drafts
    ADD CONSTRAINT prepared_drafts_pkey PRIMARY KEY (consultation_id);
ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.question_supports
    ADD CONSTRAINT question_supports_pkey PRIMARY KEY (question_id, account_id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT questions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (meeting_id, account_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT sign_ins_link_hash_key UNIQUE (link_hash);
ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT speakers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.spoken_remarks
    ADD CONSTRAINT spoken_remarks_pkey PRIMARY KEY (speaker_id);
ALTER TABLE ONLY public.supports
    ADD CONSTRAINT supports_pkey PRIMARY KEY (comment_id, account_id);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.unit_counts
    ADD CONSTRAINT unit_counts_pkey PRIMARY KEY (consultation_id, unit_id);
ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (draft_id, id);
ALTER TABLE ONLY public.voters
    ADD CONSTRAINT voters_pkey PRIMARY KEY (poll_id, account_id);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT votes_pkey PRIMARY KEY (poll_id, account_id);
CREATE INDEX answers_consultation ON public.answers USING btree (consultation_id, id);
CREATE INDEX audit_by_time ON public.audit USING btree (at, id);
CREATE INDEX comments_account ON public.comments USING btree (account_id, created_at, id);
CREATE INDEX comments_answer ON public.comments USING btree (answer_id) WHERE (answer_id IS NOT NULL);
CREATE INDEX comments_by_support ON public.comments USING btree (consultation_id, supports, id);
CREATE INDEX comments_by_time ON public.comments USING btree (consultation_id, created_at, id);
CREATE INDEX comments_by_unit ON public.comments USING btree (consultation_id, unit_id, created_at, id);
CREATE INDEX comments_by_unit_support ON public.comments USING btree (consultation_id, unit_id, supports, id);
CREATE UNIQUE INDEX comments_numbers ON public.comments USING btree (consultation_id, number);
CREATE INDEX comments_pending ON public.comments USING btree (consultation_id, created_at, id) WHERE (status = 'pending'::text);
CREATE INDEX comments_replies ON public.comments USING btree (root_id, created_at, id) WHERE (root_id IS NOT NULL);
CREATE INDEX comments_roots ON public.comments USING btree (consultation_id, created_at, id) WHERE (parent_id IS NULL);
CREATE INDEX comments_tallies ON public.comments USING btree (consultation_id, tally_head);
CREATE INDEX comments_unanswered ON public.comments USING btree (consultation_id, created_at, id) WHERE ((answered_at IS NULL) AND (parent_id IS NULL) AND (status = ANY (ARRAY['published'::text, 'pending'::text])));
CREATE INDEX consultations_closing ON public.consultations USING btree (closes_at, id);
CREATE INDEX matches_removed ON public.matches USING btree (from_unit) WHERE (to_unit IS NULL);
CREATE INDEX meeting_members_account ON public.meeting_members USING btree (account_id);
CREATE INDEX meetings_begin ON public.meetings USING btree (starts_at, id);
CREATE INDEX meetings_consultation ON public.meetings USING btree (consultation_id, starts_at, id);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at) WHERE ((marked_at IS NULL) AND (gave_up_at IS NULL));
CREATE INDEX outbox_letter ON public.outbox USING btree (letter) WHERE (letter IS NOT NULL);
CREATE INDEX outbox_open ON public.outbox USING btree (marked_at) WHERE ((sent_at IS NULL) AND (gave_up_at IS NULL));
CREATE INDEX parked_expiry ON public.parked USING btree (expires_at);
CREATE INDEX polls_meeting ON public.polls USING btree (meeting_id, created_at, id);
CREATE INDEX private_links_expiry ON public.private_links USING btree (expires_at);
CREATE INDEX questions_meeting ON public.questions USING btree (meeting_id, created_at, id);
CREATE INDEX questions_tallies ON public.questions USING btree (meeting_id, tally_head);
CREATE INDEX reminders_due ON public.reminders USING btree (due_at) WHERE (sent_at IS NULL);
CREATE INDEX reminders_news ON public.reminders USING btree (news_at) WHERE (news_at IS NOT NULL);
CREATE INDEX sessions_account ON public.sessions USING btree (account_id, created_at);
CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at);
CREATE INDEX sign_ins_expiry ON public.sign_ins USING btree (expires_at);
CREATE INDEX speakers_meeting ON public.speakers USING btree (meeting_id, raised_at, id);
CREATE UNIQUE INDEX speakers_one_floor ON public.speakers USING btree (meeting_id) WHERE ((called_at IS NOT NULL) AND (ended_at IS NULL));
CREATE UNIQUE INDEX speakers_one_hand ON public.speakers USING btree (meeting_id, account_id) WHERE (ended_at IS NULL);
CREATE INDEX spoken_remarks_meeting ON public.spoken_remarks USING btree (meeting_id);
CREATE INDEX units_by_id ON public.units USING btree (id);
CREATE UNIQUE INDEX units_order ON public.units USING btree (draft_id, "position");
ALTER TABLE ONLY public.agenda_items
    ADD CONSTRAINT agenda_items_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.answer_revisions
    ADD CONSTRAINT answer_revisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.answer_revisions
    ADD CONSTRAINT answer_revisions_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES public.answers(id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.ballots
    ADD CONSTRAINT ballots_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.polls(id);
ALTER TABLE ONLY public.comment_revisions
    ADD CONSTRAINT comment_revisions_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comments(id);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES public.answers(id);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.comments(id);
ALTER TABLE ONLY public.comments
    ADD CONSTRAINT comments_root_id_fkey FOREIGN KEY (root_id) REFERENCES public.comments(id);
ALTER TABLE ONLY public.consultations
    ADD CONSTRAINT consultations_responsible_fkey FOREIGN KEY (responsible) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.deadline_letters
    ADD CONSTRAINT deadline_letters_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.deadlines_met
    ADD CONSTRAINT deadlines_met_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.deadlines_met
    ADD CONSTRAINT deadlines_met_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_channel_fkey FOREIGN KEY (channel) REFERENCES public.channels(name);
ALTER TABLE ONLY public.letter_choices
    ADD CONSTRAINT letter_choices_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.drafts(id);
ALTER TABLE ONLY public.meeting_focuses
    ADD CONSTRAINT meeting_focuses_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.meeting_members
    ADD CONSTRAINT meeting_members_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.meeting_members
    ADD CONSTRAINT meeting_members_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT minutes_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT minutes_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.opinions
    ADD CONSTRAINT opinions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.opinions
    ADD CONSTRAINT opinions_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.participants
    ADD CONSTRAINT participants_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.poll_options
    ADD CONSTRAINT poll_options_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.polls(id);
ALTER TABLE ONLY public.polls
    ADD CONSTRAINT polls_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.prepared_drafts
    ADD CONSTRAINT prepared_drafts_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.prepared_drafts
    ADD CONSTRAINT prepared_drafts_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.question_supports
    ADD CONSTRAINT question_supports_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.question_supports
    ADD CONSTRAINT question_supports_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT questions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT questions_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT questions_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.questions(id);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.reminders
    ADD CONSTRAINT reminders_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT speakers_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.speakers
    ADD CONSTRAINT speakers_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.spoken_remarks
    ADD CONSTRAINT spoken_remarks_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);
ALTER TABLE ONLY public.spoken_remarks
    ADD CONSTRAINT spoken_remarks_speaker_id_fkey FOREIGN KEY (speaker_id) REFERENCES public.speakers(id);
ALTER TABLE ONLY public.supports
    ADD CONSTRAINT supports_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.supports
    ADD CONSTRAINT supports_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES public.comments(id);
ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.unit_counts
    ADD CONSTRAINT unit_counts_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES public.consultations(id);
ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.drafts(id);
ALTER TABLE ONLY public.voters
    ADD CONSTRAINT voters_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.voters
    ADD CONSTRAINT voters_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.polls(id);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT votes_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT votes_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.polls(id);
