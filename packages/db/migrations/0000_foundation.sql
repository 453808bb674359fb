CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"shard" smallint NOT NULL,
	"debtor_id" uuid NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"placement_id" uuid,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"debt_type" text,
	"currency" text NOT NULL,
	"opened_on" date,
	"due_date" date,
	"in_default_since" date,
	"balance" bigint DEFAULT 0 NOT NULL,
	"arrears" bigint DEFAULT 0 NOT NULL,
	"arrears_on" date,
	"oldest_unpaid_on" date,
	"next_due_on" date,
	"last_payment_on" date,
	"status" text DEFAULT 'open' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_reason" text,
	"product" text,
	"stage" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"custom_pii" "bytea",
	"times_late_12m" smallint DEFAULT 0 NOT NULL,
	"promises_broken" smallint DEFAULT 0 NOT NULL,
	"is_absent" boolean DEFAULT false NOT NULL,
	"data_as_of" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_reference" UNIQUE("portfolio_id","reference"),
	CONSTRAINT "account_shard_of_debtor" CHECK ("account"."shard" = get_byte(uuid_send("account"."debtor_id"), 15) & 127),
	CONSTRAINT "account_kind_known" CHECK ("account"."kind" in ('invoice', 'instalment', 'revolving', 'charged_off')),
	CONSTRAINT "account_status_known" CHECK ("account"."status" in ('open', 'paid', 'cured', 'closed')),
	CONSTRAINT "account_currency_form" CHECK ("account"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "account_closed_has_reason" CHECK (("account"."status" = 'closed') = ("account"."closed_at" is not null and "account"."closed_reason" is not null)),
	CONSTRAINT "account_arrears_not_negative" CHECK ("account"."arrears" >= 0),
	CONSTRAINT "account_custom_is_object" CHECK (jsonb_typeof("account"."custom") = 'object'),
	CONSTRAINT "account_counts_not_negative" CHECK (least("account"."times_late_12m", "account"."promises_broken") >= 0)
);
--> statement-breakpoint
CREATE TABLE "account_party" (
	"account_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "account_party_account_id_party_id_role_pk" PRIMARY KEY("account_id","party_id","role"),
	CONSTRAINT "account_party_role_known" CHECK ("account_party"."role" in ('principal', 'co_debtor', 'surety', 'contact_person', 'debt_counsellor', 'attorney', 'executor', 'trustee', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"calendar" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "calendar_day_calendar_day_pk" PRIMARY KEY("calendar","day")
);
--> statement-breakpoint
CREATE TABLE "custom_field" (
	"key" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_pii" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "custom_field_type_known" CHECK ("custom_field"."type" in ('number', 'money', 'date', 'text', 'choice', 'boolean', 'tags')),
	CONSTRAINT "custom_field_key_form" CHECK ("custom_field"."key" ~ '^[a-z][a-z0-9_]{0,63}$')
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"shard" smallint NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"party_id" uuid,
	"address_id" uuid,
	"account_ids" uuid[] NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"direction" text DEFAULT 'outbound' NOT NULL,
	"notice_id" text,
	"template_id" text,
	"template_version" integer,
	"language" text,
	"priority" smallint DEFAULT 50 NOT NULL,
	"status" text NOT NULL,
	"planned_for" date NOT NULL,
	"merges" boolean DEFAULT true NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"verdict" text NOT NULL,
	"verdict_until" timestamp with time zone,
	"verdict_reason" text,
	"verdict_rules" text[] NOT NULL,
	"verdict_warnings" text[] DEFAULT '{}' NOT NULL,
	"verdict_without_fee" text[] DEFAULT '{}' NOT NULL,
	"verdict_packs" text[] NOT NULL,
	"verdict_inputs" jsonb NOT NULL,
	"verdict_zones" text[] NOT NULL,
	"verdict_at" timestamp with time zone NOT NULL,
	"debtor_epoch" bigint NOT NULL,
	"earlier_verdicts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"provider" text,
	"provider_id" text,
	"error_code" text,
	"outcome" text,
	"marks" text[] DEFAULT '{}' NOT NULL,
	"is_right_party" boolean,
	"subject" "bytea",
	"body" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"claimed_at" timestamp with time zone,
	"claimed_by" text,
	"accepted_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "attempt_shard_id_pk" PRIMARY KEY("shard","id"),
	CONSTRAINT "attempt_shard_of_debtor" CHECK ("attempt"."shard" = get_byte(uuid_send("attempt"."debtor_id"), 15) & 127),
	CONSTRAINT "attempt_status_known" CHECK ("attempt"."status" in ('planned', 'withdrawn', 'deferred', 'forbidden', 'dispatching', 'in_doubt', 'accepted', 'delivered', 'failed')),
	CONSTRAINT "attempt_verdict_known" CHECK ("attempt"."verdict" in ('allowed', 'deferred', 'forbidden')),
	CONSTRAINT "attempt_channel_known" CHECK ("attempt"."channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal')),
	CONSTRAINT "attempt_purpose_known" CHECK ("attempt"."purpose" in ('collection', 'statutory_notice', 'reply_to_consumer', 'service', 'marketing', 'cease_final_notice', 'validation_notice', 'verification')),
	CONSTRAINT "attempt_direction_known" CHECK ("attempt"."direction" in ('outbound', 'inbound')),
	CONSTRAINT "attempt_status_obeys_verdict" CHECK (("attempt"."status" = 'deferred') = ("attempt"."verdict" = 'deferred') and ("attempt"."status" = 'forbidden') = ("attempt"."verdict" = 'forbidden')),
	CONSTRAINT "attempt_deferral_has_end" CHECK (("attempt"."verdict" = 'deferred') = ("attempt"."verdict_until" is not null)),
	CONSTRAINT "attempt_refusal_has_reason" CHECK (case "attempt"."verdict" when 'allowed' then "attempt"."verdict_reason" is null and cardinality("attempt"."verdict_rules") = 0 when 'deferred' then cardinality("attempt"."verdict_rules") > 0 else "attempt"."verdict_reason" is not null end),
	CONSTRAINT "attempt_dispatch_was_claimed" CHECK ("attempt"."status" <> 'dispatching' or "attempt"."claimed_at" is not null),
	CONSTRAINT "attempt_acceptance_has_time" CHECK ("attempt"."status" not in ('accepted', 'delivered') or "attempt"."accepted_at" is not null),
	CONSTRAINT "attempt_has_account" CHECK (cardinality("attempt"."account_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "attempt_run" (
	"shard" smallint NOT NULL,
	"attempt_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"visit" integer NOT NULL,
	"version_id" uuid NOT NULL,
	"account_id" uuid,
	"is_released" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attempt_run_shard_attempt_id_run_id_pk" PRIMARY KEY("shard","attempt_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"ip" "inet",
	CONSTRAINT "audit_actor_kind_known" CHECK ("audit"."actor_kind" in ('user', 'system', 'debtor', 'api'))
);
--> statement-breakpoint
CREATE TABLE "address" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"line_type" text,
	"value" "bytea",
	"hmac" "bytea",
	"state" text DEFAULT 'unverified' NOT NULL,
	"state_at" timestamp with time zone NOT NULL,
	"rank" smallint DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"zone" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "address_of_party" UNIQUE("party_id","hmac"),
	CONSTRAINT "address_kind_known" CHECK ("address"."kind" in ('phone', 'email', 'postal')),
	CONSTRAINT "address_state_known" CHECK ("address"."state" in ('unverified', 'right_party', 'wrong_party', 'gone_away', 'bounced')),
	CONSTRAINT "address_line_type_known" CHECK ("address"."line_type" in ('mobile', 'landline', 'other')),
	CONSTRAINT "address_line_of_phones" CHECK (("address"."line_type" is not null) = ("address"."kind" = 'phone')),
	CONSTRAINT "address_hmac_length" CHECK (octet_length("address"."hmac") = 32),
	CONSTRAINT "address_erased_whole" CHECK (("address"."value" is null) = ("address"."hmac" is null))
);
--> statement-breakpoint
CREATE TABLE "debtor" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"shard" smallint NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"zone_source" text NOT NULL,
	"other_zones" text[] DEFAULT '{}' NOT NULL,
	"subdivision" text,
	"preferred_channel" text,
	"pay_day" smallint,
	"pay_calendar" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "debtor_shard_of_id" CHECK ("debtor"."shard" = get_byte(uuid_send("debtor"."id"), 15) & 127),
	CONSTRAINT "debtor_kind_known" CHECK ("debtor"."kind" in ('person', 'company')),
	CONSTRAINT "debtor_zone_source_known" CHECK ("debtor"."zone_source" in ('consumer_stated', 'postal_code', 'street_address', 'subdivision', 'phone_landline_prefix', 'phone_mobile_prefix', 'country_default')),
	CONSTRAINT "debtor_preferred_channel_known" CHECK ("debtor"."preferred_channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal')),
	CONSTRAINT "debtor_pay_day_of_month" CHECK ("debtor"."pay_day" between 1 and 31),
	CONSTRAINT "debtor_epoch_not_negative" CHECK ("debtor"."epoch" >= 0)
);
--> statement-breakpoint
CREATE TABLE "debtor_reference" (
	"client_id" uuid NOT NULL,
	"hmac" "bytea" NOT NULL,
	"debtor_id" uuid NOT NULL,
	"reference" "bytea",
	CONSTRAINT "debtor_reference_client_id_hmac_pk" PRIMARY KEY("client_id","hmac")
);
--> statement-breakpoint
CREATE TABLE "party" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"is_debtor" boolean NOT NULL,
	"kind" text NOT NULL,
	"language" text,
	"name" "bytea",
	"given_name" "bytea",
	"family_name" "bytea",
	"id_number" "bytea",
	"id_number_hmac" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "party_kind_known" CHECK ("party"."kind" in ('person', 'company'))
);
--> statement-breakpoint
CREATE TABLE "search_term" (
	"hmac" "bytea" NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "search_term_hmac_debtor_id_kind_pk" PRIMARY KEY("hmac","debtor_id","kind"),
	CONSTRAINT "search_term_kind_known" CHECK ("search_term"."kind" in ('name', 'address', 'id_number', 'reference'))
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"address_hmac" "bytea" NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"evidence" text,
	"since" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "suppression_channel_known" CHECK ("suppression"."channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal', 'any')),
	CONSTRAINT "suppression_reason_known" CHECK ("suppression"."reason" in ('opted_out', 'wrong_party', 'bounced', 'provider_blocked')),
	CONSTRAINT "suppression_hmac_length" CHECK (octet_length("suppression"."address_hmac") = 32),
	CONSTRAINT "suppression_end_has_author" CHECK (("suppression"."ended_at" is null) = ("suppression"."ended_by" is null))
);
--> statement-breakpoint
CREATE TABLE "event" (
	"shard" smallint NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"run_id" uuid,
	"kind" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"text" "bytea",
	"cause" text,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "event_shard_id_pk" PRIMARY KEY("shard","id"),
	CONSTRAINT "event_shard_of_debtor" CHECK ("event"."shard" = get_byte(uuid_send("event"."debtor_id"), 15) & 127),
	CONSTRAINT "event_kind_form" CHECK ("event"."kind" ~ '^[a-z][a-z0-9_.:-]{0,63}$')
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"provider" text NOT NULL,
	"provider_id" text NOT NULL,
	"body" "bytea" NOT NULL,
	"headers" "bytea",
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"outcome" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"quarantined_at" timestamp with time zone,
	CONSTRAINT "inbox_provider_id" UNIQUE("provider","provider_id"),
	CONSTRAINT "inbox_processed_has_outcome" CHECK (("inbox"."processed_at" is null) = ("inbox"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "feed_mapping" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"document" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feed_mapping_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "feed_problem" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"feed_run_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"column" text,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"row" "bytea"
);
--> statement-breakpoint
CREATE TABLE "feed_run" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"mapping_id" uuid NOT NULL,
	"mapping" jsonb NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"file_bytes" bigint NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"status" text NOT NULL,
	"as_of" timestamp with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_good" integer DEFAULT 0 NOT NULL,
	"rows_bad" integer DEFAULT 0 NOT NULL,
	"accounts_created" integer DEFAULT 0 NOT NULL,
	"accounts_changed" integer DEFAULT 0 NOT NULL,
	"accounts_unchanged" integer DEFAULT 0 NOT NULL,
	"accounts_absent" integer DEFAULT 0 NOT NULL,
	"amount_total" bigint DEFAULT 0 NOT NULL,
	"stated_rows" integer,
	"stated_total" bigint,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"finished_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "feed_run_kind_known" CHECK ("feed_run"."kind" in ('full', 'delta')),
	CONSTRAINT "feed_run_status_known" CHECK ("feed_run"."status" in ('checking', 'ready', 'importing', 'confirming', 'done', 'cancelled', 'failed')),
	CONSTRAINT "feed_run_failed_has_reason" CHECK ("feed_run"."status" <> 'failed' or "feed_run"."failure" is not null),
	CONSTRAINT "feed_run_finished" CHECK (("feed_run"."status" in ('done', 'cancelled', 'failed')) = ("feed_run"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"flow_id" uuid PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"based_on" uuid,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_revision_positive" CHECK ("draft"."revision" > 0)
);
--> statement-breakpoint
CREATE TABLE "draft_change" (
	"flow_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"author" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"edits" jsonb NOT NULL,
	"summary" text NOT NULL,
	CONSTRAINT "draft_change_flow_id_revision_pk" PRIMARY KEY("flow_id","revision")
);
--> statement-breakpoint
CREATE TABLE "flow" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_reason" text,
	"archived_at" timestamp with time zone,
	CONSTRAINT "flow_pause_has_reason" CHECK (("flow"."paused_at" is null) = ("flow"."paused_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "flow_version" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"flow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"document" jsonb NOT NULL,
	"template_versions" jsonb NOT NULL,
	"checksum" "bytea" NOT NULL,
	"submission_id" uuid,
	"note" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "flow_version_number" UNIQUE("flow_id","number"),
	CONSTRAINT "flow_version_status_known" CHECK ("flow_version"."status" in ('live', 'retired')),
	CONSTRAINT "flow_version_retired" CHECK (("flow_version"."status" = 'retired') = ("flow_version"."retired_at" is not null)),
	CONSTRAINT "flow_version_number_positive" CHECK ("flow_version"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"flow_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"document" jsonb NOT NULL,
	"note" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'submitted' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	CONSTRAINT "submission_status_known" CHECK ("submission"."status" in ('submitted', 'approved', 'changes_requested', 'withdrawn')),
	CONSTRAINT "submission_decided" CHECK (("submission"."status" = 'submitted') = ("submission"."decided_at" is null) and ("submission"."status" = 'submitted') = ("submission"."decided_by" is null)),
	CONSTRAINT "submission_four_eyes" CHECK ("submission"."status" not in ('approved', 'changes_requested') or "submission"."decided_by" <> "submission"."submitted_by"),
	CONSTRAINT "submission_refusal_has_reason" CHECK ("submission"."status" <> 'changes_requested' or "submission"."decision_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "due_item" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"ledger_entry_id" uuid NOT NULL,
	"due_on" date,
	"amount" bigint NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"settled_on" date,
	CONSTRAINT "due_item_of_entry" UNIQUE("ledger_entry_id"),
	CONSTRAINT "due_item_amount_positive" CHECK ("due_item"."amount" > 0),
	CONSTRAINT "due_item_paid_in_range" CHECK ("due_item"."paid" between 0 and "due_item"."amount"),
	CONSTRAINT "due_item_settled_when_paid" CHECK (("due_item"."settled_on" is not null) = ("due_item"."paid" = "due_item"."amount"))
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"value_date" date NOT NULL,
	"booking_date" date NOT NULL,
	"due_on" date,
	"source" text NOT NULL,
	"external_id" text,
	"reverses" uuid,
	"payment_id" uuid,
	"feed_run_id" uuid,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_entry_kind_known" CHECK ("ledger_entry"."kind" in ('opening', 'charge', 'payment', 'reversal', 'adjustment', 'fee', 'write_off')),
	CONSTRAINT "ledger_entry_sign" CHECK (case "ledger_entry"."kind" when 'payment' then "ledger_entry"."amount" < 0 when 'write_off' then "ledger_entry"."amount" < 0 when 'charge' then "ledger_entry"."amount" > 0 when 'fee' then "ledger_entry"."amount" > 0 else "ledger_entry"."amount" <> 0 end)
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"debtor_id" uuid,
	"payment_link_id" uuid,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"value_date" date NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"payer_reference" "bytea",
	CONSTRAINT "payment_external_id" UNIQUE("source","external_id"),
	CONSTRAINT "payment_status_known" CHECK ("payment"."status" in ('unallocated', 'allocated', 'reversed')),
	CONSTRAINT "payment_amount_positive" CHECK ("payment"."amount" > 0),
	CONSTRAINT "payment_currency_form" CHECK ("payment"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "segment" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"current_version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "segment_id_form" CHECK ("segment"."id" ~ '^[A-Za-z0-9_-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "segment_version" (
	"segment_id" text NOT NULL,
	"number" integer NOT NULL,
	"criteria" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_version_segment_id_number_pk" PRIMARY KEY("segment_id","number"),
	CONSTRAINT "segment_version_number_positive" CHECK ("segment_version"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "template" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"purpose" text,
	"current_version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "template_id_form" CHECK ("template"."id" ~ '^[A-Za-z0-9_-]{1,64}$'),
	CONSTRAINT "template_channel_known" CHECK ("template"."channel" in ('sms', 'email', 'letter')),
	CONSTRAINT "template_purpose_known" CHECK ("template"."purpose" in ('collection', 'statutory_notice', 'reply_to_consumer', 'service', 'marketing', 'cease_final_notice', 'validation_notice', 'verification'))
);
--> statement-breakpoint
CREATE TABLE "template_version" (
	"template_id" text NOT NULL,
	"number" integer NOT NULL,
	"languages" jsonb NOT NULL,
	"fallback" text[] DEFAULT '{}' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_version_template_id_number_pk" PRIMARY KEY("template_id","number"),
	CONSTRAINT "template_version_number_positive" CHECK ("template_version"."number" > 0),
	CONSTRAINT "template_version_has_language" CHECK (jsonb_typeof("template_version"."languages") = 'object' and "template_version"."languages" <> '{}'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "payment_link" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_ids" uuid[] NOT NULL,
	"run_id" uuid,
	"node_id" text,
	"visit" integer,
	"token_hash" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"amount_kind" text,
	"settlement_percent" smallint,
	"minimum_amount" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_reason" text,
	"opened_at" timestamp with time zone,
	"opens" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "payment_link_token" UNIQUE("token_hash"),
	CONSTRAINT "payment_link_token_length" CHECK (octet_length("payment_link"."token_hash") = 32),
	CONSTRAINT "payment_link_purpose_known" CHECK ("payment_link"."purpose" in ('pay', 'dispute', 'preferences', 'view')),
	CONSTRAINT "payment_link_amount_kind_known" CHECK ("payment_link"."amount_kind" in ('full', 'arrears', 'part', 'settlement')),
	CONSTRAINT "payment_link_pays" CHECK (("payment_link"."purpose" = 'pay') = ("payment_link"."amount_kind" is not null)),
	CONSTRAINT "payment_link_settlement" CHECK (("payment_link"."amount_kind" is not distinct from 'settlement') = ("payment_link"."settlement_percent" is not null)),
	CONSTRAINT "payment_link_percent_in_range" CHECK ("payment_link"."settlement_percent" between 1 and 100),
	CONSTRAINT "payment_link_revoked" CHECK (("payment_link"."revoked_at" is null) = ("payment_link"."revoked_reason" is null)),
	CONSTRAINT "payment_link_expires" CHECK ("payment_link"."purpose" = 'preferences' or "payment_link"."expires_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "client" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "client_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "placement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"placed_on" date NOT NULL,
	"returns_on" date,
	"recalled_on" date,
	"recall_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "placement_reference" UNIQUE("portfolio_id","reference"),
	CONSTRAINT "placement_recall_has_reason" CHECK ("placement"."recalled_on" is null or "placement"."recall_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "portfolio" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"client_id" uuid NOT NULL,
	"name" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"subdivision" text,
	"collector_kind" text NOT NULL,
	"debt_type" text,
	"brand" text NOT NULL,
	"currency" text NOT NULL,
	"languages" text[] NOT NULL,
	"zone" text NOT NULL,
	"debtor_label" text DEFAULT 'customer' NOT NULL,
	"small_balance_tolerance" bigint DEFAULT 0 NOT NULL,
	"max_data_age_hours" integer,
	"data_as_of" timestamp with time zone,
	"pack_ids" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "portfolio_client_name" UNIQUE("client_id","name"),
	CONSTRAINT "portfolio_collector_kind_known" CHECK ("portfolio"."collector_kind" in ('first_party', 'third_party', 'debt_buyer', 'attorney')),
	CONSTRAINT "portfolio_jurisdiction_form" CHECK ("portfolio"."jurisdiction" ~ '^[A-Z]{2}$'),
	CONSTRAINT "portfolio_currency_form" CHECK ("portfolio"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "portfolio_has_language" CHECK (cardinality("portfolio"."languages") > 0),
	CONSTRAINT "portfolio_tolerance_not_negative" CHECK ("portfolio"."small_balance_tolerance" >= 0),
	CONSTRAINT "portfolio_max_data_age_positive" CHECK ("portfolio"."max_data_age_hours" > 0)
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"version_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"node_id" text NOT NULL,
	"metric" text NOT NULL,
	"exit" text DEFAULT '' NOT NULL,
	"shard" smallint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "counter_version_id_hour_node_id_metric_exit_shard_pk" PRIMARY KEY("version_id","hour","node_id","metric","exit","shard"),
	CONSTRAINT "counter_shard_in_range" CHECK ("counter"."shard" between 0 and 127)
);
--> statement-breakpoint
CREATE TABLE "run" (
	"shard" smallint NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"node_id" text,
	"seq" integer NOT NULL,
	"status" text NOT NULL,
	"wake_at" timestamp with time zone,
	"state" jsonb NOT NULL,
	"entry" integer NOT NULL,
	"arrears_since" date,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	"succeeded" boolean,
	CONSTRAINT "run_shard_id_pk" PRIMARY KEY("shard","id"),
	CONSTRAINT "run_entry" UNIQUE NULLS NOT DISTINCT("shard","debtor_id","flow_id","account_id","entry"),
	CONSTRAINT "run_shard_of_debtor" CHECK ("run"."shard" = get_byte(uuid_send("run"."debtor_id"), 15) & 127),
	CONSTRAINT "run_status_known" CHECK ("run"."status" in ('active', 'held', 'ended', 'parked')),
	CONSTRAINT "run_seq_not_negative" CHECK ("run"."seq" >= 0),
	CONSTRAINT "run_entry_positive" CHECK ("run"."entry" > 0),
	CONSTRAINT "run_ended_has_reason" CHECK (("run"."status" = 'ended') = ("run"."ended_at" is not null) and ("run"."status" = 'ended') = ("run"."ended_reason" is not null) and ("run"."status" = 'ended') = ("run"."succeeded" is not null)),
	CONSTRAINT "run_wakes_while_active" CHECK ("run"."wake_at" is null or "run"."status" = 'active')
);
--> statement-breakpoint
CREATE TABLE "step" (
	"shard" smallint NOT NULL,
	"run_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event_id" uuid,
	"nodes" text[] NOT NULL,
	"visits" integer[] NOT NULL,
	"exits" text[] NOT NULL,
	"inputs" jsonb NOT NULL,
	CONSTRAINT "step_shard_run_id_seq_pk" PRIMARY KEY("shard","run_id","seq"),
	CONSTRAINT "step_arrays_alike" CHECK (cardinality("step"."nodes") = cardinality("step"."visits") and cardinality("step"."nodes") = cardinality("step"."exits"))
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"real_anchor" timestamp with time zone NOT NULL,
	"virtual_anchor" timestamp with time zone NOT NULL,
	"speed" double precision NOT NULL,
	CONSTRAINT "clock_one_row" CHECK ("clock"."id" = 1),
	CONSTRAINT "clock_speed_in_range" CHECK ("clock"."speed" between 0 and 100000)
);
--> statement-breakpoint
CREATE TABLE "sending_switch" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"is_on" boolean NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sending_switch_one_row" CHECK ("sending_switch"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wrapped_key" (
	"id" smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "wrapped_key_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1),
	"purpose" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"master_key_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "wrapped_key_purpose_known" CHECK ("wrapped_key"."purpose" in ('data', 'lookup', 'link'))
);
--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"role" text NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_role_known" CHECK ("auth"."user"."role" in ('editor', 'admin', 'manager', 'specialist'))
);
--> statement-breakpoint
CREATE TABLE "auth"."verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."invitation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" text,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_role_known" CHECK ("auth"."invitation"."role" in ('editor', 'admin', 'manager', 'specialist')),
	CONSTRAINT "invitation_token_length" CHECK (octet_length("auth"."invitation"."token_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "daily_snapshot" (
	"day" date NOT NULL,
	"account_id" uuid NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"placement_id" uuid,
	"bucket" text NOT NULL,
	"days_past_due" integer NOT NULL,
	"arrears" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"status" text NOT NULL,
	"stage" text,
	"holds" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "daily_snapshot_day_account_id_pk" PRIMARY KEY("day","account_id"),
	CONSTRAINT "daily_snapshot_bucket_known" CHECK ("daily_snapshot"."bucket" in ('current', '1_30', '31_60', '61_90', '91_120', 'over_120')),
	CONSTRAINT "daily_snapshot_days_not_negative" CHECK ("daily_snapshot"."days_past_due" >= 0)
) PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE TABLE "dispute" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"amount" bigint,
	"statement" "bytea",
	"opened_via" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"decision" "bytea",
	"decision_sent_at" timestamp with time zone,
	CONSTRAINT "dispute_status_known" CHECK ("dispute"."status" in ('open', 'accepted', 'partly_accepted', 'rejected', 'withdrawn')),
	CONSTRAINT "dispute_amount_positive" CHECK ("dispute"."amount" > 0),
	CONSTRAINT "dispute_decision_has_author" CHECK (("dispute"."status" = 'open') = ("dispute"."decided_at" is null) and ("dispute"."status" = 'open') = ("dispute"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "hold" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"channel" text,
	"address_id" uuid,
	"state" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	"ended_by" text,
	"author" text NOT NULL,
	"dispute_id" uuid,
	"promise_id" uuid,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"note" "bytea",
	CONSTRAINT "hold_channel_known" CHECK ("hold"."channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal')),
	CONSTRAINT "hold_state_form" CHECK ("hold"."state" ~ '^[a-z][a-z0-9_]*$'),
	CONSTRAINT "hold_until_after_since" CHECK ("hold"."until" > "hold"."since"),
	CONSTRAINT "hold_end_has_author" CHECK (("hold"."ended_at" is null) = ("hold"."ended_reason" is null) and ("hold"."ended_at" is null) = ("hold"."ended_by" is null))
);
--> statement-breakpoint
CREATE TABLE "promise" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_via" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"tolerance" bigint DEFAULT 0 NOT NULL,
	"grace_business_days" smallint NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "promise_kind_known" CHECK ("promise"."kind" in ('promise', 'arrangement')),
	CONSTRAINT "promise_status_known" CHECK ("promise"."status" in ('open', 'kept', 'partly_kept', 'broken', 'cancelled')),
	CONSTRAINT "promise_amount_positive" CHECK ("promise"."amount" > 0),
	CONSTRAINT "promise_allowances_not_negative" CHECK ("promise"."tolerance" >= 0 and "promise"."grace_business_days" >= 0),
	CONSTRAINT "promise_decided" CHECK (("promise"."status" = 'open') = ("promise"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "promise_account" (
	"promise_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "promise_account_promise_id_account_id_pk" PRIMARY KEY("promise_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "promise_instalment" (
	"promise_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"due_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "promise_instalment_promise_id_number_pk" PRIMARY KEY("promise_id","number"),
	CONSTRAINT "promise_instalment_status_known" CHECK ("promise_instalment"."status" in ('open', 'kept', 'partly_kept', 'broken', 'cancelled')),
	CONSTRAINT "promise_instalment_number_positive" CHECK ("promise_instalment"."number" > 0),
	CONSTRAINT "promise_instalment_amounts" CHECK ("promise_instalment"."amount" > 0 and "promise_instalment"."paid" >= 0)
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid,
	"account_id" uuid,
	"run_id" uuid,
	"node_id" text,
	"visit" integer,
	"attempt_id" uuid,
	"team" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"priority" smallint DEFAULT 50 NOT NULL,
	"outcomes" jsonb NOT NULL,
	"due_at" timestamp with time zone,
	"status" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"assignee" text,
	"note" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	CONSTRAINT "task_status_known" CHECK ("task"."status" in ('open', 'done', 'cancelled')),
	CONSTRAINT "task_closed" CHECK (("task"."status" = 'open') = ("task"."closed_at" is null) and ("task"."status" = 'open') = ("task"."closed_by" is null)),
	CONSTRAINT "task_done_has_outcome" CHECK ("task"."status" <> 'done' or "task"."outcome" is not null),
	CONSTRAINT "task_of_visit" CHECK (("task"."run_id" is null) = ("task"."node_id" is null) and ("task"."run_id" is null) = ("task"."visit" is null))
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_portfolio_id_portfolio_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolio"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_placement_id_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_party" ADD CONSTRAINT "account_party_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_party" ADD CONSTRAINT "account_party_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address" ADD CONSTRAINT "address_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address" ADD CONSTRAINT "address_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debtor_reference" ADD CONSTRAINT "debtor_reference_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debtor_reference" ADD CONSTRAINT "debtor_reference_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party" ADD CONSTRAINT "party_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_term" ADD CONSTRAINT "search_term_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_problem" ADD CONSTRAINT "feed_problem_feed_run_id_feed_run_id_fk" FOREIGN KEY ("feed_run_id") REFERENCES "public"."feed_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_run" ADD CONSTRAINT "feed_run_portfolio_id_portfolio_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolio"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_run" ADD CONSTRAINT "feed_run_mapping_id_feed_mapping_id_fk" FOREIGN KEY ("mapping_id") REFERENCES "public"."feed_mapping"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_based_on_flow_version_id_fk" FOREIGN KEY ("based_on") REFERENCES "public"."flow_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_change" ADD CONSTRAINT "draft_change_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_item" ADD CONSTRAINT "due_item_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_item" ADD CONSTRAINT "due_item_ledger_entry_id_ledger_entry_id_fk" FOREIGN KEY ("ledger_entry_id") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_reverses_ledger_entry_id_fk" FOREIGN KEY ("reverses") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_feed_run_id_feed_run_id_fk" FOREIGN KEY ("feed_run_id") REFERENCES "public"."feed_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_payment_link_id_payment_link_id_fk" FOREIGN KEY ("payment_link_id") REFERENCES "public"."payment_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_version" ADD CONSTRAINT "segment_version_segment_id_segment_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."segment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_template_id_template_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."template"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_portfolio_id_portfolio_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolio"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio" ADD CONSTRAINT "portfolio_client_id_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_version_id_flow_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."flow_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."invitation" ADD CONSTRAINT "invitation_accepted_by_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "auth"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_address_id_address_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."address"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_dispute_id_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold" ADD CONSTRAINT "hold_promise_id_promise_id_fk" FOREIGN KEY ("promise_id") REFERENCES "public"."promise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_account" ADD CONSTRAINT "promise_account_promise_id_promise_id_fk" FOREIGN KEY ("promise_id") REFERENCES "public"."promise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_account" ADD CONSTRAINT "promise_account_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD CONSTRAINT "promise_instalment_promise_id_promise_id_fk" FOREIGN KEY ("promise_id") REFERENCES "public"."promise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_debtor" ON "account" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "account_placement" ON "account" USING btree ("placement_id");--> statement-breakpoint
CREATE INDEX "account_enrolment" ON "account" USING btree ("shard","portfolio_id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "account_next_due" ON "account" USING btree ("portfolio_id","next_due_on") WHERE next_due_on is not null;--> statement-breakpoint
CREATE INDEX "account_party_party" ON "account_party" USING btree ("party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_merging" ON "attempt" USING btree ("shard","debtor_id","client_id","purpose","channel","planned_for") WHERE status = 'planned' and merges;--> statement-breakpoint
CREATE INDEX "attempt_to_send" ON "attempt" USING btree ("shard","channel","not_before") WHERE status = 'planned';--> statement-breakpoint
CREATE INDEX "attempt_unsettled" ON "attempt" USING btree ("shard","claimed_at") WHERE status in ('dispatching', 'in_doubt');--> statement-breakpoint
CREATE INDEX "attempt_history" ON "attempt" USING btree ("shard","debtor_id","planned_for");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_provider_id" ON "attempt" USING btree ("provider","provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_run_one_at_a_time" ON "attempt_run" USING btree ("shard","run_id","node_id","visit") WHERE not is_released;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "address_debtor" ON "address" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "address_shared" ON "address" USING btree ("hmac");--> statement-breakpoint
CREATE INDEX "debtor_created" ON "debtor" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "debtor_reference_debtor" ON "debtor_reference" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "party_debtor" ON "party" USING btree ("debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "party_one_is_debtor" ON "party" USING btree ("debtor_id") WHERE is_debtor;--> statement-breakpoint
CREATE INDEX "party_id_number" ON "party" USING btree ("id_number_hmac") WHERE id_number_hmac is not null;--> statement-breakpoint
CREATE INDEX "search_term_debtor" ON "search_term" USING btree ("debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppression_active" ON "suppression" USING btree ("address_hmac","channel") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "event_unread" ON "event" USING btree ("shard","id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "event_debtor" ON "event" USING btree ("debtor_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "event_cause" ON "event" USING btree ("shard","debtor_id","cause") WHERE cause is not null;--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("received_at") WHERE processed_at is null and quarantined_at is null;--> statement-breakpoint
CREATE INDEX "feed_problem_feed_run" ON "feed_problem" USING btree ("feed_run_id","line");--> statement-breakpoint
CREATE UNIQUE INDEX "feed_run_one_at_a_time" ON "feed_run" USING btree ("portfolio_id") WHERE status in ('importing', 'confirming');--> statement-breakpoint
CREATE INDEX "feed_run_portfolio" ON "feed_run" USING btree ("portfolio_id","started_at");--> statement-breakpoint
CREATE INDEX "feed_run_mapping" ON "feed_run" USING btree ("mapping_id");--> statement-breakpoint
CREATE INDEX "feed_run_file" ON "feed_run" USING btree ("file_hash");--> statement-breakpoint
CREATE INDEX "draft_based_on" ON "draft" USING btree ("based_on");--> statement-breakpoint
CREATE UNIQUE INDEX "flow_name" ON "flow" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "flow_version_one_live" ON "flow_version" USING btree ("flow_id") WHERE status = 'live';--> statement-breakpoint
CREATE INDEX "flow_version_submission" ON "flow_version" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_one_waiting" ON "submission" USING btree ("flow_id") WHERE status = 'submitted';--> statement-breakpoint
CREATE INDEX "submission_flow" ON "submission" USING btree ("flow_id");--> statement-breakpoint
CREATE INDEX "due_item_account" ON "due_item" USING btree ("account_id","due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entry_external_id" ON "ledger_entry" USING btree ("source","external_id","account_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_entry_account" ON "ledger_entry" USING btree ("account_id","value_date");--> statement-breakpoint
CREATE INDEX "ledger_entry_reverses" ON "ledger_entry" USING btree ("reverses") WHERE reverses is not null;--> statement-breakpoint
CREATE INDEX "ledger_entry_payment" ON "ledger_entry" USING btree ("payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_entry_feed_run" ON "ledger_entry" USING btree ("feed_run_id") WHERE feed_run_id is not null;--> statement-breakpoint
CREATE INDEX "payment_debtor" ON "payment" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "payment_through_link" ON "payment" USING btree ("payment_link_id");--> statement-breakpoint
CREATE INDEX "payment_unallocated" ON "payment" USING btree ("received_at") WHERE status = 'unallocated';--> statement-breakpoint
CREATE UNIQUE INDEX "segment_name" ON "segment" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "template_name" ON "template" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "payment_link_debtor" ON "payment_link" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "payment_link_run" ON "payment_link" USING btree ("run_id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "run_due" ON "run" USING btree ("shard","wake_at") WHERE wake_at is not null;--> statement-breakpoint
CREATE INDEX "account_user" ON "auth"."account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "auth"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "auth"."verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "invitation_accepted_by" ON "auth"."invitation" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "daily_snapshot_portfolio" ON "daily_snapshot" USING btree ("portfolio_id","day");--> statement-breakpoint
CREATE INDEX "daily_snapshot_account" ON "daily_snapshot" USING btree ("account_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_one_open" ON "dispute" USING btree ("account_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "dispute_debtor" ON "dispute" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "dispute_account" ON "dispute" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "hold_open_of_debtor" ON "hold" USING btree ("debtor_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "hold_debtor" ON "hold" USING btree ("debtor_id","since");--> statement-breakpoint
CREATE INDEX "hold_account" ON "hold" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "hold_address" ON "hold" USING btree ("address_id");--> statement-breakpoint
CREATE INDEX "hold_dispute" ON "hold" USING btree ("dispute_id");--> statement-breakpoint
CREATE INDEX "hold_promise" ON "hold" USING btree ("promise_id");--> statement-breakpoint
CREATE INDEX "hold_expiry" ON "hold" USING btree ("until") WHERE ended_at is null and until is not null;--> statement-breakpoint
CREATE INDEX "promise_debtor" ON "promise" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "promise_open" ON "promise" USING btree ("made_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "promise_account_account" ON "promise_account" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "promise_instalment_open" ON "promise_instalment" USING btree ("due_on") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("team","due_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "task_debtor" ON "task" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "task_account" ON "task" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "task_run" ON "task" USING btree ("run_id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "task_assignee" ON "task" USING btree ("assignee") WHERE status = 'open';