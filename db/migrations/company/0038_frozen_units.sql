-- The tree of units as it stood when a month was frozen, so that a unit's frozen figure stays what it was however units move
-- or are renamed afterwards. Append-only.
set local lock_timeout = '5s';

create table frozen_units (
  freeze_id bigint not null,
  org_unit_id bigint not null,
  -- Null for the company itself.
  parent_id bigint,
  name text not null,
  primary key (freeze_id, org_unit_id)
);
