-- One step of a refund at a time: whoever carries it on holds the order until then.
alter table gateway_orders add column refund_held_until timestamptz;
