CREATE TABLE "house_rule" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"portfolio_id" uuid,
	"rule" jsonb NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	CONSTRAINT "house_rule_end_is_whole" CHECK (("house_rule"."ended_at" is null) = ("house_rule"."ended_by" is null) and ("house_rule"."ended_at" is null) = ("house_rule"."ended_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "law_document" (
	"digest" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"document" jsonb NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	CONSTRAINT "law_document_kind_known" CHECK ("law_document"."kind" in ('pack', 'holidays', 'zones')),
	CONSTRAINT "law_document_digest_form" CHECK ("law_document"."digest" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "law_revision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "law_revision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"reason" text NOT NULL,
	"composition" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "verdict_law" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "house_rule" ADD CONSTRAINT "house_rule_portfolio_id_portfolio_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolio"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "house_rule_portfolio" ON "house_rule" USING btree ("portfolio_id");--> statement-breakpoint
CREATE INDEX "law_document_name" ON "law_document" USING btree ("kind","name","first_seen");
--> statement-breakpoint
create trigger "law_document_append_only" before update or delete on "law_document" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "law_document_no_truncate" before truncate on "law_document" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger "law_revision_append_only" before update or delete on "law_revision" for each row execute function refuse_change();
--> statement-breakpoint
create trigger "law_revision_no_truncate" before truncate on "law_revision" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger "house_rule_kept" before delete on "house_rule" for each row execute function refuse_change();
