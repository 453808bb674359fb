CREATE TABLE "affordability" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"promise_id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"budget" "bytea",
	"stated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "affordability" ADD CONSTRAINT "affordability_promise_id_promise_id_fk" FOREIGN KEY ("promise_id") REFERENCES "public"."promise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affordability" ADD CONSTRAINT "affordability_debtor_id_debtor_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."debtor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "affordability_promise" ON "affordability" USING btree ("promise_id");--> statement-breakpoint
CREATE INDEX "affordability_debtor" ON "affordability" USING btree ("debtor_id");