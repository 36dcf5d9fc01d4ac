-- The first month that a version counts; null where it counts every month. Of a name, the newest version that has begun
-- counts a month, so that a way of counting that changes leaves the months before it as they were.
alter table kpi_definitions add column valid_from date check (extract(day from valid_from) = 1);
