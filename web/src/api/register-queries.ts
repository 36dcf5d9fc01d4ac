import type { QueryClient } from '@tanstack/react-query';
import type { Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of numbers, places to pay, responsibilities and openings ask for. */
export type ListTaken = api.PostContactsListAnswer;
export type Contacts = api.GetContactsAnswer;
export type ContactLine = Contacts['rows'][number];
export type CustomerContacts = api.GetCustomersCodeContactsAnswer;
export type CustomerContact = CustomerContacts['rows'][number];
export type PayPoints = api.GetPayPointsAnswer;
export type PayPoint = PayPoints['rows'][number];
export type PointCommunes = api.GetPayPointsCommunesAnswer;
export type PointCommune = PointCommunes['rows'][number];
export type Assignments = api.GetAssignmentsAnswer;
export type Employee = Assignments['rows'][number];
export type AssignedCustomers = api.GetAssignmentsCustomersAnswer;
export type AssignedCustomer = AssignedCustomers['rows'][number];
export type Books = api.GetAssignmentsBooksAnswer;
export type Book = Books['rows'][number];
export type AssignmentRules = api.GetAssignmentsRulesAnswer;
export type AssignmentRule = AssignmentRules['rows'][number];
export type AssignmentWish = api.PostAssignmentsBody;
export type Openings = api.GetAccountOpeningsAnswer;
export type Opening = Openings['rows'][number];

export const contactsQuery = (query: Query) => pagesQuery<Contacts>('/contacts', query);
export const contactCountsQuery = (query: Query) =>
  listQuery<api.GetContactsCountsAnswer>('/contacts/counts', query);
export const customerContactsQuery = (code: string) =>
  listQuery<CustomerContacts>(`/customers/${encodeURIComponent(code)}/contacts`);
export const payPointsQuery = (query: Query) => pagesQuery<PayPoints>('/pay-points', query);
export const pointCommunesQuery = (query: Query) => listQuery<PointCommunes>('/pay-points/communes', query);
export const assignmentsQuery = listQuery<Assignments>('/assignments');
export const assignedQuery = (query: Query) => pagesQuery<AssignedCustomers>('/assignments/customers', query);
export const booksQuery = (query: Query) => pagesQuery<Books>('/assignments/books', query);
export const rulesQuery = pagesQuery<AssignmentRules>('/assignments/rules', {});
export const openingsQuery = (query: Query) => pagesQuery<Openings>('/account-openings', query);

/** After something was recorded, everything of the registers is asked for anew. */
export function refreshRegisters(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) =>
      /^\/(contacts|pay-points|assignments|account-openings)|\/contacts$/.test(String(queryKey[0])),
  });
}
