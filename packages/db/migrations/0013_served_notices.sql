CREATE TABLE "acknowledgement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"acknowledged_on" date NOT NULL,
	"how" text NOT NULL,
	"document" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"struck_at" timestamp with time zone,
	"struck_by" text,
	"struck_reason" text,
	CONSTRAINT "acknowledgement_struck_whole" CHECK (num_nonnulls("acknowledgement"."struck_at", "acknowledgement"."struck_by", "acknowledgement"."struck_reason") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "last_acknowledged_on" date;--> statement-breakpoint
ALTER TABLE "notice_record" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgement_debtor" ON "acknowledgement" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "acknowledgement_account" ON "acknowledgement" USING btree ("account_id","acknowledged_on");--> statement-breakpoint
ALTER TABLE "notice_record" ADD CONSTRAINT "notice_record_channel_known" CHECK ("notice_record"."channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal'));