import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { unitsQuery } from '../api/queries.ts';
import {
  pointCommunesQuery,
  refreshRegisters,
  type AssignmentWish,
  type Book,
  type Employee,
} from '../api/register-queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatDate } from '../format.ts';
import { readTexts, SelectField } from '../ui/fields.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';
import { GiveFields } from './give-fields.tsx';
import { FormProblem } from '../ui/dialog.tsx';

interface Changed {
  customers: number;
}

/** Books with who has them; chosen ones are given to somebody together, or the customers of a unit in a commune. */
export function BooksSection(props: {
  books: readonly Book[];
  /** What leads to further books. */
  more: ReactNode;
  employees: readonly Employee[];
  mayEdit: boolean;
}) {
  const { t } = useTranslation();
  const { books, more, employees, mayEdit } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (code: string) =>
    setChosen((now) =>
      now.has(code) ? new Set([...now].filter((one) => one !== code)) : new Set([...now, code]),
    );
  return (
    <>
      {mayEdit && (
        <GiveForm
          title={t('assignments.give.title')}
          deed={t('assignments.give.books', { number: formatCount(chosen.size) })}
          missing={t('assignments.give.missing')}
          employees={employees}
          read={() => (chosen.size === 0 ? undefined : { books: [...chosen], place: null })}
          onDone={() => setChosen(new Set())}
        />
      )}
      <Section title={t('assignments.books.title')}>
        {books.length === 0 ? (
          <Empty>{t('assignments.books.empty')}</Empty>
        ) : (
          <>
            <BooksTable books={books} chosen={chosen} onChoose={mayEdit ? choose : undefined} />
            {more}
          </>
        )}
      </Section>
      {mayEdit && (
        <GiveForm
          title={t('assignments.place.title')}
          deed={t('assignments.place.give')}
          missing={t('assignments.place.missing')}
          employees={employees}
          read={(textOf) => {
            const [unit, commune] = [textOf('unit'), textOf('commune')];
            return unit && commune ? { books: [], place: { unit, commune, village: null } } : undefined;
          }}
        >
          <PlaceFields />
        </GiveForm>
      )}
    </>
  );
}

function GiveForm(props: {
  title: string;
  deed: string;
  missing: string;
  employees: readonly Employee[];
  read: (textOf: (name: string) => string) => Pick<AssignmentWish, 'books' | 'place'> | undefined;
  onDone?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState(false);
  const giving = useMutation({
    mutationFn: (wish: AssignmentWish) => sendJson<Changed>('POST', '/assignments', wish),
    onSuccess: () => props.onDone?.(),
    onSettled: () => refreshRegisters(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const textOf = readTexts(event.currentTarget);
    const what = props.read(textOf);
    const [staff, from] = [textOf('staff'), textOf('from')];
    const isWhole = what !== undefined && staff !== '' && from !== '';
    setWrong(!isWhole);
    if (isWhole)
      giving.mutate({
        ...what,
        staff,
        from,
        to: textOf('to') || null,
        takeOver: textOf('takeOver') === 'true',
      });
  };
  return (
    <Section title={props.title}>
      <form className="td-filters" onSubmit={submit} noValidate aria-label={props.title}>
        <GiveFields employees={props.employees} />
        {props.children}
        <Button type="submit" size="sm" loading={giving.isPending}>
          {props.deed}
        </Button>
      </form>
      {wrong && <FormProblem>{props.missing}</FormProblem>}
      {giving.error && <ProblemBlock error={giving.error} />}
      {giving.data && (
        <p className="td-notice td-notice-good" role="status">
          {t('assignments.give.done', { number: formatCount(giving.data.customers) })}
        </p>
      )}
    </Section>
  );
}

/** A unit, and a commune where its customers live. */
function PlaceFields() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate)).data?.rows.filter(({ kind }) => kind === 'unit') ?? [];
  const communes = useQuery(pointCommunesQuery({})).data?.rows ?? [];
  return (
    <>
      <SelectField name="unit" label={t('assignments.place.unit')}>
        <option value="">{t('words.choose')}</option>
        {units.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="commune" label={t('words.commune')}>
        <option value="">{t('words.choose')}</option>
        {communes.map(({ code, name }) => (
          <option key={code} value={code}>
            {name ?? code}
          </option>
        ))}
      </SelectField>
    </>
  );
}

function BooksTable(props: {
  books: readonly Book[];
  chosen: ReadonlySet<string>;
  onChoose: ((code: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { books, chosen, onChoose } = props;
  const columns: Column<Book>[] = [
    {
      key: 'book',
      header: t('assignments.books.book'),
      phone: 'title',
      cell: ({ code, name }) => (
        <label className="td-check">
          {onChoose && (
            <input
              type="checkbox"
              checked={chosen.has(code)}
              onChange={() => onChoose(code)}
              aria-label={t('assignments.books.choose', { code })}
            />
          )}{' '}
          {name}
        </label>
      ),
      sortValue: ({ code }) => code,
    },
    { key: 'unit', header: t('assignments.unit'), cell: ({ unitName }) => unitName },
    {
      key: 'customers',
      header: t('assignments.customers'),
      kind: 'number',
      cell: ({ customers }) => formatCount(customers),
      sortValue: ({ customers }) => customers,
    },
    {
      key: 'staff',
      header: t('assignments.books.staff'),
      cell: ({ staffName }) => staffName ?? t('assignments.books.nobody'),
      sortValue: ({ staffName }) => staffName ?? '',
    },
    {
      key: 'from',
      header: t('assignments.books.from'),
      cell: ({ from }) => <span className="td-figures">{formatDate(from)}</span>,
    },
  ];
  return (
    <ReportTable
      caption={t('assignments.books.title')}
      columns={columns}
      rows={books}
      rowKey={({ code }) => code}
    />
  );
}
