CREATE TABLE "consent" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"debtor_id" uuid NOT NULL,
	"channel" text,
	"address_id" uuid,
	"purpose" text,
	"rule" text,
	"how" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"evidence" text NOT NULL,
	"author" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"withdrawn_how" text,
	"withdrawn_act_at" timestamp with time zone,
	"withdrawn_evidence" text,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consent_channel_known" CHECK ("consent"."channel" in ('call', 'prerecorded_call', 'voicemail', 'sms', 'whatsapp', 'email', 'letter', 'visit', 'workplace_call', 'social_dm', 'portal')),
	CONSTRAINT "consent_purpose_known" CHECK ("consent"."purpose" in ('collection', 'statutory_notice', 'reply_to_consumer', 'service', 'marketing', 'cease_final_notice', 'validation_notice', 'verification')),
	CONSTRAINT "consent_rule_form" CHECK ("consent"."rule" ~ '^[a-z0-9._-]+$'),
	CONSTRAINT "consent_withdrawal_whole" CHECK (num_nonnulls("consent"."withdrawn_how", "consent"."withdrawn_act_at", "consent"."withdrawn_by", "consent"."withdrawn_at") in (0, 4))
);
--> statement-breakpoint
ALTER TABLE "api_key" DROP CONSTRAINT "api_key_scopes_known";--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_address_id_address_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."address"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_debtor" ON "consent" USING btree ("debtor_id");--> statement-breakpoint
CREATE INDEX "consent_address" ON "consent" USING btree ("address_id");--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scopes_known" CHECK (cardinality("api_key"."scopes") > 0 and "api_key"."scopes" <@ array['may-contact', 'contacts', 'holds', 'opt-outs', 'consents', 'notices']);