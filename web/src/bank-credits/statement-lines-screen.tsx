import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { statementLinesQuery } from '../api/accounting-queries.ts';
import type { StatementLine } from '../api/accounting-types.ts';
import { formatDate, formatMoney } from '../format.ts';
import { MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

const route = getRouteApi('/staff/bank-credits/statements/$id');

/** Every line of one statement, debits too, and what became of it. */
export function StatementLinesScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const pages = useInfiniteQuery(statementLinesQuery(id));
  return (
    <Page
      title={t('settlement.statements.linesTitle')}
      lead={pages.data?.pages[0]?.rows[0]?.account}
      crumbs={[
        <Link key="credits" to="/bank-credits" search={{ show: 'statements' }}>
          {t('settlement.credits.title')}
        </Link>,
        t('settlement.statements.linesTitle'),
      ]}
    >
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('settlement.statements.linesNone')}</Empty>
          ) : (
            <>
              <LinesTable lines={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function LinesTable({ lines }: { lines: readonly StatementLine[] }) {
  const { t } = useTranslation();
  const money = (side: StatementLine['creditDebit']) => (line: StatementLine) =>
    line.creditDebit === side ? formatMoney(line.amount) : '';
  const columns: Column<StatementLine>[] = [
    {
      key: 'day',
      header: t('settlement.statements.day'),
      cell: ({ bookedOn }) => <span className="td-figures">{formatDate(bookedOn)}</span>,
    },
    {
      key: 'text',
      header: t('settlement.statements.text'),
      phone: 'title',
      width: '42%',
      cell: ({ remittance, reference, payer }) => (
        <span>
          {remittance || reference}
          <span className="td-second-line">
            {[payer, remittance && reference].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'debit',
      header: t('settlement.statements.debit'),
      kind: 'number',
      cell: money('DBIT'),
    },
    {
      key: 'credit',
      header: t('settlement.statements.credit'),
      kind: 'number',
      cell: money('CRDT'),
    },
    {
      key: 'state',
      header: t('settlement.statements.state'),
      phone: 'wide',
      cell: (line) => <LineState line={line} />,
    },
  ];
  return (
    <ReportTable
      caption={t('settlement.statements.linesTitle')}
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
    />
  );
}

function LineState({ line }: { line: StatementLine }) {
  const { t } = useTranslation();
  const { attention, attendedBy, attendedNote, known, creditId, paymentId } = line;
  return (
    <span>
      {attention && (
        <Tag tone={attendedBy ? 'past' : 'warn'}>{t(`settlement.statements.kinds.${attention}`)}</Tag>
      )}
      {attendedBy && (
        <span className="td-second-line">
          {attendedBy}: {attendedNote}
        </span>
      )}
      {known && <span className="td-second-line">{t('settlement.statements.lineKnown')}</span>}
      {paymentId ? (
        <Link to="/payments/$id" params={{ id: paymentId }}>
          {t('settlement.statements.linePayment')}
        </Link>
      ) : (
        creditId && !attention && t('settlement.statements.lineCredit')
      )}
    </span>
  );
}
