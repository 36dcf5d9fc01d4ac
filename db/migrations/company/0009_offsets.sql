-- A difference of one closed window set off against the opposite one of another.
set local lock_timeout = '5s';

-- True: the amount lessens the difference of both windows, which are closed both. False: the later window, still open,
-- will expect that much more.
alter table window_carries add column offsets boolean not null default false;
