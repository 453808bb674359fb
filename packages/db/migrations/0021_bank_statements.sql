CREATE TABLE "allocation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"line_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"account_id" uuid,
	"payment_id" uuid,
	"remittance_id" uuid,
	"reason" text,
	"evidence" jsonb,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"reversed_by" text,
	"reversed_at" timestamp with time zone,
	"reversed_reason" text,
	CONSTRAINT "allocation_kind_known" CHECK ("allocation"."kind" in ('account', 'refund', 'aside', 'split')),
	CONSTRAINT "allocation_amount_not_zero" CHECK ("allocation"."amount" <> 0),
	CONSTRAINT "allocation_to_account" CHECK (("allocation"."kind" = 'account') = ("allocation"."account_id" is not null) and ("allocation"."account_id" is null) = ("allocation"."payment_id" is null)),
	CONSTRAINT "allocation_to_remittance" CHECK (("allocation"."kind" = 'split') = ("allocation"."remittance_id" is not null)),
	CONSTRAINT "allocation_has_reason" CHECK ("allocation"."kind" not in ('refund', 'aside') or "allocation"."reason" is not null),
	CONSTRAINT "allocation_approved" CHECK (("allocation"."approved_by" is null) = ("allocation"."approved_at" is null) and ("allocation"."approved_by" is null or ("allocation"."kind" = 'refund' and "allocation"."approved_by" <> "allocation"."made_by"))),
	CONSTRAINT "allocation_reversed" CHECK (("allocation"."reversed_at" is null) = ("allocation"."reversed_by" is null) and ("allocation"."reversed_at" is null) = ("allocation"."reversed_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "bank_account" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"currency" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bank_account_number" UNIQUE("number","currency"),
	CONSTRAINT "bank_account_currency_form" CHECK ("bank_account"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"bank_account_id" uuid,
	"number" text,
	"currency" text NOT NULL,
	"opening" bigint NOT NULL,
	"opening_on" date,
	"closing" bigint NOT NULL,
	"closing_on" date,
	"unread" bigint DEFAULT 0 NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "statement_key_unique" UNIQUE("key"),
	CONSTRAINT "statement_kind_known" CHECK ("statement"."kind" in ('bank', 'remittance')),
	CONSTRAINT "statement_bank_has_account" CHECK (("statement"."kind" = 'bank') = ("statement"."bank_account_id" is not null)),
	CONSTRAINT "statement_currency_form" CHECK ("statement"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "statement_entry" (
	"statement_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	CONSTRAINT "statement_entry_statement_id_line_id_pk" PRIMARY KEY("statement_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "statement_file" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"file_name" text NOT NULL,
	"file_bytes" bigint NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"format" text NOT NULL,
	"status" text NOT NULL,
	"reading" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"lines_new" integer DEFAULT 0 NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "statement_file_format_known" CHECK ("statement_file"."format" in ('mt940', 'camt053', 'table')),
	CONSTRAINT "statement_file_status_known" CHECK ("statement_file"."status" in ('ready', 'booking', 'done', 'cancelled', 'failed')),
	CONSTRAINT "statement_file_failed_has_reason" CHECK (("statement_file"."status" = 'failed') = ("statement_file"."failure" is not null)),
	CONSTRAINT "statement_file_finished" CHECK (("statement_file"."status" in ('done', 'cancelled', 'failed')) = ("statement_file"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "statement_layout" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"document" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "statement_layout_name_unique" UNIQUE("name"),
	CONSTRAINT "statement_layout_kind_known" CHECK ("statement_layout"."kind" in ('statement', 'remittance'))
);
--> statement-breakpoint
CREATE TABLE "statement_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"bank_account_id" uuid,
	"kind" text NOT NULL,
	"value_date" date NOT NULL,
	"booking_date" date NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"details" "bytea" NOT NULL,
	"payer_account" "bytea",
	"file_line" integer NOT NULL,
	"deposit" text,
	"rest" bigint NOT NULL,
	"is_in" boolean NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"acted_by" text,
	"acted_at" timestamp with time zone,
	CONSTRAINT "statement_line_key_unique" UNIQUE("key"),
	CONSTRAINT "statement_line_kind_known" CHECK ("statement_line"."kind" in ('entry', 'reversal', 'fee')),
	CONSTRAINT "statement_line_amount_not_zero" CHECK ("statement_line"."amount" <> 0),
	CONSTRAINT "statement_line_rest_within" CHECK (sign("statement_line"."rest") in (0, sign("statement_line"."amount")) and abs("statement_line"."rest") <= abs("statement_line"."amount"))
);
--> statement-breakpoint
ALTER TABLE "api_key" DROP CONSTRAINT "api_key_scopes_known";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "payment_number" bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY (sequence name "account_payment_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 999999999 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_line_id_statement_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."statement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_remittance_id_statement_id_fk" FOREIGN KEY ("remittance_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_file_id_statement_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."statement_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_bank_account_id_bank_account_id_fk" FOREIGN KEY ("bank_account_id") REFERENCES "public"."bank_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_entry" ADD CONSTRAINT "statement_entry_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_entry" ADD CONSTRAINT "statement_entry_line_id_statement_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."statement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_line" ADD CONSTRAINT "statement_line_bank_account_id_bank_account_id_fk" FOREIGN KEY ("bank_account_id") REFERENCES "public"."bank_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "allocation_line" ON "allocation" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "allocation_account" ON "allocation" USING btree ("account_id") WHERE account_id is not null;--> statement-breakpoint
CREATE INDEX "allocation_payment" ON "allocation" USING btree ("payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "allocation_remittance" ON "allocation" USING btree ("remittance_id") WHERE remittance_id is not null and reversed_at is null;--> statement-breakpoint
CREATE INDEX "allocation_refund_waiting" ON "allocation" USING btree ("made_at") WHERE kind = 'refund' and approved_at is null and reversed_at is null;--> statement-breakpoint
CREATE INDEX "statement_of_file" ON "statement" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "statement_bank_account" ON "statement" USING btree ("bank_account_id","closing_on");--> statement-breakpoint
CREATE INDEX "statement_entry_line" ON "statement_entry" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "statement_file_started" ON "statement_file" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "statement_line_desk" ON "statement_line" USING btree ("booking_date","id") WHERE rest <> 0 and is_in;--> statement-breakpoint
CREATE INDEX "statement_line_payer" ON "statement_line" USING btree ("payer_account") WHERE payer_account is not null;--> statement-breakpoint
CREATE INDEX "statement_line_bank_account" ON "statement_line" USING btree ("bank_account_id","booking_date");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_payment_number" UNIQUE("payment_number");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_payment_number_in_range" CHECK ("account"."payment_number" between 1 and 999999999);--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scopes_known" CHECK (cardinality("api_key"."scopes") > 0 and "api_key"."scopes" <@ array['may-contact', 'contacts', 'holds', 'opt-outs', 'consents', 'notices', 'statements']);