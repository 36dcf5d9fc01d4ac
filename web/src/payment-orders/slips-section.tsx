import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { chequeSlipsQuery, type ChequeSlip } from '../api/payment-order-queries.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

/** Slips with which cheques went to the bank, each with its paper and its workbook. */
export function SlipsSection() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(chequeSlipsQuery);
  const columns: Column<ChequeSlip>[] = [
    {
      key: 'number',
      header: t('cheques.slips.number'),
      phone: 'title',
      cell: ({ id, number, reference }) => (
        <span>
          <Link to="/cheques" search={{ slip: id }} className="td-mono">
            {number}
          </Link>
          <span className="td-second-line td-mono">{reference}</span>
        </span>
      ),
    },
    {
      key: 'on',
      header: t('cheques.slips.on'),
      cell: ({ depositedOn }) => <span className="td-figures">{formatDate(depositedOn)}</span>,
    },
    {
      key: 'cheques',
      header: t('cheques.slips.cheques'),
      kind: 'number',
      cell: ({ cheques: count }) => formatCount(count),
    },
    {
      key: 'amount',
      header: t('cheques.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    {
      key: 'cleared',
      header: t('cheques.slips.cleared'),
      kind: 'number',
      cell: ({ cleared }) => formatMoney(cleared),
    },
    {
      key: 'bounced',
      header: t('cheques.slips.bounced'),
      kind: 'number',
      cell: ({ bounced }) => formatCount(bounced),
    },
    { key: 'papers', header: '', phone: 'wide', cell: (slip) => <SlipPapers slip={slip} /> },
  ];
  return (
    <Section title={t('cheques.slips.title')}>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: ChequeSlip[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('cheques.slips.none')}</Empty>;
          return (
            <>
              <ReportTable
                caption={t('cheques.slips.title')}
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
              />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function SlipPapers({ slip: { id } }: { slip: ChequeSlip }) {
  const { t } = useTranslation();
  return (
    <span className="td-buttons">
      <Button
        component="a"
        href={apiAddress(`/cheque-slips/${id}/file`)}
        target="_blank"
        rel="noreferrer"
        size="sm"
        variant="default"
      >
        {t('cheques.slips.print')}
      </Button>
      <ExportLink path="/cheques" query={{ slip: id }} />
    </span>
  );
}
