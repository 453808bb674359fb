CREATE TABLE "settlement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"balance" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"percent" smallint NOT NULL,
	"counts_from" date NOT NULL,
	"expires_on" date NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"write_off_code" text NOT NULL,
	"author" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"accepted_via" text,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "settlement_status_known" CHECK ("settlement"."status" in ('proposed', 'offered', 'accepted', 'settled', 'lapsed', 'declined', 'withdrawn')),
	CONSTRAINT "settlement_takes_less" CHECK ("settlement"."amount" > 0 and "settlement"."amount" < "settlement"."balance"),
	CONSTRAINT "settlement_percent_in_range" CHECK ("settlement"."percent" between 1 and 99),
	CONSTRAINT "settlement_expires_after" CHECK ("settlement"."expires_on" >= "settlement"."counts_from"),
	CONSTRAINT "settlement_approved" CHECK (("settlement"."approved_by" is null) = ("settlement"."approved_at" is null)),
	CONSTRAINT "settlement_not_own_approval" CHECK ("settlement"."approved_by" <> "settlement"."author"),
	CONSTRAINT "settlement_decided" CHECK (("settlement"."status" in ('proposed', 'offered', 'accepted')) = ("settlement"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "vulnerability" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"needs" text[] NOT NULL,
	"note" "bytea",
	"consent" text NOT NULL,
	"review_on" date NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"ended_reason" text,
	CONSTRAINT "vulnerability_consent_known" CHECK ("vulnerability"."consent" in ('given', 'not-able')),
	CONSTRAINT "vulnerability_has_need" CHECK (cardinality("vulnerability"."needs") > 0),
	CONSTRAINT "vulnerability_end_has_author" CHECK (("vulnerability"."ended_at" is null) = ("vulnerability"."ended_by" is null) and ("vulnerability"."ended_at" is null) = ("vulnerability"."ended_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "promise" DROP CONSTRAINT "promise_decided";--> statement-breakpoint
ALTER TABLE "promise_instalment" DROP CONSTRAINT "promise_instalment_status_known";--> statement-breakpoint
DROP INDEX "dispute_one_open";--> statement-breakpoint
DROP INDEX "promise_instalment_open";--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "kind" text DEFAULT 'dispute' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "assignee" text;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "acknowledge_by" date;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "answer_by" date;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "deadline_rules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "acknowledged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "adjusted_by" bigint;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "partly_percent" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "default_after_missed" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "frequency" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "made_on" date;--> statement-breakpoint
UPDATE "promise" SET "made_on" = "made_at"::date;--> statement-breakpoint
ALTER TABLE "promise" ALTER COLUMN "made_on" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "author" text DEFAULT 'system' NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "reages" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "reaged" jsonb;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "affordability" "bytea";--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "settlement_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "ended_reason" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "ended_by" text;--> statement-breakpoint
UPDATE "promise" SET "ended_reason" = 'withdrawn', "ended_by" = 'system' WHERE "status" = 'cancelled';--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD COLUMN "grace_until" date;--> statement-breakpoint
UPDATE "promise_instalment" SET "grace_until" = "due_on" + "grace_business_days" FROM "promise" WHERE "promise"."id" = "promise_id";--> statement-breakpoint
ALTER TABLE "promise_instalment" ALTER COLUMN "grace_until" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD COLUMN "decides_at" timestamp with time zone;--> statement-breakpoint
UPDATE "promise_instalment" SET "decides_at" = "grace_until" + 1;--> statement-breakpoint
ALTER TABLE "promise_instalment" ALTER COLUMN "decides_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vulnerability" ADD CONSTRAINT "vulnerability_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_one_open" ON "settlement" USING btree ("account_id") WHERE status in ('proposed', 'offered', 'accepted');--> statement-breakpoint
CREATE INDEX "settlement_account" ON "settlement" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "settlement_debtor" ON "settlement" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "settlement_expiry" ON "settlement" USING btree ("lapses_at") WHERE status in ('proposed', 'offered', 'accepted');--> statement-breakpoint
CREATE UNIQUE INDEX "vulnerability_one" ON "vulnerability" USING btree ("debtor_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "vulnerability_debtor" ON "vulnerability" USING btree ("debtor_id");--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_settlement_id_settlement_id_fk" FOREIGN KEY ("settlement_id") REFERENCES "public"."settlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_reminder" ON "dispute" USING btree ("remind_at") WHERE status = 'open' and reminded_at is null;--> statement-breakpoint
CREATE INDEX "dispute_to_answer" ON "dispute" USING btree ("answer_by") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "promise_settlement" ON "promise" USING btree ("settlement_id") WHERE settlement_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_one_open" ON "dispute" USING btree ("account_id","kind") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "promise_instalment_open" ON "promise_instalment" USING btree ("decides_at") WHERE status = 'open';--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_code_form" CHECK ("ledger_entry"."code" ~ '^[a-z][a-z0-9_-]{0,39}$');--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_kind_known" CHECK ("dispute"."kind" in ('dispute', 'query', 'complaint'));--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_adjustment_positive" CHECK ("dispute"."adjusted_by" > 0);--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_frequency_known" CHECK ("promise"."frequency" in ('weekly', 'fortnightly', 'monthly', 'irregular'));--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_partly_percent" CHECK ("promise"."partly_percent" between 1 and 100);--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_default_after" CHECK ("promise"."default_after_missed" > 0);--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_cancelled_has_reason" CHECK (("promise"."status" = 'cancelled') = ("promise"."ended_reason" is not null) and ("promise"."status" = 'cancelled') = ("promise"."ended_by" is not null));--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_decided" CHECK (("promise"."status" in ('proposed', 'open')) = ("promise"."decided_at" is null));--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD CONSTRAINT "promise_instalment_grace_after_due" CHECK ("promise_instalment"."grace_until" >= "promise_instalment"."due_on");--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD CONSTRAINT "promise_instalment_status_known" CHECK ("promise_instalment"."status" in ('open', 'kept', 'partly_kept', 'broken', 'cancelled'));