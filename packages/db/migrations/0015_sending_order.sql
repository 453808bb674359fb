DROP INDEX "attempt_to_send";--> statement-breakpoint
CREATE INDEX "attempt_to_send" ON "attempt" USING btree ("shard","channel","priority" DESC NULLS LAST,"not_before") WHERE status = 'planned';