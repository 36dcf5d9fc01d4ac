import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { statementsQuery } from '../api/accounting-queries.ts';
import type { Statement, StatementBreak, StatementFile, Statements } from '../api/accounting-types.ts';
import { formatCount, formatDate, formatInstant, formatMoney, noValue } from '../format.ts';
import { MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { AttentionSection } from './attention-section.tsx';

/** Files of statements with their days and balances, what does not follow, and what waits for a person. */
export function StatementsView() {
  const pages = useInfiniteQuery(statementsQuery);
  return (
    <Answered query={pages}>
      {({ pages: answers }) => {
        const [first] = answers;
        const files = answers.flatMap(({ rows }) => rows);
        return (
          <>
            {first && <Breaks breaks={first.breaks} />}
            {first && <AttentionSection lines={first.attention} />}
            <Files files={files} pages={pages} />
            {first && <AccountsSection accounts={first.accounts} />}
          </>
        );
      }}
    </Answered>
  );
}

function Breaks({ breaks }: { breaks: Statements['breaks'] }) {
  const { t } = useTranslation();
  if (breaks.length === 0) return null;
  const sentence = (row: StatementBreak) => {
    const blanks = {
      after: formatDate(row.afterOn),
      first: formatDate(row.firstOn),
      amount: formatMoney(row.difference),
      number: row.number ?? noValue,
    };
    if (row.finding === 'gap') return t('settlement.statements.breakGap', blanks);
    return row.finding === 'overlap'
      ? t('settlement.statements.breakOverlap', blanks)
      : t('settlement.statements.breakNumber', blanks);
  };
  return (
    <Section title={t('settlement.statements.breaks')} subtitle={t('settlement.statements.breaksText')}>
      <ul>
        {breaks.map((row) => (
          <li key={row.statementId}>
            <span className="td-figures">{row.account}</span>: {sentence(row)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface Row {
  key: string;
  file: StatementFile;
  /** Undefined for a file that was refused. */
  statement: Statement | undefined;
}

const tones: Record<Statement['chain'], Tone> = {
  first: 'idle',
  follows: 'good',
  gap: 'bad',
  missing_number: 'warn',
  overlap: 'warn',
  resent: 'past',
  none: 'idle',
};

function Files(props: { files: readonly StatementFile[]; pages: Parameters<typeof MoreRows>[0]['pages'] }) {
  const { t } = useTranslation();
  const rows = props.files.flatMap((file): Row[] =>
    file.statements.length === 0
      ? [{ key: file.id, file, statement: undefined }]
      : file.statements.map((statement) => ({ key: `${file.id}/${statement.id}`, file, statement })),
  );
  return (
    <Section title={t('settlement.statements.files')} subtitle={t('settlement.statements.filesText')}>
      {rows.length === 0 ? (
        <Empty>{t('settlement.statements.none')}</Empty>
      ) : (
        <>
          <FilesTable rows={rows} />
          <MoreRows pages={props.pages} shown={props.files.length} />
        </>
      )}
    </Section>
  );
}

function FilesTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      key: 'file',
      header: t('settlement.statements.fileName'),
      phone: 'title',
      width: '24%',
      cell: ({ file }) => (
        <span>
          {file.fileName}
          <span className="td-second-line">
            {[file.format, formatInstant(file.importedAt), file.importedBy].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'account',
      header: t('settlement.statements.account'),
      cell: ({ statement }) => <span className="td-figures">{statement?.account ?? noValue}</span>,
    },
    {
      key: 'days',
      header: t('settlement.statements.days'),
      cell: ({ statement }) => statement && <Days statement={statement} />,
    },
    {
      key: 'opening',
      header: t('settlement.statements.opening'),
      kind: 'number',
      cell: ({ statement }) => balanceOf(statement?.openingBalance),
    },
    {
      key: 'closing',
      header: t('settlement.statements.closing'),
      kind: 'number',
      cell: ({ statement }) => balanceOf(statement?.closingBalance),
    },
    {
      key: 'lines',
      header: t('settlement.statements.lines'),
      kind: 'number',
      cell: ({ statement }) => statement && <Lines statement={statement} />,
    },
    {
      key: 'chain',
      header: t('settlement.statements.chain'),
      phone: 'wide',
      cell: (row) => <Standing row={row} />,
    },
  ];
  return (
    <ReportTable
      caption={t('settlement.statements.files')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}

const balanceOf = (amount: string | null | undefined) => (amount ? formatMoney(amount) : noValue);

function Days({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const { firstOn, lastOn, number } = statement;
  return (
    <span className="td-figures">
      {firstOn === lastOn ? formatDate(firstOn) : `${formatDate(firstOn)} – ${formatDate(lastOn)}`}
      {number && <span className="td-second-line">{t('settlement.statements.number', { number })}</span>}
    </span>
  );
}

function Lines({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const { id, lines, knownLines } = statement;
  return (
    <span>
      <Link to="/bank-credits/statements/$id" params={{ id }}>
        {formatCount(lines)}
      </Link>
      {knownLines > 0 && (
        <span className="td-second-line">{t('settlement.statements.known', { count: knownLines })}</span>
      )}
    </span>
  );
}

/** How the statement stands to the one before, or why the file was refused. */
function Standing({ row: { file, statement } }: { row: Row }) {
  const { t, i18n } = useTranslation();
  if (file.problem) {
    const { message, messageEn, detail } = file.problem;
    return (
      <span>
        <Tag tone="bad">{t('settlement.statements.refused')}</Tag>
        <span className="td-second-line">
          {i18n.language === 'en' ? messageEn : message}
          {detail && ` (${detail})`}
        </span>
      </span>
    );
  }
  if (!statement) return <Tag tone="idle">{t('settlement.statements.empty')}</Tag>;
  const { chain, chainDifference, linesToAttend } = statement;
  return (
    <span>
      <Tag tone={tones[chain]}>{t(`settlement.statements.chains.${chain}`)}</Tag>
      {chainDifference !== null && chainDifference !== '0' && (
        <span className="td-second-line td-figures">
          {t('settlement.statements.difference', { amount: formatMoney(chainDifference) })}
        </span>
      )}
      {linesToAttend > 0 && (
        <span className="td-second-line td-bad-text">
          {t('settlement.statements.attend', { count: linesToAttend })}
        </span>
      )}
    </span>
  );
}
