-- How ratios are counted, as rows. Append-only: what counts otherwise is a new version of the same name.
create table kpi_definitions (
  name text not null check (name ~ '^[a-z][a-z0-9-]{1,39}$'),
  version integer not null check (version >= 1),
  counts text[] not null check (cardinality(counts) > 0 and counts <@ array['customers', 'bills', 'customerBills', 'money']),
  -- Channels that never count as cashless, and those that count only where the partner reports an account as tender.
  cash_channels text[] not null,
  tender_decides text[] not null,
  denominator text not null check (denominator in ('all_customers', 'billed', 'paying')),
  leaves_out text[] not null check (leaves_out <@ array['disadvantaged_communes', 'zero_consumption']),
  -- Whether bills for services other than electricity count.
  services boolean not null,
  span text not null check (span in ('month', 'quarter', 'half', 'year', 'cumulative')),
  bills_of_month text not null check (bills_of_month in ('all', 'first')),
  -- Who counted so and where it was published; empty where the company decided it.
  source text not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (name, version),
  constraint kpi_definitions_heads_against_the_register check (denominator <> 'all_customers' or counts = array['customers'])
);

-- Which communes count as disadvantaged, and when.
create table kpi_disadvantaged_communes (
  commune_code text not null,
  valid daterange not null check (not isempty(valid)),
  -- The decision that marks them.
  source text not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  constraint kpi_disadvantaged_communes_once exclude using gist (commune_code with =, valid with &&)
);

insert into kpi_definitions (name, version, counts, cash_channels, tender_decides, denominator, leaves_out, services, span, bills_of_month, source, made_by) values
  ('official', 1, '{customers,bills,money}', '{staff_cash,counter_cash}', '{}', 'billed', '{}', true, 'month', 'all', '', 'tiendien'),
  ('strict', 1, '{customers,bills,money}', '{staff_cash,counter_cash,agent_cash}', '{bank_counter}', 'billed', '{}', true, 'month', 'all', '', 'tiendien'),
  ('evnnpc-2018', 1, '{customers}', '{staff_cash,counter_cash}', '{}', 'all_customers', '{disadvantaged_communes,zero_consumption}', false, 'month', 'all',
   'EVNNPC, 10/2018: 46,12% khách hàng, không kể xã khó khăn và khách hàng không có sản lượng (plo.vn 800965)', 'tiendien'),
  ('phu-luong-2020', 1, '{customers,money}', '{staff_cash,counter_cash}', '{}', 'billed', '{}', true, 'month', 'all',
   'Điện lực Phú Lương, 09/2020: 17.124/29.138 khách hàng có hóa đơn trong tháng = 58,76%; 25,685/31,644 tỷ đồng (pcthainguyen.npc.com.vn 7567)', 'tiendien'),
  ('hai-phong-2021', 1, '{bills}', '{staff_cash,counter_cash}', '{}', 'billed', '{}', true, 'month', 'all',
   'PC Hải Phòng, 09/2021: 295.425/505.301 hóa đơn = 58,5% (tapchitaichinh.vn)', 'tiendien'),
  ('ha-tinh-all', 1, '{customers}', '{staff_cash,counter_cash}', '{}', 'all_customers', '{}', true, 'month', 'all',
   'PC Hà Tĩnh: 69,38% trên tổng số khách hàng (baohatinh.vn post245956)', 'tiendien'),
  ('bac-me-2021', 1, '{customerBills,money}', '{staff_cash,counter_cash}', '{}', 'billed', '{}', true, 'half', 'all',
   'Điện lực Bắc Mê, 6 tháng đầu năm 2021: 22,786% lượt khách hàng, 82,27% số tiền (Báo Hà Giang, 28/08/2021; đếm theo lượt là cách hiểu của chúng tôi)', 'tiendien');
