ALTER TABLE "api_key" DROP CONSTRAINT "api_key_scopes_known";--> statement-breakpoint
ALTER TABLE "promise" DROP COLUMN "reaged";--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scopes_known" CHECK (cardinality("api_key"."scopes") > 0 and "api_key"."scopes" <@ array['may-contact', 'contacts', 'holds', 'opt-outs', 'consents', 'notices', 'disputes', 'promises', 'statements']);