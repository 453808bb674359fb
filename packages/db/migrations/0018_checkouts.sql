CREATE TABLE "checkout" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_link_id" uuid NOT NULL,
	"gateway" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"standing" text DEFAULT 'pending' NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "checkout_standing_known" CHECK ("checkout"."standing" in ('pending', 'failed', 'paid')),
	CONSTRAINT "checkout_amount_positive" CHECK ("checkout"."amount" > 0),
	CONSTRAINT "checkout_currency_form" CHECK ("checkout"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "checkout_expires" CHECK ("checkout"."expires_at" > "checkout"."opened_at"),
	CONSTRAINT "checkout_settled" CHECK (("checkout"."standing" = 'pending') = ("checkout"."settled_at" is null))
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid,
	"dispute_id" uuid,
	"kind" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"file_name" "bytea",
	"content" "bytea",
	"sha256" "bytea" NOT NULL,
	"brought_by" text NOT NULL,
	"brought_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_kind_known" CHECK ("evidence"."kind" in ('proof_of_payment', 'dispute', 'affidavit', 'affordability')),
	CONSTRAINT "evidence_type_known" CHECK ("evidence"."media_type" in ('application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic')),
	CONSTRAINT "evidence_size" CHECK ("evidence"."bytes" between 1 and 10485760),
	CONSTRAINT "evidence_erased_whole" CHECK (("evidence"."content" is null) = ("evidence"."file_name" is null)),
	CONSTRAINT "evidence_digest_length" CHECK (octet_length("evidence"."sha256") = 32)
);
--> statement-breakpoint
ALTER TABLE "payment_link" DROP CONSTRAINT "payment_link_amount_kind_known";--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "quarantine_reason" text;--> statement-breakpoint
ALTER TABLE "payment_link" ADD COLUMN "wrong_answers" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_link" ADD COLUMN "wrong_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "portfolio" ADD COLUMN "allocation" text DEFAULT 'oldest_first' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_payment_link_id_payment_link_id_fk" FOREIGN KEY ("payment_link_id") REFERENCES "public"."payment_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_dispute_id_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkout_link" ON "checkout" USING btree ("payment_link_id");--> statement-breakpoint
CREATE INDEX "evidence_debtor" ON "evidence" USING btree ("debtor_id","brought_at");--> statement-breakpoint
CREATE INDEX "evidence_account" ON "evidence" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "evidence_dispute" ON "evidence" USING btree ("dispute_id");--> statement-breakpoint
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_wrong_answers" CHECK ("payment_link"."wrong_answers" >= 0 and ("payment_link"."wrong_answers" = 0 or "payment_link"."wrong_since" is not null));--> statement-breakpoint
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_amount_kind_known" CHECK ("payment_link"."amount_kind" in ('full', 'arrears', 'part', 'settlement', 'instalment'));--> statement-breakpoint
ALTER TABLE "portfolio" ADD CONSTRAINT "portfolio_allocation_known" CHECK ("portfolio"."allocation" in ('oldest_first', 'smallest_first', 'largest_first', 'in_proportion'));