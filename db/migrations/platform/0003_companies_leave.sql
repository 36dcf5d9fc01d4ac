-- When a demo company is dropped, the shared directories forget its keys and sign-ins with it.
set local lock_timeout = '5s';

alter table key_directory
  drop constraint key_directory_company_code_fkey,
  add constraint key_directory_company_code_fkey foreign key (company_code) references companies on delete cascade;

alter table sign_in_directory
  drop constraint sign_in_directory_company_code_fkey,
  add constraint sign_in_directory_company_code_fkey foreign key (company_code) references companies on delete cascade;
