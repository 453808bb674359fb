CREATE TABLE "letter" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"shard" smallint NOT NULL,
	"debtor_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"status" text DEFAULT 'in_batch' NOT NULL,
	"debtor_epoch" bigint NOT NULL,
	"language" text NOT NULL,
	"recipient" "bytea",
	"subject" "bytea",
	"body" "bytea",
	"pdf" "bytea",
	"sha256" "bytea",
	"bytes" integer,
	"pages" smallint,
	"put_in_at" timestamp with time zone NOT NULL,
	"code" text,
	"returned_on" date,
	"return_reason" text,
	CONSTRAINT "letter_status_known" CHECK ("letter"."status" in ('in_batch', 'taken_out', 'unprintable', 'handed_over')),
	CONSTRAINT "letter_printed_whole" CHECK (("letter"."pdf" is null) = ("letter"."sha256" is null)),
	CONSTRAINT "letter_returned_why" CHECK (("letter"."returned_on" is null) = ("letter"."return_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "letter_batch" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"status" text DEFAULT 'filling' NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"begun_by" text NOT NULL,
	"closed_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"handed_over_by" text,
	CONSTRAINT "letter_batch_status_known" CHECK ("letter_batch"."status" in ('filling', 'closed', 'handed_over')),
	CONSTRAINT "letter_batch_closed" CHECK (("letter_batch"."status" = 'filling') = ("letter_batch"."closed_at" is null)),
	CONSTRAINT "letter_batch_handed_over" CHECK (("letter_batch"."status" = 'handed_over') = ("letter_batch"."handed_over_at" is not null) and ("letter_batch"."handed_over_at" is null) = ("letter_batch"."handed_over_by" is null))
);
--> statement-breakpoint
CREATE TABLE "traced_address" (
	"address_id" uuid PRIMARY KEY NOT NULL,
	"tracer" text NOT NULL,
	"found_on" date NOT NULL,
	"cost" bigint,
	"currency" text,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "traced_address_cost_whole" CHECK (("traced_address"."cost" is null) = ("traced_address"."currency" is null)),
	CONSTRAINT "traced_address_cost_not_negative" CHECK ("traced_address"."cost" >= 0),
	CONSTRAINT "traced_address_currency_form" CHECK ("traced_address"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "preference_link" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"address_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preference_link_token_length" CHECK (octet_length("preference_link"."token_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "reply" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"provider" text NOT NULL,
	"provider_id" text NOT NULL,
	"channel" text NOT NULL,
	"address_hmac" "bytea" NOT NULL,
	"meaning" text NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"sender" "bytea",
	"text" "bytea",
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reply_provider_id" UNIQUE("provider","provider_id"),
	CONSTRAINT "reply_channel_known" CHECK ("reply"."channel" in ('sms', 'email')),
	CONSTRAINT "reply_meaning_known" CHECK ("reply"."meaning" in ('stop', 'start', 'help', 'for_a_person', 'reply')),
	CONSTRAINT "reply_hmac_length" CHECK (octet_length("reply"."address_hmac") = 32),
	CONSTRAINT "reply_of_nobody_whole" CHECK (("reply"."sender" is null) = ("reply"."text" is null))
);
--> statement-breakpoint
ALTER TABLE "promise" DROP CONSTRAINT "promise_status_known";--> statement-breakpoint
ALTER TABLE "promise_instalment" DROP CONSTRAINT "promise_instalment_status_known";--> statement-breakpoint
ALTER TABLE "address" ADD COLUMN "soft_bounces" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "reply_id" uuid;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_batch_id_letter_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."letter_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traced_address" ADD CONSTRAINT "traced_address_address_id_address_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."address"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference_link" ADD CONSTRAINT "preference_link_address_id_address_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."address"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_batch_letters" ON "letter" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "letter_debtor" ON "letter" USING btree ("debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "letter_batch_one_filling" ON "letter_batch" USING btree ("status") WHERE status = 'filling';--> statement-breakpoint
CREATE INDEX "letter_batch_begun" ON "letter_batch" USING btree ("begun_at");--> statement-breakpoint
CREATE INDEX "preference_link_address" ON "preference_link" USING btree ("address_id");--> statement-breakpoint
CREATE INDEX "reply_address" ON "reply" USING btree ("address_hmac");--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_reply_id_reply_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."reply"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "task_reply" ON "task" USING btree ("reply_id") WHERE reply_id is not null;--> statement-breakpoint
ALTER TABLE "address" ADD CONSTRAINT "address_soft_bounces_not_negative" CHECK ("address"."soft_bounces" >= 0);--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_status_known" CHECK ("promise"."status" in ('proposed', 'open', 'kept', 'partly_kept', 'broken', 'cancelled'));--> statement-breakpoint
ALTER TABLE "promise_instalment" ADD CONSTRAINT "promise_instalment_status_known" CHECK ("promise_instalment"."status" in ('proposed', 'open', 'kept', 'partly_kept', 'broken', 'cancelled'));