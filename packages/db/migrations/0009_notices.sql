CREATE TABLE "legal_step" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"account_ids" uuid[] NOT NULL,
	"run_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"visit" integer NOT NULL,
	"step" text NOT NULL,
	"verdict" text NOT NULL,
	"verdict_until" timestamp with time zone,
	"verdict_reason" text,
	"verdict_rules" text[] NOT NULL,
	"verdict_warnings" text[] NOT NULL,
	"verdict_packs" text[] NOT NULL,
	"verdict_law" integer NOT NULL,
	"verdict_inputs" jsonb NOT NULL,
	"verdict_zones" text[] NOT NULL,
	"verdict_at" timestamp with time zone NOT NULL,
	CONSTRAINT "legal_step_verdict_known" CHECK ("legal_step"."verdict" in ('allowed', 'deferred', 'forbidden')),
	CONSTRAINT "legal_step_deferral_has_end" CHECK (("legal_step"."verdict" = 'deferred') = ("legal_step"."verdict_until" is not null)),
	CONSTRAINT "legal_step_has_account" CHECK (cardinality("legal_step"."account_ids") > 0)
);
--> statement-breakpoint
CREATE TABLE "notice_record" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"notice_id" text NOT NULL,
	"attempt_id" uuid,
	"sent_on" date,
	"delivered_on" date,
	"served_on" date,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_record_says_something" CHECK (num_nonnulls("notice_record"."sent_on", "notice_record"."delivered_on", "notice_record"."served_on") > 0),
	CONSTRAINT "notice_record_in_order" CHECK (coalesce("notice_record"."sent_on" <= "notice_record"."delivered_on", true) and coalesce("notice_record"."sent_on" <= "notice_record"."served_on", true))
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "notice_record" ADD CONSTRAINT "notice_record_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_record" ADD CONSTRAINT "notice_record_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "legal_step_debtor" ON "legal_step" USING btree ("debtor_id","verdict_at");--> statement-breakpoint
CREATE INDEX "notice_record_debtor" ON "notice_record" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "notice_record_account" ON "notice_record" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "attempt_notice" ON "attempt" USING btree ("shard","debtor_id") WHERE notice_id is not null;
--> statement-breakpoint
create trigger "notice_record_append_only" before update or delete on "notice_record" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "notice_record_no_truncate" before truncate on "notice_record" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger "legal_step_append_only" before update or delete on "legal_step" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "legal_step_no_truncate" before truncate on "legal_step" for each statement execute function refuse_change();
