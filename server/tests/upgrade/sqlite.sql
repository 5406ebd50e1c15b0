PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
INSERT INTO _sqlx_migrations VALUES(1,'first','2026-11-27 23:28:11',1,X'47a5725d1e1cb4a37ced90ba5196a1acaaf02af66b3ac59c3b2c9b19d50f6f13b3245869dd1da83c701d638a46f815ab',35107479);
INSERT INTO _sqlx_migrations VALUES(2,'meetings','2026-11-27 23:28:11',1,X'734f36ae192793e23e764d91eae2ff174396f977985a45f88c0b4eef62daeee393f6329f2a00fa27592f65ece66fad51',21609800);
INSERT INTO _sqlx_migrations VALUES(3,'around meetings','2026-11-27 23:28:11',1,X'2c3b08dd017811b638255e66ac7156a2c26e9c3c99250187dfb0d65972c8cf4ee81bfc3712391f761bd81681062a66f3',43815694);
INSERT INTO _sqlx_migrations VALUES(4,'answers','2026-11-27 23:28:11',1,X'1a8767d1c696aa008b7195abcfcca4f75729b3fe1ab4536a9bdef2dcf72a0b90aae0e3ab91f91fb9184b2f49741613dd',66976194);
INSERT INTO _sqlx_migrations VALUES(5,'letters','2026-11-27 23:28:11',1,X'0161e97a31d7ff8bd9eb7070cdd525be8c4669840f7e45b5dd4e85665b6acdcfd78c99ec3fb8b2480db55e0ace8a32f6',30877880);
INSERT INTO _sqlx_migrations VALUES(6,'deadlines','2026-11-27 23:28:11',1,X'2b99f5ba8eda61aa277dc2ac5335bf44d8e67522f217ad82adbbaabe24fc61ac0dc93fa340924cda4e5b6fe80bc6a178',36416737);
CREATE TABLE accounts (
    id blob primary key,
    name text not null,
    role text not null,
    created_at integer not null
, lang text not null default 'pl') strict;
INSERT INTO accounts VALUES(X'01a21f567e0d7abbae29a7dd04a3d6c8','Ewa','moderator',1795822091789,'pl');
INSERT INTO accounts VALUES(X'01a21f567fea7b44a9441304db632b72','Anna','resident',1795822092266,'pl');
INSERT INTO accounts VALUES(X'01a21f5681307b5d82b3a764b050bc97','Jan','resident',1795822092592,'pl');
INSERT INTO accounts VALUES(X'01a21f56826a7123a2cf9446a9e738a9','Adam','admin',1795822092906,'pl');
CREATE TABLE contacts (
    account_id blob primary key references accounts (id),
    email text not null unique
) strict;
INSERT INTO contacts VALUES(X'01a21f567e0d7abbae29a7dd04a3d6c8','ewa@example.org');
INSERT INTO contacts VALUES(X'01a21f567fea7b44a9441304db632b72','anna@example.org');
INSERT INTO contacts VALUES(X'01a21f5681307b5d82b3a764b050bc97','jan@example.org');
INSERT INTO contacts VALUES(X'01a21f56826a7123a2cf9446a9e738a9','adam@example.org');
CREATE TABLE sign_ins (
    id blob primary key,
    email text not null,
    link_hash blob not null unique,
    code_hash blob not null,
    attempts integer not null,
    next text not null,
    created_at integer not null,
    expires_at integer not null
) strict;
CREATE TABLE sessions (
    id blob primary key,
    account_id blob not null references accounts (id),
    token_hash blob not null unique,
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict;
CREATE TABLE tokens (
    id blob primary key,
    account_id blob not null references accounts (id),
    token_hash blob not null unique,
    created_at integer not null
) strict;
INSERT INTO tokens VALUES(X'01a21f567efa70c8ac1f1e46eb4dfb67',X'01a21f567e0d7abbae29a7dd04a3d6c8',X'ff6b92823b7f7ae4ca77b7e26750e3351e2dc2ba9b3da22beb5f7fb11254adb9',1795822092017);
INSERT INTO tokens VALUES(X'01a21f5680ad796e9bff623687a8b89b',X'01a21f567fea7b44a9441304db632b72',X'64eb2b953082553066b0ad45ae400604227ebb2c19fd31ae21e3672bd6f75afd',1795822092450);
INSERT INTO tokens VALUES(X'01a21f5681cf7d97878c37c4ee4b4a7f',X'01a21f5681307b5d82b3a764b050bc97',X'8396f6c71f6016370d598b15dcd34a41449f9e63b1cebb79b22f00ebd6959fb3',1795822092746);
INSERT INTO tokens VALUES(X'01a21f5683207bf8ac663b3102006895',X'01a21f56826a7123a2cf9446a9e738a9',X'0ea9a6c8f9961f3561171b14390d00432f630608bfe83a2a3c1851a232345dca',1795822093084);
CREATE TABLE consultations (
    id blob primary key,
    slug text not null unique,
    kind text not null,
    title text not null,
    summary text not null,
    notice text not null,
    audience text not null,
    moderation text not null,
    opens_at integer not null,
    closes_at integer not null,
    published_at integer,
    reported_at integer,
    created_at integer not null,
    draft_version integer not null,
    comments integer not null,
    participants integer not null
, numbers integer not null default 0, draft_revision integer not null default 0, revision integer not null default 0, responsible blob references accounts (id)) strict;
INSERT INTO consultations VALUES(X'01a21f5683aa775bac92087a83be567a','program-wspolpracy-na-2027-rok','cooperation_programme','Program współpracy na 2027 rok','Jak miasto ma współpracować z organizacjami.','{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}','everyone','post',1767254400000,4102441199000,1795822093217,NULL,1795822093217,2,3,3,5,0,0,X'01a21f567e0d7abbae29a7dd04a3d6c8');
INSERT INTO consultations VALUES(X'01a21f5688eb7d2688bd2ae6d0cc8914','regulamin-parku','local_act','Regulamin parku','Jak miasto ma współpracować z organizacjami.','{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}','everyone','pre',1767254400000,4102441199000,1795822094556,NULL,1795822094556,1,0,0,1,0,0,X'01a21f567e0d7abbae29a7dd04a3d6c8');
INSERT INTO consultations VALUES(X'01a21f5689467aeb86daa94de4fe2842','szkic','cooperation_programme','Szkic','Jak miasto ma współpracować z organizacjami.','{"subject":"Projekt programu","aim":"Zebranie uwag","legal_basis":"","territory":"","unit":"Biuro Partycypacji","contact":"","forms":["uwagi pisemne","spotkanie"]}','everyone','post',1767254400000,4102441199000,NULL,NULL,1795822094648,1,0,0,0,0,0,X'01a21f567e0d7abbae29a7dd04a3d6c8');
CREATE TABLE drafts (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    version integer not null,
    format text not null,
    source text not null,
    created_at integer not null, note text not null default '',
    unique (consultation_id, version)
) strict;
INSERT INTO drafts VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683aa775bac92087a83be567a',1,'text',replace('Rozdział 1\nPostanowienia ogólne\n§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 7. 1. Na realizację programu przeznacza się 100 000 zł.\n2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.','\n',char(10)),1795822093217,'');
INSERT INTO drafts VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',X'01a21f5683aa775bac92087a83be567a',2,'text',replace('Rozdział 1\nPostanowienia ogólne\n§ 1. Program określa zasady współpracy.\n§ 2. Nowy przepis.\n§ 3. Wchodzi w życie.','\n',char(10)),1795822093763,'po uwagach');
INSERT INTO drafts VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688eb7d2688bd2ae6d0cc8914',1,'text',replace('Rozdział 1\nPostanowienia ogólne\n§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 7. 1. Na realizację programu przeznacza się 100 000 zł.\n2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.','\n',char(10)),1795822094556,'');
INSERT INTO drafts VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689467aeb86daa94de4fe2842',1,'text',replace('Rozdział 1\nPostanowienia ogólne\n§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 2. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 3. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 4. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 5. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 6. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 7. 1. Na realizację programu przeznacza się 100 000 zł.\n2. Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 8. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 9. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 10. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 11. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 12. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 13. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 14. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.\n§ 15. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.','\n',char(10)),1795822094648,'');
CREATE TABLE units (
    draft_id blob not null references drafts (id),
    id blob not null,
    position integer not null,
    kind text not null,
    label text not null,
    depth integer not null,
    text text not null,
    primary key (draft_id, id)
) strict;
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a1730595fbc5bb2922d980',0,'chapter','Rozdział 1',0,'Postanowienia ogólne');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a172548dec0354b7438f2f',1,'section','§ 1',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17e068653ecd978d65deb',2,'section','§ 2',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17f41ac24b1b3b5c9a6b0',3,'section','§ 3',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17e27823ab37f2f8d9559',4,'section','§ 4',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17dd5afe58d4d67d0413a',5,'section','§ 5',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a172b8894fb443296e3ca1',6,'section','§ 6',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17d2ba322b275295e38d3',7,'section','§ 7',1,'');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17cf0819f38ffe7fab471',8,'subsection','§ 7 ust. 1',2,'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17fa79ed140358022272a',9,'subsection','§ 7 ust. 2',2,'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17aecb97cd34f82e5827d',10,'section','§ 8',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a175d8865d078e4ee00682',11,'section','§ 9',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17f82b4f58e2f0aef7f93',12,'section','§ 10',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17b9c9efcba2066e6807e',13,'section','§ 11',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17350bc6af40b0fc0f01a',14,'section','§ 12',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17816a0965a6f8c7da77b',15,'section','§ 13',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17c09acb0f93257cf97f4',16,'section','§ 14',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5683a17281b173a88ff685b84e',X'01a21f5683a17328bf3dfbcc350aba47',17,'section','§ 15',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',X'01a21f5683a1730595fbc5bb2922d980',0,'chapter','Rozdział 1',0,'Postanowienia ogólne');
INSERT INTO units VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',X'01a21f5683a172548dec0354b7438f2f',1,'section','§ 1',1,'Program określa zasady współpracy.');
INSERT INTO units VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',X'01a21f5685c37464a485d727c60cbfbe',2,'section','§ 2',1,'Nowy przepis.');
INSERT INTO units VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',X'01a21f5685c372b0b1963bab95332e49',3,'section','§ 3',1,'Wchodzi w życie.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7b2fac0e5c95b6883763',0,'chapter','Rozdział 1',0,'Postanowienia ogólne');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc72138521276a34d180c7',1,'section','§ 1',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7006b111866c9fb78c20',2,'section','§ 2',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7dc991d7006e3632965a',3,'section','§ 3',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc70fd97ee72c029442fce',4,'section','§ 4',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc708da012a68552391655',5,'section','§ 5',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc782e8bdc95186b9eb7c5',6,'section','§ 6',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7844941877d706b954ba',7,'section','§ 7',1,'');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc793397b8d2527941475b',8,'subsection','§ 7 ust. 1',2,'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc722ea4f7d5974d27be75',9,'subsection','§ 7 ust. 2',2,'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7856933a8392fba483f4',10,'section','§ 8',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc74d2b3b26c6241f2b1af',11,'section','§ 9',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc754d828e0895922a550c',12,'section','§ 10',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc77bfbd124f52235efc42',13,'section','§ 11',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc749a92bdc0e9077175c0',14,'section','§ 12',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc72dcb9615a6e1aa0d855',15,'section','§ 13',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7298abe9c9ed39a79b61',16,'section','§ 14',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f5688dc738188aef8303dea7029',X'01a21f5688dc7aff8447361a8dc11164',17,'section','§ 15',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387cd9a5f3640dac865d9c',0,'chapter','Rozdział 1',0,'Postanowienia ogólne');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387e8daabdd7966e685d75',1,'section','§ 1',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f56893879d5bfb2a8b8cac427b7',2,'section','§ 2',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387451a5985cfcbd02c7e5',3,'section','§ 3',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f568938735fb87da7b09e18614a',4,'section','§ 4',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387f3ea58a8b62236eacf1',5,'section','§ 5',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387ea2ab97072830273d15',6,'section','§ 6',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387223b233ae04694dbfbb',7,'section','§ 7',1,'');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387a01a61edc18f2eeed41',8,'subsection','§ 7 ust. 1',2,'Na realizację programu przeznacza się 100 000 zł.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f56893871999ebe65b431055c66',9,'subsection','§ 7 ust. 2',2,'Kwota może być zmieniona. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387c8989683f7f93f5925d',10,'section','§ 8',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387b7db85ba44a6418ccb5',11,'section','§ 9',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387230ab5660359f31f635',12,'section','§ 10',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387974abec90377e5473ac',13,'section','§ 11',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387190b26038b99f4ff102',14,'section','§ 12',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f5689387b1b9de538d5f1f944ff',15,'section','§ 13',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f568938723e892e33e1d0b50c36',16,'section','§ 14',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
INSERT INTO units VALUES(X'01a21f56893877d095fd1dbf2c8dc1b4',X'01a21f56893876b6a1c81363ec99946d',17,'section','§ 15',1,'Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi, zakres zadań i sposób ich finansowania.');
CREATE TABLE comments (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    unit_id blob,
    parent_id blob references comments (id),
    root_id blob references comments (id),
    account_id blob not null references accounts (id),
    body text not null,
    revision integer not null,
    status text not null,
    hidden_reason text,
    supports integer not null,
    replies integer not null,
    created_at integer not null,
    edited_at integer,
    seq integer,
    tally_head integer not null
, number integer not null default 0, draft_version integer not null default 1, source text not null default 'online', answer_id blob references answers (id), answered_at integer) strict;
INSERT INTO comments VALUES(X'817ac066ef5b4d1d99de5b3eaab4056a',X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17d2ba322b275295e38d3',NULL,NULL,X'01a21f567fea7b44a9441304db632b72','Za mało **drzew**.',1,'published',NULL,1,1,1795822093291,NULL,10,5,1,1,'online',X'01a21f568536712eb41f305d4b1f8d41',1795822093622);
INSERT INTO comments VALUES(X'58d823f6cec64e6282535b7dab18a0b3',X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17d2ba322b275295e38d3',X'817ac066ef5b4d1d99de5b3eaab4056a',X'817ac066ef5b4d1d99de5b3eaab4056a',X'01a21f567e0d7abbae29a7dd04a3d6c8','Sprawdzimy.',1,'published',NULL,0,0,1795822093344,NULL,3,-1,2,1,'online',NULL,NULL);
INSERT INTO comments VALUES(X'e91e98c49e184f0aa9a0e005089fcd2d',X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17f41ac24b1b3b5c9a6b0',NULL,NULL,X'01a21f5681307b5d82b3a764b050bc97','Literówka w § 3',2,'published',NULL,0,0,1795822093373,1795822093407,5,-1,3,1,'online',X'01a21f568579762cb21407d01069910e',NULL);
INSERT INTO comments VALUES(X'a029f1a9e73640029e95b48e536e70ee',X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17dd5afe58d4d67d0413a',NULL,NULL,X'01a21f5681307b5d82b3a764b050bc97','Do ukrycia',1,'hidden','dane osobowe',0,0,1795822093473,NULL,7,-1,4,1,'online',NULL,NULL);
INSERT INTO comments VALUES(X'b575092d8f244f9caabb9ba9343a9c64',X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17dd5afe58d4d67d0413a',NULL,NULL,X'01a21f567fea7b44a9441304db632b72','Do wycofania',1,'withdrawn',NULL,0,0,1795822093543,NULL,9,-1,5,1,'online',NULL,NULL);
INSERT INTO comments VALUES(X'85edf3766345464b9bbee3682e497390',X'01a21f5688eb7d2688bd2ae6d0cc8914',X'01a21f5688dc72138521276a34d180c7',NULL,NULL,X'01a21f567fea7b44a9441304db632b72','Czeka',1,'pending',NULL,0,0,1795822094615,NULL,NULL,-1,1,1,'online',NULL,NULL);
CREATE TABLE comment_revisions (
    comment_id blob not null references comments (id),
    revision integer not null,
    body text not null,
    at integer not null,
    primary key (comment_id, revision)
) strict, without rowid;
INSERT INTO comment_revisions VALUES(X'e91e98c49e184f0aa9a0e005089fcd2d',1,'Literówka',1795822093373);
INSERT INTO comment_revisions VALUES(X'e91e98c49e184f0aa9a0e005089fcd2d',2,'Literówka w § 3',1795822093407);
CREATE TABLE supports (
    comment_id blob not null references comments (id),
    account_id blob not null references accounts (id),
    created_at integer not null,
    primary key (comment_id, account_id)
) strict, without rowid;
INSERT INTO supports VALUES(X'817ac066ef5b4d1d99de5b3eaab4056a',X'01a21f5681307b5d82b3a764b050bc97',1795822093449);
CREATE TABLE unit_counts (
    consultation_id blob not null references consultations (id),
    unit_id blob not null,
    comments integer not null,
    primary key (consultation_id, unit_id)
) strict, without rowid;
INSERT INTO unit_counts VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17d2ba322b275295e38d3',2);
INSERT INTO unit_counts VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17dd5afe58d4d67d0413a',0);
INSERT INTO unit_counts VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f5683a17f41ac24b1b3b5c9a6b0',1);
CREATE TABLE participants (
    consultation_id blob not null references consultations (id),
    account_id blob not null references accounts (id),
    comments integer not null,
    primary key (consultation_id, account_id)
) strict, without rowid;
INSERT INTO participants VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f567e0d7abbae29a7dd04a3d6c8',1);
INSERT INTO participants VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f567fea7b44a9441304db632b72',1);
INSERT INTO participants VALUES(X'01a21f5683aa775bac92087a83be567a',X'01a21f5681307b5d82b3a764b050bc97',1);
CREATE TABLE channels (
    name text primary key,
    seq integer not null
) strict, without rowid;
INSERT INTO channels VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',12);
INSERT INTO channels VALUES('consultation/01a21f56-88eb-7d26-88bd-2ae6d0cc8914',1);
INSERT INTO channels VALUES('session/01a21f56-864d-7940-8099-4570587e776a',10);
INSERT INTO channels VALUES('session/01a21f56-889e-7af3-9df2-24b6ebc3578b',1);
CREATE TABLE events (
    channel text not null references channels (name),
    seq integer not null,
    at integer not null,
    kind text not null,
    subject blob not null,
    revision integer not null,
    primary key (channel, seq)
) strict, without rowid;
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',1,1795822093217,'draft.published',X'01a21f5683aa775bac92087a83be567a',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',2,1795822093291,'comment.posted',X'817ac066ef5b4d1d99de5b3eaab4056a',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',3,1795822093344,'comment.posted',X'58d823f6cec64e6282535b7dab18a0b3',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',4,1795822093373,'comment.posted',X'e91e98c49e184f0aa9a0e005089fcd2d',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',5,1795822093407,'comment.edited',X'e91e98c49e184f0aa9a0e005089fcd2d',2);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',6,1795822093473,'comment.posted',X'a029f1a9e73640029e95b48e536e70ee',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',7,1795822093507,'comment.hidden',X'a029f1a9e73640029e95b48e536e70ee',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',8,1795822093543,'comment.posted',X'b575092d8f244f9caabb9ba9343a9c64',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',9,1795822093566,'comment.withdrawn',X'b575092d8f244f9caabb9ba9343a9c64',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',10,1795822093622,'answer.published',X'817ac066ef5b4d1d99de5b3eaab4056a',1);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',11,1795822093763,'draft.published',X'01a21f5683aa775bac92087a83be567a',2);
INSERT INTO events VALUES('consultation/01a21f56-83aa-775b-ac92-087a83be567a',12,1795822093845,'consultation.changed',X'01a21f5683aa775bac92087a83be567a',0);
INSERT INTO events VALUES('consultation/01a21f56-88eb-7d26-88bd-2ae6d0cc8914',1,1795822094556,'draft.published',X'01a21f5688eb7d2688bd2ae6d0cc8914',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',1,1795822093893,'session.changed',X'01a21f56864d794080994570587e776a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',2,1795822093931,'session.started',X'01a21f56864d794080994570587e776a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',3,1795822093972,'question.asked',X'25fe910e8cd0467a8dbec463ad0fc64d',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',4,1795822094058,'poll.opened',X'01a21f5686cf73629a6436f087e9144a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',5,1795822094058,'session.focused',X'01a21f56864d794080994570587e776a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',6,1795822094165,'poll.closed',X'01a21f5686cf73629a6436f087e9144a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',7,1795822094224,'poll.opened',X'01a21f56877b7f369a1b7122b40e09d8',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',8,1795822094224,'session.focused',X'01a21f56864d794080994570587e776a',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',9,1795822094309,'poll.closed',X'01a21f56877b7f369a1b7122b40e09d8',1);
INSERT INTO events VALUES('session/01a21f56-864d-7940-8099-4570587e776a',10,1795822094400,'session.ended',X'01a21f56864d794080994570587e776a',1);
INSERT INTO events VALUES('session/01a21f56-889e-7af3-9df2-24b6ebc3578b',1,1795822094488,'session.changed',X'01a21f56889e7af39df224b6ebc3578b',1);
CREATE TABLE parked (
    id blob primary key,
    body text not null,
    comment_id blob not null,
    expires_at integer not null
) strict;
CREATE TABLE audit (
    id blob primary key,
    at integer not null,
    account_id blob references accounts (id),
    action text not null,
    subject blob not null,
    detail text not null
) strict;
INSERT INTO audit VALUES(X'01a21f567e11733aa40b664d8304251f',1795822091789,NULL,'account.create',X'01a21f567e0d7abbae29a7dd04a3d6c8','moderator');
INSERT INTO audit VALUES(X'01a21f567efa705b8111d3e4bc8666e6',1795822092017,NULL,'token.create',X'01a21f567e0d7abbae29a7dd04a3d6c8','');
INSERT INTO audit VALUES(X'01a21f567ff375e8adba7acceeee0995',1795822092266,NULL,'account.create',X'01a21f567fea7b44a9441304db632b72','resident');
INSERT INTO audit VALUES(X'01a21f5680ad78cfa966fdc56bc2368c',1795822092450,NULL,'token.create',X'01a21f567fea7b44a9441304db632b72','');
INSERT INTO audit VALUES(X'01a21f5681317397879a3833beca34aa',1795822092592,NULL,'account.create',X'01a21f5681307b5d82b3a764b050bc97','resident');
INSERT INTO audit VALUES(X'01a21f5681cf7e1cb3831f3131d08b61',1795822092746,NULL,'token.create',X'01a21f5681307b5d82b3a764b050bc97','');
INSERT INTO audit VALUES(X'01a21f5682707a2cbcb9189afaa5cd54',1795822092906,NULL,'account.create',X'01a21f56826a7123a2cf9446a9e738a9','admin');
INSERT INTO audit VALUES(X'01a21f56832073fca4fe08a52bbb3523',1795822093084,NULL,'token.create',X'01a21f56826a7123a2cf9446a9e738a9','');
INSERT INTO audit VALUES(X'01a21f5683597ea5a039ba5865242a52',1795822093145,X'01a21f56826a7123a2cf9446a9e738a9','rule.set',X'00000000000000000000000000000000','strategy');
INSERT INTO audit VALUES(X'01a21f5683a1723fbafeed900c38b367',1795822093217,X'01a21f567e0d7abbae29a7dd04a3d6c8','consultation.create',X'01a21f5683aa775bac92087a83be567a','');
INSERT INTO audit VALUES(X'01a21f5684c37287b2106b5d517773dc',1795822093507,X'01a21f567e0d7abbae29a7dd04a3d6c8','comment.hide',X'a029f1a9e73640029e95b48e536e70ee','dane osobowe');
INSERT INTO audit VALUES(X'01a21f568536745d94914b2159da9d79',1795822093622,X'01a21f567e0d7abbae29a7dd04a3d6c8','comment.answer',X'817ac066ef5b4d1d99de5b3eaab4056a','#1');
INSERT INTO audit VALUES(X'01a21f568579710e81364f0f07936746',1795822093689,X'01a21f567e0d7abbae29a7dd04a3d6c8','comment.draft_answer',X'e91e98c49e184f0aa9a0e005089fcd2d','#3');
INSERT INTO audit VALUES(X'01a21f5685c378b9b9d4e5beb9360bb9',1795822093763,X'01a21f567e0d7abbae29a7dd04a3d6c8','draft.publish',X'01a21f5683aa775bac92087a83be567a','2');
INSERT INTO audit VALUES(X'01a21f56861577a3ae7e61766a68822c',1795822093845,X'01a21f567e0d7abbae29a7dd04a3d6c8','consultation.opinion',X'01a21f5683aa775bac92087a83be567a','');
INSERT INTO audit VALUES(X'01a21f5686457f07a6abb9ed3d20452e',1795822093893,X'01a21f567e0d7abbae29a7dd04a3d6c8','session.create',X'01a21f56864d794080994570587e776a','');
INSERT INTO audit VALUES(X'01a21f56866b759d9051175d4a6cefc8',1795822093931,X'01a21f567e0d7abbae29a7dd04a3d6c8','session.start',X'01a21f56864d794080994570587e776a','');
INSERT INTO audit VALUES(X'01a21f5686c7761d820f8446bdfeea53',1795822094023,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.create',X'01a21f5686cf73629a6436f087e9144a','');
INSERT INTO audit VALUES(X'01a21f5686ea7b04918b02f1fb74d435',1795822094058,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.open',X'01a21f5686cf73629a6436f087e9144a','');
INSERT INTO audit VALUES(X'01a21f5687557b3ba903eceee64faca3',1795822094165,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.close',X'01a21f5686cf73629a6436f087e9144a','');
INSERT INTO audit VALUES(X'01a21f5687677ac4bb4eb638bdd1cca7',1795822094183,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.create',X'01a21f56877b7f369a1b7122b40e09d8','');
INSERT INTO audit VALUES(X'01a21f568790791babf4d50db7979ddf',1795822094224,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.open',X'01a21f56877b7f369a1b7122b40e09d8','');
INSERT INTO audit VALUES(X'01a21f5687e574e2a6efefe1907d09ea',1795822094309,X'01a21f567e0d7abbae29a7dd04a3d6c8','poll.close',X'01a21f56877b7f369a1b7122b40e09d8','');
INSERT INTO audit VALUES(X'01a21f5688407e0b9b665a6a16e16181',1795822094400,X'01a21f567e0d7abbae29a7dd04a3d6c8','session.end',X'01a21f56864d794080994570587e776a','');
INSERT INTO audit VALUES(X'01a21f5688987f968cb616e2baaea870',1795822094488,X'01a21f567e0d7abbae29a7dd04a3d6c8','session.create',X'01a21f56889e7af39df224b6ebc3578b','');
INSERT INTO audit VALUES(X'01a21f5688dc7a65a167e3f86b23dd98',1795822094556,X'01a21f567e0d7abbae29a7dd04a3d6c8','consultation.create',X'01a21f5688eb7d2688bd2ae6d0cc8914','');
INSERT INTO audit VALUES(X'01a21f56893874d3ad410e9346c42caf',1795822094648,X'01a21f567e0d7abbae29a7dd04a3d6c8','consultation.create',X'01a21f5689467aeb86daa94de4fe2842','');
CREATE TABLE meetings (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    title text not null,
    place text not null,
    starts_at integer not null,
    public integer not null,
    code text not null unique,
    approve_questions integer not null,
    anonymous_questions integer not null,
    first_speakers_first integer not null,
    speech_seconds integer not null,
    started_at integer,
    ended_at integer,
    focus_item blob,
    focus_unit blob,
    focus_question blob,
    focus_poll blob,
    -- Counts what only those see who run it.
    desk integer not null,
    created_at integer not null
, ends_at integer, cancelled_at integer, minutes_at integer, guests integer not null default 1, revision integer not null default 0) strict;
INSERT INTO meetings VALUES(X'01a21f56864d794080994570587e776a',X'01a21f5683aa775bac92087a83be567a','Spotkanie otwarte','Wirydarz',4054111200000,1,'923AP7',0,0,1,180,1795822093931,1795822094400,NULL,NULL,NULL,X'01a21f56877b7f369a1b7122b40e09d8',2,1795822093893,NULL,NULL,NULL,1,0);
INSERT INTO meetings VALUES(X'01a21f56889e7af39df224b6ebc3578b',X'01a21f5683aa775bac92087a83be567a','Spotkanie otwarte','Wirydarz',4054111200000,1,'HYG85Y',0,0,1,180,NULL,NULL,NULL,NULL,NULL,NULL,0,1795822094488,NULL,NULL,NULL,1,0);
CREATE TABLE meeting_members (
    meeting_id blob not null references meetings (id),
    account_id blob not null references accounts (id),
    primary key (meeting_id, account_id)
) strict, without rowid;
CREATE TABLE agenda_items (
    meeting_id blob not null references meetings (id),
    position integer not null,
    id blob not null unique,
    title text not null,
    unit_id blob,
    primary key (meeting_id, position)
) strict, without rowid;
INSERT INTO agenda_items VALUES(X'01a21f56864d794080994570587e776a',0,X'01a21f56864d730e866ec975d20f3c08','Zasady',X'01a21f5683a172548dec0354b7438f2f');
INSERT INTO agenda_items VALUES(X'01a21f56889e7af39df224b6ebc3578b',0,X'01a21f56889e76d4b8320867445f869b','Zasady',X'01a21f5683a172548dec0354b7438f2f');
CREATE TABLE meeting_focuses (
    meeting_id blob not null references meetings (id),
    seq integer not null,
    at integer not null,
    item_id blob,
    unit_id blob,
    primary key (meeting_id, seq)
) strict, without rowid;
CREATE TABLE questions (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    item_id blob,
    unit_id blob,
    account_id blob not null references accounts (id),
    anonymous integer not null,
    body text not null,
    state text not null,
    merged_into blob references questions (id),
    answer text,
    supports integer not null,
    tally_head integer not null,
    created_at integer not null,
    asked_at integer
) strict;
INSERT INTO questions VALUES(X'25fe910e8cd0467a8dbec463ad0fc64d',X'01a21f56864d794080994570587e776a',NULL,NULL,X'01a21f567fea7b44a9441304db632b72',0,'Kiedy?','open',NULL,NULL,0,-1,1795822093972,1795822093972);
CREATE TABLE question_supports (
    question_id blob not null references questions (id),
    account_id blob not null references accounts (id),
    created_at integer not null,
    primary key (question_id, account_id)
) strict, without rowid;
CREATE TABLE speakers (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    account_id blob not null references accounts (id),
    raised_at integer not null,
    called_at integer,
    ended_at integer,
    seconds integer not null,
    place integer
) strict;
CREATE TABLE polls (
    id blob primary key,
    meeting_id blob not null references meetings (id),
    question text not null,
    kind text not null,
    max integer not null,
    visibility text not null,
    secret integer not null,
    opened_at integer,
    closed_at integer,
    ballots integer not null,
    told_ballots integer not null,
    created_at integer not null
, named integer not null default 0) strict;
INSERT INTO polls VALUES(X'01a21f5686cf73629a6436f087e9144a',X'01a21f56864d794080994570587e776a','Gdzie?','single',1,'live',0,1795822094058,1795822094165,2,0,1795822094023,0);
INSERT INTO polls VALUES(X'01a21f56877b7f369a1b7122b40e09d8',X'01a21f56864d794080994570587e776a','Gdzie?','single',1,'live',1,1795822094224,1795822094309,2,0,1795822094183,0);
CREATE TABLE poll_options (
    poll_id blob not null references polls (id),
    position integer not null,
    id blob not null unique,
    text text not null,
    votes integer not null,
    told_votes integer not null,
    primary key (poll_id, position)
) strict, without rowid;
INSERT INTO poll_options VALUES(X'01a21f5686cf73629a6436f087e9144a',0,X'01a21f5686cf707bb22d4450e808df82','W ratuszu',1,0);
INSERT INTO poll_options VALUES(X'01a21f5686cf73629a6436f087e9144a',1,X'01a21f5686cf7e5e95202da43d1d2ecd','W bibliotece',1,0);
INSERT INTO poll_options VALUES(X'01a21f56877b7f369a1b7122b40e09d8',0,X'01a21f56877b7e34bc836625a8c8f591','W ratuszu',1,0);
INSERT INTO poll_options VALUES(X'01a21f56877b7f369a1b7122b40e09d8',1,X'01a21f56877b7f7a982ac052791edeaf','W bibliotece',1,0);
CREATE TABLE votes (
    poll_id blob not null references polls (id),
    account_id blob not null references accounts (id),
    marks text not null,
    cast_at integer not null,
    primary key (poll_id, account_id)
) strict, without rowid;
INSERT INTO votes VALUES(X'01a21f5686cf73629a6436f087e9144a',X'01a21f567fea7b44a9441304db632b72','0',1795822094086);
INSERT INTO votes VALUES(X'01a21f5686cf73629a6436f087e9144a',X'01a21f5681307b5d82b3a764b050bc97','1',1795822094124);
CREATE TABLE ballots (
    poll_id blob not null references polls (id),
    number integer not null,
    marks text not null,
    primary key (poll_id, number)
) strict, without rowid;
INSERT INTO ballots VALUES(X'01a21f56877b7f369a1b7122b40e09d8',1,'0');
INSERT INTO ballots VALUES(X'01a21f56877b7f369a1b7122b40e09d8',2,'1');
CREATE TABLE voters (
    poll_id blob not null references polls (id),
    account_id blob not null references accounts (id),
    primary key (poll_id, account_id)
) strict, without rowid;
INSERT INTO voters VALUES(X'01a21f56877b7f369a1b7122b40e09d8',X'01a21f567fea7b44a9441304db632b72');
INSERT INTO voters VALUES(X'01a21f56877b7f369a1b7122b40e09d8',X'01a21f5681307b5d82b3a764b050bc97');
CREATE TABLE reminders (
    meeting_id blob not null references meetings (id),
    account_id blob not null references accounts (id),
    lang text not null,
    due_at integer not null,
    sent_at integer,
    -- What they are to be told of a change, 'changed' or 'cancelled', and from when on; no moment once it was told.
    news text,
    news_at integer,
    primary key (meeting_id, account_id)
) strict, without rowid;
INSERT INTO reminders VALUES(X'01a21f56864d794080994570587e776a',X'01a21f567fea7b44a9441304db632b72','pl',4054024800000,NULL,NULL,NULL);
INSERT INTO reminders VALUES(X'01a21f56889e7af39df224b6ebc3578b',X'01a21f567fea7b44a9441304db632b72','pl',4054024800000,NULL,NULL,NULL);
CREATE TABLE spoken_remarks (
    speaker_id blob primary key references speakers (id),
    meeting_id blob not null references meetings (id),
    unit_id blob,
    body text not null,
    state text not null,
    comment_id blob not null,
    offered_at integer not null
) strict;
CREATE TABLE minutes (
    meeting_id blob not null references meetings (id),
    revision integer not null,
    body text not null,
    account_id blob not null references accounts (id),
    written_at integer not null,
    published_at integer,
    primary key (meeting_id, revision)
) strict, without rowid;
CREATE TABLE matches (
    draft_id blob not null references drafts (id),
    position integer not null,
    from_unit blob,
    to_unit blob,
    kind text not null,
    certain integer not null,
    -- What took the place of a unit that was removed.
    replaced_by blob,
    primary key (draft_id, position)
) strict, without rowid;
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',0,X'01a21f5683a1730595fbc5bb2922d980',X'01a21f5683a1730595fbc5bb2922d980','same',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',1,X'01a21f5683a172548dec0354b7438f2f',X'01a21f5683a172548dec0354b7438f2f','changed',0,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',2,X'01a21f5683a17e068653ecd978d65deb',NULL,'removed',0,X'01a21f5685c37464a485d727c60cbfbe');
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',3,X'01a21f5683a17f41ac24b1b3b5c9a6b0',NULL,'removed',0,X'01a21f5685c372b0b1963bab95332e49');
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',4,X'01a21f5683a17e27823ab37f2f8d9559',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',5,X'01a21f5683a17dd5afe58d4d67d0413a',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',6,X'01a21f5683a172b8894fb443296e3ca1',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',7,X'01a21f5683a17d2ba322b275295e38d3',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',8,X'01a21f5683a17cf0819f38ffe7fab471',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',9,X'01a21f5683a17fa79ed140358022272a',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',10,X'01a21f5683a17aecb97cd34f82e5827d',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',11,X'01a21f5683a175d8865d078e4ee00682',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',12,X'01a21f5683a17f82b4f58e2f0aef7f93',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',13,X'01a21f5683a17b9c9efcba2066e6807e',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',14,X'01a21f5683a17350bc6af40b0fc0f01a',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',15,X'01a21f5683a17816a0965a6f8c7da77b',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',16,X'01a21f5683a17c09acb0f93257cf97f4',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',17,X'01a21f5683a17328bf3dfbcc350aba47',NULL,'removed',1,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',18,NULL,X'01a21f5685c37464a485d727c60cbfbe','added',0,NULL);
INSERT INTO matches VALUES(X'01a21f5685c3750e83c5f11e2cc6ce9f',19,NULL,X'01a21f5685c372b0b1963bab95332e49','added',0,NULL);
CREATE TABLE corrections (
    consultation_id blob not null references consultations (id),
    revision integer not null,
    was blob not null,
    became blob not null,
    -- Whether versions before the corrected one have a unit of that id too.
    earlier integer not null,
    primary key (consultation_id, revision, was)
) strict, without rowid;
CREATE TABLE prepared_drafts (
    consultation_id blob primary key references consultations (id),
    format text not null,
    source text not null,
    note text not null,
    -- What a person decided: the citation of a unit of the new version, and which unit it was, if any.
    pins text not null,
    revision integer not null,
    account_id blob not null references accounts (id),
    written_at integer not null
) strict;
CREATE TABLE answers (
    id blob primary key,
    consultation_id blob not null references consultations (id),
    decision text not null,
    justification text not null,
    -- The unit whose text changed.
    unit_id blob,
    revision integer not null,
    account_id blob not null references accounts (id),
    written_at integer not null,
    -- When it was published first.
    published_at integer
) strict;
INSERT INTO answers VALUES(X'01a21f568536712eb41f305d4b1f8d41',X'01a21f5683aa775bac92087a83be567a','partly','Będzie więcej.',X'01a21f5683a17d2ba322b275295e38d3',1,X'01a21f567e0d7abbae29a7dd04a3d6c8',1795822093622,1795822093622);
INSERT INTO answers VALUES(X'01a21f568579762cb21407d01069910e',X'01a21f5683aa775bac92087a83be567a','accepted','Szkic.',NULL,1,X'01a21f567e0d7abbae29a7dd04a3d6c8',1795822093689,NULL);
CREATE TABLE answer_revisions (
    answer_id blob not null references answers (id),
    revision integer not null,
    decision text not null,
    justification text not null,
    unit_id blob,
    account_id blob not null references accounts (id),
    at integer not null,
    primary key (answer_id, revision)
) strict, without rowid;
INSERT INTO answer_revisions VALUES(X'01a21f568536712eb41f305d4b1f8d41',1,'partly','Będzie więcej.',X'01a21f5683a17d2ba322b275295e38d3',X'01a21f567e0d7abbae29a7dd04a3d6c8',1795822093622);
CREATE TABLE answer_templates (
    id blob primary key,
    name text not null unique,
    decision text,
    justification text not null,
    created_at integer not null
) strict;
CREATE TABLE outbox (
    id blob primary key,
    kind text not null,
    account_id blob not null references accounts (id),
    -- What is told about, a remark; and what happened to it, an answer, in which of its revisions.
    subject blob not null,
    cause blob not null,
    revision integer not null,
    -- Entries of one kind, account and consultation leave in one letter.
    consultation_id blob references consultations (id),
    due_at integer not null,
    attempts integer not null,
    -- An entry is marked before its letter leaves, with the attempt that it goes with: nobody gets two.
    marked_at integer,
    letter blob,
    sent_at integer,
    gave_up_at integer,
    -- One thing is told once.
    unique (kind, account_id, subject, cause, revision)
) strict;
INSERT INTO outbox VALUES(X'01a21f5685367eb28c6fadeceaae04fc','answered',X'01a21f567fea7b44a9441304db632b72',X'817ac066ef5b4d1d99de5b3eaab4056a',X'01a21f568536712eb41f305d4b1f8d41',1,X'01a21f5683aa775bac92087a83be567a',1795822093622,1,1795822093685,X'01a21f56857576bfbd83db92841edca0',1795822093729,NULL);
CREATE TABLE letter_choices (
    account_id blob not null references accounts (id),
    kind text not null,
    off_at integer not null,
    primary key (account_id, kind)
) strict, without rowid;
CREATE TABLE private_links (
    hash blob primary key,
    account_id blob not null references accounts (id),
    purpose text not null,
    -- Whose remarks a receipt shows are those in this consultation.
    consultation_id blob references consultations (id),
    -- Which letters end.
    kind text,
    created_at integer not null,
    expires_at integer not null
) strict;
INSERT INTO private_links VALUES(X'd6940796f2a7fd1ab079a9bb430c6002b8d720c3f9f620be7de29301cfcd970e',X'01a21f567fea7b44a9441304db632b72','receipt',X'01a21f5683aa775bac92087a83be567a',NULL,1795822093685,1811374093685);
INSERT INTO private_links VALUES(X'ff5e33d3dd6683821a017958a6f484b8ca3ac1bac137a75f1e0603afae742679',X'01a21f567fea7b44a9441304db632b72','unsubscribe',NULL,'answered',1795822093685,1890430093685);
CREATE TABLE deadline_rules (
    kind text primary key,
    min_days integer,
    report_days integer,
    opinion_days integer,
    adopted_by text,
    reported_by text,
    source text not null
) strict, without rowid;
INSERT INTO deadline_rules VALUES('strategy',30,20,NULL,NULL,NULL,'uchwała');
CREATE TABLE deadlines_met (
    consultation_id blob not null references consultations (id),
    what text not null,
    met_on text not null,
    account_id blob not null references accounts (id),
    primary key (consultation_id, what)
) strict, without rowid;
CREATE TABLE deadline_letters (
    consultation_id blob not null references consultations (id),
    what text not null,
    due_on text not null,
    days integer not null,
    sent_at integer not null,
    primary key (consultation_id, what, due_on, days)
) strict, without rowid;
CREATE TABLE opinions (
    consultation_id blob primary key references consultations (id),
    requested_on text not null,
    due_on text,
    given_on text,
    kind text,
    text text not null,
    revision integer not null,
    account_id blob not null references accounts (id)
) strict;
INSERT INTO opinions VALUES(X'01a21f5683aa775bac92087a83be567a','2026-01-10','2026-01-24','2026-01-20','negative','Za mało.',1,X'01a21f567e0d7abbae29a7dd04a3d6c8');
CREATE INDEX sign_ins_expiry on sign_ins (expires_at);
CREATE INDEX sessions_account on sessions (account_id, created_at);
CREATE INDEX sessions_expiry on sessions (expires_at);
CREATE INDEX consultations_closing on consultations (closes_at, id);
CREATE UNIQUE INDEX units_order on units (draft_id, position);
CREATE INDEX comments_by_time on comments (consultation_id, created_at, id);
CREATE INDEX comments_by_support on comments (consultation_id, supports, id);
CREATE INDEX comments_by_unit on comments (consultation_id, unit_id, created_at, id);
CREATE INDEX comments_by_unit_support on comments (consultation_id, unit_id, supports, id);
CREATE INDEX comments_roots on comments (consultation_id, created_at, id) where parent_id is null;
CREATE INDEX comments_replies on comments (root_id, created_at, id) where root_id is not null;
CREATE INDEX comments_tallies on comments (consultation_id, tally_head);
CREATE INDEX comments_pending on comments (consultation_id, created_at, id) where status = 'pending';
CREATE INDEX parked_expiry on parked (expires_at);
CREATE INDEX audit_by_time on audit (at, id);
CREATE INDEX meetings_consultation on meetings (consultation_id, starts_at, id);
CREATE INDEX questions_meeting on questions (meeting_id, created_at, id);
CREATE INDEX questions_tallies on questions (meeting_id, tally_head);
CREATE INDEX speakers_meeting on speakers (meeting_id, raised_at, id);
CREATE UNIQUE INDEX speakers_one_hand on speakers (meeting_id, account_id) where ended_at is null;
CREATE UNIQUE INDEX speakers_one_floor on speakers (meeting_id) where called_at is not null and ended_at is null;
CREATE INDEX polls_meeting on polls (meeting_id, created_at, id);
CREATE INDEX reminders_due on reminders (due_at) where sent_at is null;
CREATE INDEX reminders_news on reminders (news_at) where news_at is not null;
CREATE INDEX spoken_remarks_meeting on spoken_remarks (meeting_id);
CREATE INDEX meeting_members_account on meeting_members (account_id);
CREATE INDEX meetings_begin on meetings (starts_at, id);
CREATE INDEX matches_removed on matches (from_unit) where to_unit is null;
CREATE INDEX units_by_id on units (id);
CREATE INDEX answers_consultation on answers (consultation_id, id);
CREATE UNIQUE INDEX comments_numbers on comments (consultation_id, number);
CREATE INDEX comments_answer on comments (answer_id) where answer_id is not null;
CREATE INDEX comments_unanswered on comments (consultation_id, created_at, id)
where answered_at is null and parent_id is null and status in ('published', 'pending');
CREATE INDEX comments_account on comments (account_id, created_at, id);
CREATE INDEX outbox_due on outbox (due_at) where marked_at is null and gave_up_at is null;
CREATE INDEX outbox_open on outbox (marked_at) where sent_at is null and gave_up_at is null;
CREATE INDEX outbox_letter on outbox (letter) where letter is not null;
CREATE INDEX private_links_expiry on private_links (expires_at);
COMMIT;
